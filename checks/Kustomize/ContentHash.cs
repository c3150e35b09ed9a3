using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>The hash that comes after the name of a generated object: ten characters of the SHA-256 of its content in Go's JSON, in an alphabet that spells no words.</summary>
internal static class ContentHash
{
    public static string Of(YamlMap root)
    {
        var json = new StringBuilder();
        // kustomize means to hash the name too, and looks for it where it is not: it is always empty.
        var fields = new SortedDictionary<string, YamlValue?>(StringComparer.Ordinal) { ["data"] = root["data"], ["name"] = null };
        if (root.TextAt("kind") == "Secret")
        {
            fields["type"] = root["type"];
            if (root["stringData"] is YamlMap plain)
                fields["stringData"] = plain;
        }
        else if (root["binaryData"] is YamlMap binary)
            fields["binaryData"] = binary;
        fields["kind"] = YamlScalar.String(root.Place, root.TextAt("kind") ?? "");
        json.Append('{');
        foreach (var (name, value) in fields)
            WriteField(json, name, value ?? YamlScalar.String(root.Place, ""));
        json.Append('}');
        return new string([.. Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json.ToString())))[..10].Select(Spelled)]);
    }

    private static char Spelled(char digit) => digit switch
    {
        '0' => 'g',
        '1' => 'h',
        '3' => 'k',
        'a' => 'm',
        'e' => 't',
        _ => digit,
    };

    private static void Write(StringBuilder json, YamlValue value)
    {
        switch (value)
        {
            case YamlMap map:
                json.Append('{');
                foreach (var entry in map.Entries.OrderBy(e => e.Name, StringComparer.Ordinal))
                    WriteField(json, entry.Name, entry.Value);
                json.Append('}');
                break;
            case YamlList list:
                json.Append('[');
                foreach (var item in list.Items)
                {
                    Write(json.Append(json[^1] == '[' ? "" : ","), item);
                }
                json.Append(']');
                break;
            case YamlScalar { JsonKind: YamlKind.String } text:
                WriteText(json, text.JsonText);
                break;
            case YamlScalar scalar:
                json.Append(scalar.JsonText);
                break;
        }
    }

    private static void WriteField(StringBuilder json, string name, YamlValue value)
    {
        if (json[^1] != '{')
            json.Append(',');
        WriteText(json, name);
        json.Append(':');
        Write(json, value);
    }

    // As encoding/json does by default: what HTML or JavaScript would misread is escaped too.
    private static void WriteText(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append(@"\\"),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                '\b' => json.Append("\\b"),
                '\f' => json.Append("\\f"),
                < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => json.Append(c),
            };
        }
        json.Append('"');
    }
}
