using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Secrets;

/// <summary>
/// Pulumi's passphrase scheme: AES-256-GCM under a key that PBKDF2-HMAC-SHA256 (1,000,000 rounds) derives from a passphrase and the salt in the
/// stack's <c>encryptionsalt</c>. A ciphertext reads <c>v1:nonce:ciphertext and tag</c>, both in base64.
/// Deriving takes about a third of a second; it is done once per salt and passphrase in a process, and the key can be kept and given back.
/// </summary>
public sealed class PassphraseCipher : IValueCipher
{
    private const string Version = "v1";
    private const string CheckText = "pulumi";
    private const int Rounds = 1_000_000;
    private const int SaltSize = 8;
    private const int KeySize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    // By hash, so that no passphrase is kept in memory for it.
    private static readonly ConcurrentDictionary<string, Lazy<byte[]>> Derived = new(StringComparer.Ordinal);

    private readonly byte[] _key;

    private PassphraseCipher(byte[] key, string encryptionSalt)
    {
        _key = key;
        EncryptionSalt = encryptionSalt;
    }

    /// <summary>What a stack's YAML keeps beside its configuration: salt, and a text encrypted to tell a wrong passphrase by. Not secret.</summary>
    public string EncryptionSalt { get; }

    /// <summary>A cipher with a fresh salt.</summary>
    public static PassphraseCipher New(string passphrase)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        var key = Derive(passphrase, salt);
        return new PassphraseCipher(key, $"{Version}:{Convert.ToBase64String(salt)}:{Encrypt(key, CheckText)}");
    }

    /// <summary>The cipher of a stack.</summary>
    /// <exception cref="FormatException">Not an <c>encryptionsalt</c> of this scheme.</exception>
    /// <exception cref="WrongPassphraseException">Not the passphrase it was made with.</exception>
    public static PassphraseCipher Open(string encryptionSalt, string passphrase) =>
        FromKey(encryptionSalt, Derive(passphrase, Split(encryptionSalt).Salt));

    /// <summary>The cipher of a stack, from the key that <see cref="ExportKey"/> once gave.</summary>
    /// <exception cref="FormatException">Not an <c>encryptionsalt</c> of this scheme.</exception>
    /// <exception cref="WrongPassphraseException">Not the key it was made with.</exception>
    public static PassphraseCipher FromKey(string encryptionSalt, ReadOnlySpan<byte> key)
    {
        var cipher = new PassphraseCipher(key.ToArray(), encryptionSalt);
        var (_, check) = Split(encryptionSalt);
        try
        {
            return cipher.Decrypt(check) is CheckText ? cipher : throw new WrongPassphraseException();
        }
        catch (CryptographicException)
        {
            throw new WrongPassphraseException();
        }
    }

    /// <summary>The derived key: as secret as the passphrase, for a file of mode 0600 at most.</summary>
    public byte[] ExportKey() => [.. _key];

    /// <inheritdoc />
    public string Encrypt(string plaintext) => Encrypt(_key, plaintext);

    /// <inheritdoc />
    public string Decrypt(string ciphertext)
    {
        var parts = ciphertext.Split(':');
        if (parts.Length != 3 || parts[0] != Version)
            throw new CryptographicException("Not a ciphertext of the form v1:nonce:ciphertext.");
        byte[] nonce, body;
        try
        {
            (nonce, body) = (Convert.FromBase64String(parts[1]), Convert.FromBase64String(parts[2]));
        }
        catch (FormatException)
        {
            throw new CryptographicException("Not a ciphertext of the form v1:nonce:ciphertext in base64.");
        }
        if (nonce.Length != NonceSize || body.Length < TagSize)
            throw new CryptographicException("Not a ciphertext: nonce or tag is too short.");
        var plaintext = new byte[body.Length - TagSize];
        using var aes = new AesGcm(_key, TagSize);
        aes.Decrypt(nonce, body.AsSpan(..^TagSize), body.AsSpan(^TagSize..), plaintext);
        return Encoding.UTF8.GetString(plaintext);
    }

    private static string Encrypt(byte[] key, string plaintext)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceSize);
        var text = Encoding.UTF8.GetBytes(plaintext);
        var body = new byte[text.Length + TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, text, body.AsSpan(..text.Length), body.AsSpan(text.Length..));
        return $"{Version}:{Convert.ToBase64String(nonce)}:{Convert.ToBase64String(body)}";
    }

    private static byte[] Derive(string passphrase, byte[] salt)
    {
        var text = Encoding.UTF8.GetBytes(passphrase);
        var name = Convert.ToHexString(SHA256.HashData([.. salt, .. text]));
        return Derived.GetOrAdd(name, _ => new Lazy<byte[]>(() => Rfc2898DeriveBytes.Pbkdf2(text, salt, Rounds, HashAlgorithmName.SHA256, KeySize))).Value;
    }

    private static (byte[] Salt, string Check) Split(string encryptionSalt)
    {
        var parts = encryptionSalt.Split(':', 3);
        if (parts.Length != 3 || parts[0] != Version)
            throw new FormatException("encryptionsalt does not have the form v1:<salt>:<check>; copy it whole from the stack's YAML.");
        return (Convert.FromBase64String(parts[1]), parts[2]);
    }
}
