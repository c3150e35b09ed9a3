using System.Text.Json;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Schema;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Schema;

/// <summary>
/// A provider's configuration as values. Pulumi hands everything but texts to providers as JSON in a text; a text that is no such JSON
/// stays as it is, for the checks to name.
/// </summary>
internal static class ProviderConfig
{
    /// <summary>The configuration, with JSON read where the schema wants something else than a text.</summary>
    public static PropertyMap Read(PackageSchema schema, PropertyMap inputs) =>
        inputs.WithoutOutputs().WithoutNulls().Select((name, value) =>
            schema.Provider.Inputs.Properties.TryGetValue(name, out var property)
            && property.Type.Kind is not (TypeKind.String or TypeKind.Enum or TypeKind.Union)
            && value.AsString is { } text
                ? Parse(text, value)
                : value);

    private static PropertyValue Parse(string text, PropertyValue given)
    {
        try
        {
            var value = PropertyJson.Deserialize(text);
            return given is SecretValue ? PropertyValue.Secret(value) : value;
        }
        catch (JsonException)
        {
            return given;
        }
    }
}
