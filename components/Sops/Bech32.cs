using System.Text;

namespace Slipway.Components.Sops;

/// <summary>Bech32 (BIP 173) without its limit of 90 characters, as age uses it for keys.</summary>
internal static class Bech32
{
    private const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const int ChecksumLength = 6;

    /// <summary>The bytes under a prefix, in lower case.</summary>
    public static string Encode(string prefix, ReadOnlySpan<byte> data)
    {
        var words = Regroup(data, from: 8, to: 5, pad: true)!;
        var polymod = Polymod([.. Expand(prefix), .. words, .. new byte[ChecksumLength]]) ^ 1;
        var text = new StringBuilder(prefix).Append('1');
        foreach (var word in words)
            text.Append(Alphabet[word]);
        for (var i = 0; i < ChecksumLength; i++)
            text.Append(Alphabet[(int)(polymod >> (5 * (ChecksumLength - 1 - i))) & 31]);
        return text.ToString();
    }

    /// <summary>Prefix (in lower case) and bytes of a text that is all upper or all lower case; null where it is no valid Bech32.</summary>
    public static (string Prefix, byte[] Data)? Decode(string text)
    {
        var lower = text.ToLowerInvariant();
        var separator = lower.LastIndexOf('1');
        if (!Ascii.IsValid(text) || (text != lower && text != text.ToUpperInvariant()) || separator < 1 || lower.Length - separator - 1 < ChecksumLength)
            return null;
        var prefix = lower[..separator];
        var words = new byte[lower.Length - separator - 1];
        for (var i = 0; i < words.Length; i++)
        {
            var word = Alphabet.IndexOf(lower[separator + 1 + i], StringComparison.Ordinal);
            if (word < 0)
                return null;
            words[i] = (byte)word;
        }
        if (prefix.Any(c => c is < '!' or > '~') || Polymod([.. Expand(prefix), .. words]) != 1)
            return null;
        return Regroup(words.AsSpan(0, words.Length - ChecksumLength), from: 5, to: 8, pad: false) is { } data ? (prefix, data) : null;
    }

    private static IEnumerable<byte> Expand(string prefix) =>
        prefix.Select(c => (byte)(c >> 5)).Append((byte)0).Concat(prefix.Select(c => (byte)(c & 31)));

    private static uint Polymod(IEnumerable<byte> words)
    {
        ReadOnlySpan<uint> generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
        var check = 1u;
        foreach (var word in words)
        {
            var top = check >> 25;
            check = ((check & 0x1ffffff) << 5) ^ word;
            for (var i = 0; i < generator.Length; i++)
                check ^= ((top >> i) & 1) == 1 ? generator[i] : 0;
        }
        return check;
    }

    private static byte[]? Regroup(ReadOnlySpan<byte> data, int from, int to, bool pad)
    {
        var result = new List<byte>((data.Length * from / to) + 1);
        var (accumulator, bits) = (0, 0);
        foreach (var value in data)
        {
            accumulator = ((accumulator << from) | value) & 0xfff;
            for (bits += from; bits >= to;)
            {
                bits -= to;
                result.Add((byte)((accumulator >> bits) & ((1 << to) - 1)));
            }
        }
        var rest = (accumulator << (to - bits)) & ((1 << to) - 1);
        if (pad && bits > 0)
            result.Add((byte)rest);
        return pad || (bits < from && rest == 0) ? [.. result] : null;
    }
}
