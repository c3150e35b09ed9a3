using System.Collections.Immutable;
using System.Text.Json;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.State;

/// <summary>One resource of a state as JSON. Fields that hold nothing are left out, as Pulumi does.</summary>
internal static class ResourceJson
{
    public static void Write(Utf8JsonWriter writer, StateResource resource, IValueCipher cipher)
    {
        writer.WriteStartObject();
        writer.WriteString("urn", resource.Urn);
        writer.WriteBoolean("custom", resource.Custom);
        WriteFlag(writer, "delete", resource.Delete);
        WriteText(writer, "id", resource.Id);
        writer.WriteString("type", resource.Type);
        WriteMap(writer, "inputs", resource.Inputs, cipher);
        WriteMap(writer, "outputs", resource.Outputs, cipher);
        WriteText(writer, "parent", resource.Parent);
        WriteFlag(writer, "protect", resource.Protect);
        WriteFlag(writer, "external", resource.External);
        WriteTexts(writer, "dependencies", resource.Dependencies);
        WriteTexts(writer, "initErrors", resource.InitErrors);
        WriteText(writer, "provider", resource.Provider);
        if (resource.PropertyDependencies.Count > 0)
        {
            writer.WriteStartObject("propertyDependencies");
            foreach (var (property, urns) in resource.PropertyDependencies)
            {
                writer.WriteStartArray(property);
                foreach (var urn in urns)
                    writer.WriteStringValue(urn);
                writer.WriteEndArray();
            }
            writer.WriteEndObject();
        }
        WriteFlag(writer, "pendingReplacement", resource.PendingReplacement);
        WriteTexts(writer, "additionalSecretOutputs", resource.AdditionalSecretOutputs);
        WriteTexts(writer, "aliases", resource.Aliases);
        if (resource.CustomTimeouts is { } timeouts)
        {
            writer.WriteStartObject("customTimeouts");
            WriteSeconds(writer, "create", timeouts.Create);
            WriteSeconds(writer, "update", timeouts.Update);
            WriteSeconds(writer, "delete", timeouts.Delete);
            writer.WriteEndObject();
        }
        WriteText(writer, "importID", resource.ImportId);
        WriteFlag(writer, "retainOnDelete", resource.RetainOnDelete);
        WriteText(writer, "deletedWith", resource.DeletedWith);
        if (resource.Created is { } created)
            writer.WriteString("created", created);
        if (resource.Modified is { } modified)
            writer.WriteString("modified", modified);
        WriteText(writer, "sourcePosition", resource.SourcePosition);
        WriteTexts(writer, "ignoreChanges", resource.IgnoreChanges);
        WriteTexts(writer, "replaceOnChanges", resource.ReplaceOnChanges);
        writer.WriteEndObject();
    }

    /// <exception cref="FormatException">A field is missing, has the wrong kind, or would be lost here.</exception>
    public static StateResource Read(JsonElement element, Func<string, IValueCipher> cipherOf)
    {
        var urn = element.TryGetProperty("urn", out var u) ? u.GetString() ?? "" : "";
        if (!Urn.IsUrn(urn))
            throw new FormatException($"'{urn}' is not a URN.");
        var cipher = cipherOf(urn);
        var resource = new StateResource { Urn = urn, Type = Urn.Type(urn) };
        foreach (var property in element.EnumerateObject())
        {
            if (!IsEmpty(property.Value))
                resource = With(resource, property.Name, property.Value, cipher);
        }
        return resource;
    }

    private static StateResource With(StateResource resource, string name, JsonElement value, IValueCipher cipher) => name switch
    {
        "urn" => resource,
        "type" => resource with { Type = Text(value) },
        "custom" => resource with { Custom = value.GetBoolean() },
        "delete" => resource with { Delete = value.GetBoolean() },
        "id" => resource with { Id = Text(value) },
        "inputs" => resource with { Inputs = PropertyJson.ReadMap(value, cipher) },
        "outputs" => resource with { Outputs = PropertyJson.ReadMap(value, cipher) },
        "parent" => resource with { Parent = Text(value) },
        "protect" => resource with { Protect = value.GetBoolean() },
        "external" => resource with { External = value.GetBoolean() },
        "dependencies" => resource with { Dependencies = Texts(value) },
        "initErrors" => resource with { InitErrors = Texts(value) },
        "provider" => resource with { Provider = ProviderReference.Parse(Text(value)).ToString() },
        "propertyDependencies" => resource with
        {
            PropertyDependencies = value.EnumerateObject().ToImmutableSortedDictionary(p => p.Name, p => p.Value.ValueKind == JsonValueKind.Null ? [] : Texts(p.Value)),
        },
        "pendingReplacement" => resource with { PendingReplacement = value.GetBoolean() },
        "additionalSecretOutputs" => resource with { AdditionalSecretOutputs = Texts(value) },
        "aliases" => resource with { Aliases = Texts(value) },
        "customTimeouts" => resource with { CustomTimeouts = new Timeouts(Seconds(value, "create"), Seconds(value, "update"), Seconds(value, "delete")) },
        "importID" => resource with { ImportId = Text(value) },
        "retainOnDelete" => resource with { RetainOnDelete = value.GetBoolean() },
        "deletedWith" => resource with { DeletedWith = Text(value) },
        "created" => resource with { Created = value.GetDateTimeOffset() },
        "modified" => resource with { Modified = value.GetDateTimeOffset() },
        "sourcePosition" => resource with { SourcePosition = Text(value) },
        "ignoreChanges" => resource with { IgnoreChanges = Texts(value) },
        "replaceOnChanges" => resource with { ReplaceOnChanges = Texts(value) },
        _ => throw new FormatException($"field '{name}' of {resource.Urn} is not known here and would be lost."),
    };

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.String => value.ValueEquals(""),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        _ => false,
    };

    private static string Text(JsonElement value) => value.GetString() ?? "";

    private static ImmutableArray<string> Texts(JsonElement value) => [.. value.EnumerateArray().Select(Text)];

    private static TimeSpan? Seconds(JsonElement timeouts, string name) =>
        timeouts.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.GetDouble() > 0 ? TimeSpan.FromSeconds(value.GetDouble()) : null;

    private static void WriteFlag(Utf8JsonWriter writer, string name, bool value)
    {
        if (value)
            writer.WriteBoolean(name, true);
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string value)
    {
        if (value.Length > 0)
            writer.WriteString(name, value);
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, ImmutableArray<string> values)
    {
        if (values.Length == 0)
            return;
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    private static void WriteMap(Utf8JsonWriter writer, string name, PropertyMap map, IValueCipher cipher)
    {
        if (map.Count == 0)
            return;
        writer.WritePropertyName(name);
        PropertyJson.Write(writer, map, cipher);
    }

    private static void WriteSeconds(Utf8JsonWriter writer, string name, TimeSpan? value)
    {
        if (value is { } time)
            writer.WriteNumber(name, time.TotalSeconds);
    }
}
