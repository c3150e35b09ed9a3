using System.Text;

namespace Slipway.Components.Sops;

/// <summary>An age file as text: strict PEM (RFC 7468) with lines of 64 characters.</summary>
public static class AgeArmor
{
    private const string Begin = "-----BEGIN AGE ENCRYPTED FILE-----";
    private const string End = "-----END AGE ENCRYPTED FILE-----";
    private const int Columns = 64;

    /// <summary>The file as text, with LF line ends.</summary>
    public static string Encode(ReadOnlySpan<byte> file)
    {
        var text = new StringBuilder(Begin).Append('\n');
        var body = Convert.ToBase64String(file);
        for (var i = 0; i < body.Length; i += Columns)
            text.Append(body.AsSpan(i, Math.Min(Columns, body.Length - i))).Append('\n');
        return text.Append(End).Append('\n').ToString();
    }

    /// <summary>Whether a file is armored: its first characters beside blanks begin armor.</summary>
    internal static bool Covers(ReadOnlySpan<byte> file) => file.TrimStart(" \t\r\n"u8).StartsWith("-----BEGIN"u8);

    /// <summary>The file in the text. Blanks around the armor are passed over, and line ends may be CRLF.</summary>
    /// <exception cref="AgeException">It is no armor, or not the canonical one.</exception>
    public static byte[] Decode(string text)
    {
        var lines = text.Trim(' ', '\t', '\r', '\n').Split('\n').Select(line => line.EndsWith('\r') ? line[..^1] : line).ToList();
        if (lines.Count < 2 || lines[0] != Begin || lines[^1] != End)
            throw Malformed($"is not between the lines '{Begin}' and '{End}'");
        var body = lines[1..^1];
        for (var i = 0; i < body.Count; i++)
        {
            if (body[i].Length is 0 or > Columns || (body[i].Length < Columns && i < body.Count - 1))
                throw Malformed($"has a line {i + 2} that is not of {Columns} characters");
        }
        var base64 = string.Concat(body);
        var bytes = new byte[(base64.Length * 3 / 4) + 3];
        if (base64.Any(char.IsWhiteSpace) || !Convert.TryFromBase64String(base64, bytes, out var length)
            || Convert.ToBase64String(bytes, 0, length) != base64)
        {
            throw Malformed("is no canonical Base64");
        }
        return bytes[..length];
    }

    private static AgeException Malformed(string what) => new(AgeFailure.Armor, $"the age file's armor {what}");
}
