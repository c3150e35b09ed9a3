using Slipway.Lab.Engine;

namespace Slipway.Cli.Lab.View;

/// <summary>The result of a run as JSON; the form is described in docs/json.md and stable.</summary>
internal static class UpdateJson
{
    /// <summary>The text.</summary>
    public static string Of(UpdateResult result) => PlainJson.Text(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("status", result.Status.ToString().ToLowerInvariant());
        writer.WriteStartObject("changes");
        foreach (var (op, count) in result.Counts)
            writer.WriteNumber(op.Name(), count);
        writer.WriteEndObject();
        writer.WriteStartArray("resources");
        foreach (var step in result.Steps)
        {
            writer.WriteStartObject();
            writer.WriteString("urn", step.Urn);
            writer.WriteString("type", step.Type);
            writer.WriteString("op", step.Op.Name());
            writer.WriteStartArray("changes");
            foreach (var change in step.Changes)
            {
                writer.WriteStartObject();
                writer.WriteString("path", change.Path);
                writer.WriteString("kind", Kind(change));
                Value(writer, "old", change.Old);
                Value(writer, "new", change.New);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("diagnostics");
        foreach (var diagnostic in result.Diagnostics)
        {
            writer.WriteStartObject();
            writer.WriteString("severity", diagnostic.Severity.ToString().ToLowerInvariant());
            writer.WriteString("urn", diagnostic.Urn);
            writer.WriteString("message", diagnostic.Message);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("remaining");
        foreach (var urn in result.Remaining)
            writer.WriteStringValue(urn);
        writer.WriteEndArray();
        writer.WritePropertyName("outputs");
        PlainJson.Write(writer, result.StackOutputs, showSecrets: false);
        writer.WriteEndObject();
    });

    // The names of Pulumi's protocol: add, delete, update, each also as -replace.
    private static string Kind(PropertyChange change) =>
        change.Kind.ToString().Replace("Replace", "-replace", StringComparison.Ordinal).ToLowerInvariant();

    private static void Value(System.Text.Json.Utf8JsonWriter writer, string name, Slipway.Lab.Wire.PropertyValue? value)
    {
        if (value is null)
            return;
        writer.WritePropertyName(name);
        PlainJson.Write(writer, value, showSecrets: false);
    }
}
