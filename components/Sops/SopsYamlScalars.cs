using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Components.Sops;

/// <summary>How a value is written on one line so that every version of YAML reads it the same.</summary>
internal static partial class SopsYamlScalars
{
    private static readonly HashSet<string> Words = new(["y", "n", "yes", "no", "on", "off", "true", "false", "null"], StringComparer.OrdinalIgnoreCase);

    /// <summary>A value as YAML on one line.</summary>
    public static string Write(SopsScalar scalar) => scalar.Type switch
    {
        SopsType.Null => "null",
        SopsType.Boolean => scalar.Text.ToLowerInvariant(),
        SopsType.Integer => scalar.Text,
        SopsType.Float => scalar.Text switch
        {
            "+Inf" => ".inf",
            "-Inf" => "-.inf",
            "NaN" => ".nan",
            var number => number.Contains('.', StringComparison.Ordinal) ? number : number + ".0",
        },
        SopsType.String or SopsType.Bytes => Utf8(scalar.Bytes) is { } text && scalar.Type == SopsType.String
            ? Quoted(text)
            : $"!!binary {Convert.ToBase64String(scalar.Bytes)}",
        _ => throw new ArgumentOutOfRangeException(nameof(scalar), scalar.Type, "not a type of SOPS"),
    };

    /// <summary>The text that bytes are in UTF-8; null where they are none.</summary>
    public static string? Utf8(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>A text as YAML on one line: plain where no version of YAML reads it as something else.</summary>
    public static string Quoted(string text)
    {
        if (PlainText().IsMatch(text) && !Words.Contains(text))
            return text;
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\n' => "\\n",
                '\t' => "\\t",
                '\r' => "\\r",
                _ when NeedsEscape(c) => $"\\u{(int)c:X4}",
                _ => c.ToString(),
            });
        }
        return quoted.Append('"').ToString();
    }

    /// <summary>Whether a character cannot stand in YAML as it is.</summary>
    public static bool NeedsEscape(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF';

    [GeneratedRegex(@"^[A-Za-z_/](?:[A-Za-z0-9_./@+=,;()\[\]~^$*%-]|:(?=[^\s:])| (?=[^\s#]))*(?<!:)\z")]
    private static partial Regex PlainText();
}
