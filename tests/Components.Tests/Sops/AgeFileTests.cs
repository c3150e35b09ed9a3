using System.Text;
using Slipway.Components.Sops;

namespace Slipway.Components.Tests.Sops;

public sealed class AgeFileTests
{
    private const int Chunk = 64 * 1024;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Chunk - 1)]
    [InlineData(Chunk)]
    [InlineData(Chunk + 1)]
    [InlineData((2 * Chunk) + 17)]
    public void Every_recipient_opens_what_was_encrypted(int length)
    {
        var plaintext = Plaintext(length);
        var file = AgeFile.Encrypt(plaintext, [Samples.Alice.Recipient, Samples.Bob.Recipient]);

        Assert.Equal(plaintext, AgeFile.Decrypt(file, [Samples.Alice]));
        Assert.Equal(plaintext, AgeFile.Decrypt(AgeArmor.Encode(file), [Samples.Identity("somebody"), Samples.Bob]));
    }

    [Fact]
    public void Somebody_else_opens_nothing() => Fails(AgeFailure.NoMatch, AgeFile.Encrypt("hello"u8, [Samples.Bob.Recipient]));

    [Fact]
    public void Random_entropy_never_gives_the_same_file() => Assert.NotEqual(
        AgeFile.Encrypt("hello"u8, [Samples.Alice.Recipient]), AgeFile.Encrypt("hello"u8, [Samples.Alice.Recipient]));

    [Fact]
    public void Keyed_entropy_gives_the_same_file_for_the_same_text() => Assert.Equal(
        AgeFile.Encrypt("hello"u8, [Samples.Alice.Recipient], Samples.Key.Entropy("a")),
        AgeFile.Encrypt("hello"u8, [Samples.Alice.Recipient], Samples.Key.Entropy("a")));

    [Fact]
    public void Keyed_entropy_gives_another_nonce_for_another_text()
    {
        var first = AgeFile.Encrypt("hello"u8, [Samples.Alice.Recipient], Samples.Key.Entropy("a"));
        var second = AgeFile.Encrypt("hellO"u8, [Samples.Alice.Recipient], Samples.Key.Entropy("a"));

        Assert.NotEqual(Nonce(first), Nonce(second));

        static byte[] Nonce(byte[] file) => file[^(5 + 16 + 16)..^(5 + 16)];
    }

    [Fact]
    public void A_changed_header_is_found()
    {
        var file = AgeFile.Encrypt("hello"u8, [Samples.Alice.Recipient, Samples.Bob.Recipient]);
        // The stanza of the recipient who does not open it: only the header's MAC covers it for the other.
        var lines = Encoding.Latin1.GetString(file).Split('\n');
        lines[4] = Swapped(lines[4]);

        Fails(AgeFailure.HeaderMac, Encoding.Latin1.GetBytes(string.Join('\n', lines)));
    }

    [Fact]
    public void A_changed_payload_is_found()
    {
        var file = AgeFile.Encrypt("hello"u8, [Samples.Alice.Recipient]);
        file[^1] ^= 1;

        Fails(AgeFailure.Payload, file);
    }

    [Fact]
    public void A_payload_cut_at_a_chunk_is_found() =>
        Fails(AgeFailure.Payload, AgeFile.Encrypt(Plaintext(Chunk + 5), [Samples.Alice.Recipient])[..^(5 + 16)]);

    [Fact]
    public void A_file_of_another_kind_is_refused() => Fails(AgeFailure.Header, "hello\n"u8.ToArray());

    [Fact]
    public void Damaged_armor_is_refused() =>
        Fails(AgeFailure.Armor, Encoding.ASCII.GetBytes(AgeArmor.Encode(AgeFile.Encrypt("hello"u8, [Samples.Alice.Recipient])).Replace("-----END", "----END", StringComparison.Ordinal)));

    [Fact]
    public void A_file_needs_a_recipient() => Assert.Throws<ArgumentException>(() => AgeFile.Encrypt("hello"u8, []));

    private static byte[] Plaintext(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private static string Swapped(string text) => (text[0] == 'A' ? 'B' : 'A') + text[1..];

    private static void Fails(AgeFailure failure, byte[] file) =>
        Assert.Equal(failure, Assert.Throws<AgeException>(() => AgeFile.Decrypt(file, [Samples.Alice])).Failure);
}
