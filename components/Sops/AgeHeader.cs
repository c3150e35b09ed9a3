using System.Security.Cryptography;
using System.Text;

namespace Slipway.Components.Sops;

/// <summary>The textual head of an age file: who may open it, and a MAC under the file key.</summary>
internal sealed class AgeHeader
{
    private const string Version = "age-encryption.org/v1";
    private const string End = "---";
    private const int Columns = 64;

    private AgeHeader(IReadOnlyList<AgeStanza> stanzas, string text, byte[] mac, int length) => (Stanzas, _text, Mac, Length) = (stanzas, text, mac, length);

    private readonly string _text;

    public IReadOnlyList<AgeStanza> Stanzas { get; }

    public byte[] Mac { get; }

    /// <summary>Length in bytes, line end included: where the payload begins.</summary>
    public int Length { get; }

    public static byte[] Write(IEnumerable<AgeStanza> stanzas, byte[] fileKey)
    {
        var text = new StringBuilder(Version).Append('\n');
        foreach (var stanza in stanzas)
        {
            text.Append("-> ").AppendJoin(' ', [stanza.Kind, .. stanza.Arguments]).Append('\n');
            var body = AgeBase64.Encode(stanza.Body);
            for (var i = 0; i <= body.Length; i += Columns)
                text.Append(body.AsSpan(i, Math.Min(Columns, body.Length - i))).Append('\n');
        }
        text.Append(End);
        var mac = AgeBase64.Encode(MacOf(text.ToString(), fileKey));
        return Encoding.ASCII.GetBytes(text.Append(' ').Append(mac).Append('\n').ToString());
    }

    /// <summary>Whether the header is the one that the holder of the file key wrote.</summary>
    public bool IsAuthentic(byte[] fileKey) => CryptographicOperations.FixedTimeEquals(MacOf(_text, fileKey), Mac);

    /// <exception cref="AgeException">It is not as the specification has it.</exception>
    public static AgeHeader Parse(ReadOnlySpan<byte> file)
    {
        var position = 0;
        if (Line(file, ref position) != Version)
            throw Malformed($"does not begin with '{Version}': it is no age file of version 1");
        var stanzas = new List<AgeStanza>();
        while (true)
        {
            var start = position;
            var line = Line(file, ref position);
            if (line.StartsWith(End, StringComparison.Ordinal))
            {
                if (stanzas.Count == 0)
                    throw Malformed("names no recipient");
                if (!line.StartsWith(End + " ", StringComparison.Ordinal) || AgeBase64.Decode(line[(End.Length + 1)..]) is not { Length: 32 } mac)
                    throw Malformed("has no MAC of 32 bytes at its end");
                return new AgeHeader(stanzas, Encoding.ASCII.GetString(file[..(start + End.Length)]), mac, position);
            }
            stanzas.Add(Stanza(line, file, ref position));
        }
    }

    private static AgeStanza Stanza(string line, ReadOnlySpan<byte> file, ref int position)
    {
        var words = line.Split(' ');
        if (words[0] != "->" || words.Length < 2 || words.Any(word => word.Length == 0 || word.Any(c => c is < '!' or > '~')))
            throw Malformed("has a line that is no recipient");
        var body = new List<byte>();
        while (true)
        {
            var text = Line(file, ref position);
            if (text.Length > Columns || AgeBase64.Decode(text) is not { } part)
                throw Malformed("has a recipient whose body is no canonical Base64 in lines of 64");
            body.AddRange(part);
            if (text.Length < Columns)
                return new AgeStanza(words[1], words[2..], [.. body]);
        }
    }

    private static string Line(ReadOnlySpan<byte> file, ref int position)
    {
        var length = file[position..].IndexOf((byte)'\n');
        if (length < 0)
            throw Malformed("ends in the middle");
        var line = file.Slice(position, length);
        if (line.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
            throw Malformed("has a character that is not printable ASCII");
        position += length + 1;
        return Encoding.ASCII.GetString(line);
    }

    private static byte[] MacOf(string text, byte[] fileKey) =>
        HMACSHA256.HashData(HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey, 32, [], "header"u8.ToArray()), Encoding.ASCII.GetBytes(text));

    private static AgeException Malformed(string what) => new(AgeFailure.Header, $"the age header {what}");
}
