using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Components.Sops;

/// <summary>What a YAML scalar, or a decrypted value, means to SOPS, which reads YAML as Go's yaml.v3 does.</summary>
internal static partial class SopsScalars
{
    /// <summary>The value of a scalar.</summary>
    /// <exception cref="SopsException">It has a type that SOPS does not encrypt.</exception>
    public static SopsScalar Read(Scalar scalar, string place)
    {
        var tag = scalar.Tag.IsEmpty ? null : scalar.Tag.Value;
        if (tag == "tag:yaml.org,2002:binary")
        {
            var bytes = new byte[scalar.Value.Length];
            return Convert.TryFromBase64String(scalar.Value, bytes, out var length)
                ? new SopsScalar(SopsType.String, bytes[..length])
                : throw Refused(place, "is tagged !!binary and is no Base64");
        }
        if (tag is "tag:yaml.org,2002:str" || (tag is null && scalar.Style != ScalarStyle.Plain) || tag == "!")
            return SopsScalar.Of(scalar.Value);
        return tag is null ? Plain(scalar.Value, place) : throw Refused(place, $"has the tag {tag}; SOPS knows !!str and !!binary, and untagged values");
    }

    /// <summary>A decrypted value of a type as SOPS names it; null where the type is none or the bytes are no value of it.</summary>
    public static SopsScalar? Typed(string type, byte[] bytes)
    {
        SopsType? known = type switch
        {
            "str" => SopsType.String,
            "bytes" => SopsType.Bytes,
            "int" when Integer(Encoding.Latin1.GetString(bytes)) is not null => SopsType.Integer,
            "float" when FloatResult().IsMatch(Encoding.Latin1.GetString(bytes)) => SopsType.Float,
            "bool" when Encoding.Latin1.GetString(bytes) is "True" or "False" => SopsType.Boolean,
            _ => null,
        };
        return known is null ? null : new SopsScalar(known.Value, bytes);
    }

    // As Go prints a number: the shortest digits that read back the same, and no exponent.
    private static string FloatText(double number)
    {
        if (!double.IsFinite(number))
            return double.IsNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        if (!shortest.Contains('E', StringComparison.Ordinal))
            return shortest;
        var sign = shortest[0] == '-' ? "-" : "";
        var parts = shortest.TrimStart('-').Split('E');
        var exponent = int.Parse(parts[1], CultureInfo.InvariantCulture);
        var point = parts[0].IndexOf('.', StringComparison.Ordinal) is >= 0 and var at ? at : parts[0].Length;
        var digits = parts[0].Replace(".", "", StringComparison.Ordinal);
        var position = point + exponent;
        if (position <= 0)
            return $"{sign}0.{new string('0', -position)}{digits}";
        return position >= digits.Length ? sign + digits.PadRight(position, '0') : $"{sign}{digits[..position]}.{digits[position..]}";
    }

    private static SopsScalar Plain(string text, string place)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return SopsScalar.Null;
            case "true" or "True" or "TRUE":
                return Of(SopsType.Boolean, "True");
            case "false" or "False" or "FALSE":
                return Of(SopsType.Boolean, "False");
            case ".nan" or ".NaN" or ".NAN":
                return Of(SopsType.Float, "NaN");
        }
        if (Infinity().IsMatch(text))
            return Of(SopsType.Float, text[0] == '-' ? "-Inf" : "+Inf");
        if (Timestamp().IsMatch(text))
            throw Refused(place, "is a timestamp to YAML, which SOPS 3.9 does not encrypt; put it in quotes");
        if (text[0] is not (>= '0' and <= '9' or '+' or '-' or '.'))
            return SopsScalar.Of(text);
        var number = text.Replace("_", "", StringComparison.Ordinal);
        if (Integer(number) is { } integer)
        {
            return integer >= long.MinValue && integer <= long.MaxValue
                ? Of(SopsType.Integer, integer.ToString(CultureInfo.InvariantCulture))
                : throw Refused(place, "is a number beyond 64 bits, which SOPS does not encrypt; put it in quotes");
        }
        return Float().IsMatch(number) && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real)
            ? Of(SopsType.Float, FloatText(real))
            : SopsScalar.Of(text);
    }

    // A leading zero alone means octal, as in YAML 1.1 and Go.
    private static BigInteger? Integer(string text)
    {
        var match = IntegerText().Match(text);
        if (!match.Success)
            return null;
        var (number, radix) = (BigInteger.Zero, match.Groups["radix"].Value switch { "0x" or "0X" => 16, "0b" or "0B" => 2, "" => 10, _ => 8 });
        foreach (var digit in match.Groups["digits"].Value)
        {
            var value = Convert.ToInt32(digit.ToString(), 16);
            if (value >= radix)
                return null;
            number = (number * radix) + value;
        }
        return text[0] == '-' ? -number : number;
    }

    private static SopsScalar Of(SopsType type, string text) => new(type, Encoding.ASCII.GetBytes(text));

    private static SopsException Refused(string place, string what) => new(SopsProblem.Unsupported, $"the value at '{place}' {what}");

    [GeneratedRegex(@"^[-+]?\.(inf|Inf|INF)\z")]
    private static partial Regex Infinity();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?\z")]
    private static partial Regex Timestamp();

    [GeneratedRegex(@"^[-+]?(?:(?<radix>0[xX]|0[oO]|0[bB]|0)(?<digits>[0-9a-fA-F]+)|(?<digits>[1-9][0-9]*|0))\z")]
    private static partial Regex IntegerText();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Float();

    [GeneratedRegex(@"^(-?[0-9]+(\.[0-9]+)?|[-+]Inf|NaN)\z")]
    private static partial Regex FloatResult();
}
