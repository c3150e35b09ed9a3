using System.Text.Json;
using Slipway.Lab.Wire;

namespace Slipway.Cli.Lab.View;

/// <summary>Values as the JSON that people and scripts read: no signatures, secrets and unknowns as <c>[secret]</c> and <c>[unknown]</c>.</summary>
internal static class PlainJson
{
    /// <summary>Indented, and with text as it is: what is written is data, not HTML.</summary>
    public static JsonWriterOptions Format { get; } = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a value.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The value.</param>
    /// <param name="showSecrets">True to write secrets in plain text.</param>
    public static void Write(Utf8JsonWriter writer, PropertyValue value, bool showSecrets)
    {
        switch (value)
        {
            case SecretValue secret when showSecrets:
                Write(writer, secret.Element, showSecrets);
                break;
            case SecretValue:
                writer.WriteStringValue("[secret]");
                break;
            case UnknownValue:
                writer.WriteStringValue("[unknown]");
                break;
            case ListValue list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                    Write(writer, item, showSecrets);
                writer.WriteEndArray();
                break;
            case MapValue map:
                Write(writer, map.Map, showSecrets);
                break;
            default:
                PropertyJson.Write(writer, value, cipher: null);
                break;
        }
    }

    /// <summary>Writes an object.</summary>
    public static void Write(Utf8JsonWriter writer, PropertyMap map, bool showSecrets)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in map)
        {
            writer.WritePropertyName(name);
            Write(writer, value, showSecrets);
        }
        writer.WriteEndObject();
    }

    /// <summary>Text of what a function writes, with a line end.</summary>
    public static string Text(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Format))
            write(writer);
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }
}
