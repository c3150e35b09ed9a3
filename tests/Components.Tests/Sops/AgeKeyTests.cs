using Slipway.Components.Sops;

namespace Slipway.Components.Tests.Sops;

public sealed class AgeKeyTests
{
    // Alice's keys of RFC 7748, section 6.1.
    private const string SecretBytes = "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a";
    private const string Secret = "AGE-SECRET-KEY-1WURK6ZNNRZJH60QKC9E9RVNXGH05CTU8A0QFJ243WLA628DE9S4QRFH26J";
    private const string Recipient = "age1s5s0qzvfxzn4gayt0hwtg0hhtgxm7wsdycup4a8t5j5ca25mfe4qt4hs7q";

    [Fact]
    public void The_public_half_is_the_one_of_RFC_7748() =>
        Assert.Equal(Recipient, AgeIdentity.FromSecret(Convert.FromHexString(SecretBytes)).Recipient.ToString());

    [Fact]
    public void An_identity_is_written_as_age_writes_it() =>
        Assert.Equal(Secret, AgeIdentity.FromSecret(Convert.FromHexString(SecretBytes)).Encode());

    [Fact]
    public void A_file_of_age_keygen_is_read() =>
        Assert.Equal(Recipient, AgeIdentity.Parse($"# created: today\n# public key: {Recipient}\n{Secret}\n").Recipient.ToString());

    [Fact]
    public void A_recipient_is_read_back_as_the_same() =>
        Assert.Equal(AgeIdentity.Parse(Secret).Recipient, AgeRecipient.Parse(Recipient));

    [Theory]
    [InlineData("")]
    [InlineData("age1")]
    [InlineData("AGE1S5S0QZVFXZN4GAYT0HWTG0HHTGXM7WSDYCUP4A8T5J5CA25MFE4QT4HS7Q")]
    [InlineData("age1s5s0qzvfxzn4gayt0hwtg0hhtgqm7wsdycup4a8t5j5ca25mfe4qt4hs7q")]
    [InlineData("split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w")]
    public void What_is_no_recipient_is_refused(string text) =>
        Assert.Contains("is no age recipient", Assert.Throws<FormatException>(() => AgeRecipient.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_secret_key_in_the_place_of_a_recipient_is_not_repeated() =>
        Assert.DoesNotContain(Secret, Assert.Throws<FormatException>(() => AgeRecipient.Parse(Secret)).Message, StringComparison.OrdinalIgnoreCase);

    [Theory]
    [InlineData("")]
    [InlineData(Recipient)]
    [InlineData("age-secret-key-1wurk6znnrzjh60qkc9e9rvnxgh05ctu8a0qfj243wla628de9s4qrfh26j")]
    [InlineData("AGE-SECRET-KEY-1WURK6ZNNRZJH60PKC9E9RVNXGH05CTU8A0QFJ243WLA628DE9S4QRFH26J")]
    [InlineData(Secret + "\n" + Secret)]
    public void What_is_no_identity_is_refused_and_not_repeated(string text)
    {
        var message = Assert.Throws<FormatException>(() => AgeIdentity.Parse(text)).Message;

        Assert.StartsWith("this is no age identity", message, StringComparison.Ordinal);
        Assert.DoesNotContain("6ZNNRZJH60QKC9E9RVNX", message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void An_identity_shows_its_public_half_alone() => Assert.Equal($"identity of {Recipient}", AgeIdentity.Parse(Secret).ToString());

    [Fact]
    public void Thirty_two_bytes_make_an_identity() => Assert.Throws<ArgumentException>(() => AgeIdentity.FromSecret(new byte[31]));
}
