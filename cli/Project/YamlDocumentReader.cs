using System.Globalization;
using System.Text;
using System.Text.Json;
using Slipway.Components.Fleet;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Slipway.Cli.Project;

/// <summary>Reads a YAML file of Pulumi's into nodes, and nodes into JSON.</summary>
internal static class YamlDocumentReader
{
    /// <summary>The file's top mapping; an empty file is an empty mapping.</summary>
    /// <exception cref="UsageException">Not readable, not YAML, a key stands twice, or the top is no mapping; with line and column.</exception>
    public static YamlMappingNode Read(string path)
    {
        var name = Path.GetFileName(path);
        IList<YamlDocument> documents;
        try
        {
            using var reader = File.OpenText(path);
            documents = YamlDocuments.Load(reader);
        }
        catch (YamlException problem)
        {
            throw new UsageException($"{name}:{problem.Start.Line}:{problem.Start.Column}: not valid YAML: {problem.Message}");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{name} cannot be read: {problem.Message}");
        }
        return documents switch
        {
            [] => [],
            [{ RootNode: YamlMappingNode root }] => root,
            [{ RootNode: YamlScalarNode { Value: null or "" } }] => [],
            [var document] => throw new UsageException(
                $"{name}:{document.RootNode.Start.Line}:{document.RootNode.Start.Column}: the file holds keys and values at its top"),
            _ => throw new UsageException($"{name}: the file holds {documents.Count} YAML documents; it holds one"),
        };
    }

    /// <summary>The node as JSON; <c>secure:</c> values are decrypted.</summary>
    /// <param name="node">The node.</param>
    /// <param name="decrypt">Gives the text behind a ciphertext.</param>
    public static string Json(YamlNode node, Func<string, string> decrypt)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, node, decrypt);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>The ciphertext when the node is a <c>secure:</c> value, else null.</summary>
    public static string? Ciphertext(YamlNode node) =>
        node is YamlMappingNode { Children: [{ Key: YamlScalarNode { Value: "secure" }, Value: YamlScalarNode { Value: { } ciphertext } }] } ? ciphertext : null;

    /// <summary>True when the node is or holds a <c>secure:</c> value.</summary>
    public static bool HoldsSecret(YamlNode node) => Ciphertext(node) is not null || node switch
    {
        YamlMappingNode map => map.Children.Values.Any(HoldsSecret),
        YamlSequenceNode list => list.Children.Any(HoldsSecret),
        _ => false,
    };

    private static void Write(Utf8JsonWriter writer, YamlNode node, Func<string, string> decrypt)
    {
        if (Ciphertext(node) is { } ciphertext)
        {
            writer.WriteStringValue(decrypt(ciphertext));
            return;
        }
        switch (node)
        {
            case YamlMappingNode map:
                writer.WriteStartObject();
                foreach (var (key, value) in map)
                {
                    writer.WritePropertyName(key.ToString());
                    Write(writer, value, decrypt);
                }
                writer.WriteEndObject();
                break;
            case YamlSequenceNode list:
                writer.WriteStartArray();
                foreach (var item in list)
                    Write(writer, item, decrypt);
                writer.WriteEndArray();
                break;
            case YamlScalarNode scalar:
                WriteScalar(writer, scalar);
                break;
        }
    }

    // YAML 1.2's core schema: only a plain scalar can be anything but a text.
    private static void WriteScalar(Utf8JsonWriter writer, YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style != ScalarStyle.Plain)
            writer.WriteStringValue(text);
        else if (text is "" or "~" or "null" or "Null" or "NULL")
            writer.WriteNullValue();
        else if (text is "true" or "True" or "TRUE")
            writer.WriteBooleanValue(true);
        else if (text is "false" or "False" or "FALSE")
            writer.WriteBooleanValue(false);
        else if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            writer.WriteNumberValue(whole);
        else if (char.IsAsciiDigit(text[0]) && double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            writer.WriteNumberValue(number);
        else
            writer.WriteStringValue(text);
    }
}
