using System.Security.Cryptography;
using System.Text;
using Slipway.Lab.Engine.Secrets;

namespace Slipway.Lab.Engine.Tests;

public sealed class PassphraseScheme
{
    [Fact]
    public void Opens_what_it_sealed()
    {
        var cipher = Fakes.Lab.Cipher;

        Assert.Equal("\"höhle\"", cipher.Decrypt(cipher.Encrypt("\"höhle\"")));
        Assert.Equal("", cipher.Decrypt(cipher.Encrypt("")));
    }

    [Fact]
    public void Seals_the_same_text_differently_each_time() =>
        Assert.NotEqual(Fakes.Lab.Cipher.Encrypt("x"), Fakes.Lab.Cipher.Encrypt("x"));

    [Fact]
    public void Has_the_published_form()
    {
        // By hand: PBKDF2-HMAC-SHA256 with 1,000,000 rounds, AES-256-GCM, v1:nonce:ciphertext and tag.
        byte[] salt = [1, 2, 3, 4, 5, 6, 7, 8];
        byte[] nonce = [.. Enumerable.Range(0, 12).Select(i => (byte)i)];
        var key = Rfc2898DeriveBytes.Pbkdf2("pass"u8, salt, 1_000_000, HashAlgorithmName.SHA256, 32);
        string Seal(string text)
        {
            var body = new byte[text.Length + 16];
            using var aes = new AesGcm(key, 16);
            aes.Encrypt(nonce, Encoding.UTF8.GetBytes(text), body.AsSpan(..text.Length), body.AsSpan(text.Length..));
            return $"v1:{Convert.ToBase64String(nonce)}:{Convert.ToBase64String(body)}";
        }

        var cipher = PassphraseCipher.Open($"v1:AQIDBAUGBwg=:{Seal("pulumi")}", "pass");

        Assert.Equal("\"s3cret\"", cipher.Decrypt(Seal("\"s3cret\"")));
    }

    [Fact]
    public void A_wrong_passphrase_is_told_at_once_without_repeating_it()
    {
        var error = Assert.Throws<WrongPassphraseException>(() => PassphraseCipher.Open(Fakes.Lab.Cipher.EncryptionSalt, "not-this-one"));

        Assert.Contains("PULUMI_CONFIG_PASSPHRASE", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not-this-one", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_can_be_kept_and_given_back()
    {
        var cipher = Fakes.Lab.Cipher;

        var again = PassphraseCipher.FromKey(cipher.EncryptionSalt, cipher.ExportKey());

        Assert.Equal("x", again.Decrypt(cipher.Encrypt("x")));
        Assert.Throws<WrongPassphraseException>(() => PassphraseCipher.FromKey(cipher.EncryptionSalt, new byte[32]));
    }

    [Fact]
    public void The_salt_is_eight_bytes() =>
        Assert.Equal(8, Convert.FromBase64String(Fakes.Lab.Cipher.EncryptionSalt.Split(':')[1]).Length);

    [Theory]
    [InlineData("")]
    [InlineData("v2:AQIDBAUGBwg=:v1:x:y")]
    [InlineData("v1:not base64:v1:x:y")]
    public void A_salt_of_another_form_is_refused(string salt) =>
        Assert.Throws<FormatException>(() => PassphraseCipher.Open(salt, "pass"));

    [Theory]
    [InlineData("plain")]
    [InlineData("v1:AAAA:AAAA")]
    [InlineData("v1:*:*")]
    public void A_text_that_is_no_ciphertext_is_refused(string text) =>
        Assert.Throws<CryptographicException>(() => Fakes.Lab.Cipher.Decrypt(text));

    [Fact]
    public void A_changed_ciphertext_is_refused()
    {
        var ciphertext = Fakes.Lab.Cipher.Encrypt("something");
        var parts = ciphertext.Split(':');
        var body = Convert.FromBase64String(parts[2]);
        body[0] ^= 1;

        Assert.ThrowsAny<CryptographicException>(() => Fakes.Lab.Cipher.Decrypt($"v1:{parts[1]}:{Convert.ToBase64String(body)}"));
    }
}
