using System.Globalization;
using System.Text;

namespace Slipway.Checks.Schemas.Cel;

/// <summary>Reads literals of strings and bytes: quoted once or three times, raw with <c>r</c>, bytes with <c>b</c>.</summary>
internal static class CelStringLiteral
{
    /// <summary>Whether such a literal begins at a position.</summary>
    public static bool StartsAt(string source, int at)
    {
        for (var end = Math.Min(source.Length, at + 3); at < end; at++)
        {
            if (source[at] is '"' or '\'')
                return true;
            if (source[at] is not ('r' or 'R' or 'b' or 'B'))
                return false;
        }
        return false;
    }

    /// <summary>Reads the literal and moves past it.</summary>
    /// <exception cref="CelSyntaxException">It has no end, or an escape that does not exist.</exception>
    public static CelValue Read(string source, ref int at)
    {
        var start = at;
        bool raw = false, bytes = false;
        for (; source[at] is not ('"' or '\''); at++)
        {
            raw |= source[at] is 'r' or 'R';
            bytes |= source[at] is 'b' or 'B';
        }
        var quote = source[at].ToString();
        if (string.CompareOrdinal(source, at, quote + quote + quote, 0, 3) == 0)
            quote += quote + quote;
        at += quote.Length;
        var text = new StringBuilder();
        while (string.CompareOrdinal(source, at, quote, 0, quote.Length) != 0)
        {
            if (at >= source.Length || quote.Length == 1 && source[at] is '\n' or '\r')
                throw new CelSyntaxException(start + 1, "the string has no end");
            if (source[at] == '\\' && !raw)
                Escape(source, ref at, text);
            else
                text.Append(source[at++]);
        }
        at += quote.Length;
        return bytes ? new CelBytes([.. Encoding.UTF8.GetBytes(text.ToString())]) : CelValue.Of(text.ToString());
    }

    private static void Escape(string source, ref int at, StringBuilder text)
    {
        var start = at++;
        var c = at < source.Length ? source[at++] : '\0';
        const string names = "abfnrtv\\?\"'`";
        const string values = "\a\b\f\n\r\t\v\\?\"'`";
        if (names.IndexOf(c, StringComparison.Ordinal) is var name and >= 0)
        {
            text.Append(values[name]);
            return;
        }
        var (digits, radix) = c switch
        {
            'x' or 'X' => (2, 16),
            'u' => (4, 16),
            'U' => (8, 16),
            >= '0' and <= '3' => (3, 8),
            _ => throw new CelSyntaxException(start + 1, $"'\\{c}' is not an escape"),
        };
        at -= radix == 8 ? 1 : 0;
        if (at + digits > source.Length || !TryParse(source.AsSpan(at, digits), radix, out var code) || !Rune.IsValid(code))
            throw new CelSyntaxException(start + 1, "the escape does not name a character");
        text.Append(new Rune(code).ToString());
        at += digits;
    }

    private static bool TryParse(ReadOnlySpan<char> digits, int radix, out int code)
    {
        code = 0;
        if (radix == 16)
            return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code);
        foreach (var digit in digits)
        {
            if (digit is < '0' or > '7')
                return false;
            code = code * 8 + digit - '0';
        }
        return true;
    }
}
