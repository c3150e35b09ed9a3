using System.Globalization;
using System.Numerics;

namespace Slipway.Checks.Yaml;

/// <summary>Numbers and dates as they come out of Go's YAML and JSON: decimal, shortest, whole where they can be.</summary>
internal static class YamlNumbers
{
    public static YamlKind JsonKind(YamlScalar scalar) => scalar.Kind switch
    {
        YamlKind.Timestamp => YamlKind.String,
        YamlKind.Float when IsWhole(Double(scalar.Text)) => YamlKind.Integer,
        var kind => kind,
    };

    public static string JsonText(YamlScalar scalar) => scalar.Kind switch
    {
        YamlKind.Null => "null",
        YamlKind.Boolean => scalar.Text[0] is 't' or 'T' or 'y' or 'Y' || scalar.Text is "on" or "On" or "ON" ? "true" : "false",
        YamlKind.Integer => Integer(scalar.Text.Replace("_", "", StringComparison.Ordinal))!.Value.ToString(CultureInfo.InvariantCulture),
        YamlKind.Float => Float(Double(scalar.Text)),
        YamlKind.Timestamp => YamlResolution.Moment(scalar.Text)!.Value is var moment && moment.Offset == TimeSpan.Zero
            ? moment.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)
            : moment.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
        _ => scalar.Text,
    };

    /// <summary>The whole number that a text is, in Go's notations (<c>12</c>, <c>0x1F</c>, <c>0o17</c>, <c>017</c>, <c>0b11</c>), when 64 bits hold it.</summary>
    public static BigInteger? Integer(string text)
    {
        var negative = text.StartsWith('-');
        var digits = negative || text.StartsWith('+') ? text[1..] : text;
        var (radix, from) = digits switch
        {
            ['0', 'x' or 'X', ..] => (16, 2),
            ['0', 'o' or 'O', ..] => (8, 2),
            ['0', 'b' or 'B', ..] => (2, 2),
            ['0', _, ..] => (8, 1),
            _ => (10, 0),
        };
        // Twice the digits of the longest 64-bit number: what is longer is none, unless it begins with a row of zeros.
        if (digits.Length == from || digits.Length > 130)
            return null;
        BigInteger value = 0;
        foreach (var c in digits.AsSpan(from))
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix)
                return null;
            value = value * radix + digit;
        }
        value = negative ? -value : value;
        return value >= long.MinValue && value <= ulong.MaxValue && !(text.StartsWith('+') && value > long.MaxValue) ? value : null;
    }

    /// <summary>A number in Go's shortest form with the exponent from the sixth decimal on (<c>%g</c>); whole numbers that JSON writes without exponent stay whole.</summary>
    public static string Float(double value)
    {
        if (IsWhole(value))
            return new BigInteger(value).ToString(CultureInfo.InvariantCulture);
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? ".nan" : value > 0 ? ".inf" : "-.inf";
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var (mantissa, exponent) = shortest.IndexOf('E', StringComparison.Ordinal) is var e and >= 0
            ? (shortest[..e], int.Parse(shortest[(e + 1)..], CultureInfo.InvariantCulture))
            : (shortest, 0);
        var sign = mantissa.StartsWith('-') ? "-" : "";
        mantissa = mantissa.TrimStart('-');
        var point = mantissa.IndexOf('.', StringComparison.Ordinal) is var p and >= 0 ? p : mantissa.Length;
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        var power = point + exponent - (all.Length - digits.Length) - 1;
        digits = digits.TrimEnd('0');
        if (power is < -4 or >= 6)
            return $"{sign}{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(power < 0 ? '-' : '+')}{Math.Abs(power):00}";
        return power < 0 ? $"{sign}0.{new string('0', -power - 1)}{digits}" : $"{sign}{digits[..(power + 1)]}.{digits[(power + 1)..]}";
    }

    private static double Double(string text) => text.TrimStart('+', '-') switch
    {
        ".inf" or ".Inf" or ".INF" => text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity,
        ".nan" or ".NaN" or ".NAN" => double.NaN,
        _ => double.Parse(text.Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture),
    };

    // JSON writes a number from 1e21 on with an exponent, and what comes back from it is no whole number; between 2^64 and that, the reader finds no integer that holds it.
    private static bool IsWhole(double value) => Math.Abs(value) < 18446744073709551616.0 && value >= long.MinValue && value == Math.Truncate(value);
}
