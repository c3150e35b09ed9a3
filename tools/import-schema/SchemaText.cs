using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Tools.ImportSchema;

/// <summary>Writes schemas for people: what fits stands on one line, everything else is indented by two; lines end with LF.</summary>
public static class SchemaText
{
    private const int Width = 140;
    private static readonly JsonSerializerOptions Scalars = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of a schema.</summary>
    public static string Write(JsonObject schema)
    {
        var text = new StringBuilder();
        Write(text, schema, 0, 0);
        return text.Append('\n').ToString();
    }

    private static void Write(StringBuilder text, JsonNode? node, int indent, int column)
    {
        var line = OneLine(node);
        // The outermost levels (package, resources, one resource) are always laid out, however short.
        if (node is JsonValue or null || (indent > 2 && column + line.Length <= Width))
        {
            text.Append(line);
            return;
        }
        if (node is JsonArray { Count: > 0 } list && list[0] is JsonValue)
        {
            Fill(text, list, indent);
            return;
        }
        var (open, close) = node is JsonObject ? ('{', '}') : ('[', ']');
        IEnumerable<(string Key, JsonNode? Value)> members = node is JsonObject map
            ? map.Select(m => ($"{Scalar(m.Key)}: ", m.Value))
            : node.AsArray().Select(item => ("", item));
        text.Append(open);
        var first = true;
        foreach (var (key, value) in members)
        {
            text.Append(first ? "\n" : ",\n").Append(' ', 2 * (indent + 1)).Append(key);
            Write(text, value, indent + 1, (2 * (indent + 1)) + key.Length);
            first = false;
        }
        if (!first)
            text.Append('\n').Append(' ', 2 * indent);
        text.Append(close);
    }

    private static void Fill(StringBuilder text, JsonArray list, int indent)
    {
        text.Append('[');
        var column = Width;
        for (var i = 0; i < list.Count; i++)
        {
            var item = OneLine(list[i]) + (i < list.Count - 1 ? "," : "");
            if (column + 1 + item.Length > Width)
            {
                text.Append('\n').Append(' ', 2 * (indent + 1)).Append(item);
                column = (2 * (indent + 1)) + item.Length;
            }
            else
            {
                text.Append(' ').Append(item);
                column += 1 + item.Length;
            }
        }
        text.Append('\n').Append(' ', 2 * indent).Append(']');
    }

    private static string OneLine(JsonNode? node) => node switch
    {
        JsonObject { Count: 0 } => "{}",
        JsonObject map => $"{{ {string.Join(", ", map.Select(m => $"{Scalar(m.Key)}: {OneLine(m.Value)}"))} }}",
        JsonArray list => $"[{string.Join(", ", list.Select(OneLine))}]",
        null => "null",
        _ => node.ToJsonString(Scalars),
    };

    private static string Scalar(string text) => JsonSerializer.Serialize(text, Scalars);
}
