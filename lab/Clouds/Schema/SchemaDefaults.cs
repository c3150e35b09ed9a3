using System.Security.Cryptography;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Schema;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Schema;

/// <summary>
/// Completes inputs with defaults and automatic names. What was completed is listed under <c>__defaults</c>, as bridged providers do:
/// so an automatic name is recognized in the next run and kept.
/// </summary>
internal static class SchemaDefaults
{
    /// <summary>The key of the list.</summary>
    public const string Key = "__defaults";

    /// <summary>The inputs with what the program did not give; nulls are left out.</summary>
    public static PropertyMap Complete(ResourceSchema resource, string name, PropertyMap? old, PropertyMap inputs)
    {
        var completed = Defaults(resource.Inputs, inputs.WithoutNulls());
        if (resource.Behavior.AutoName is not { } auto || completed.Has(auto.Property))
            return completed;
        var value = old is not null && IsDefault(old, auto.Property) && old.Text(auto.Property) is { } kept ? kept : NewName(name, auto.MaxLength);
        return Note(completed.With(auto.Property, value), auto.Property);
    }

    /// <summary>Whether the program left this input to the provider.</summary>
    public static bool IsDefault(PropertyMap inputs, string property) => inputs.Texts(Key).Contains(property);

    /// <summary>The properties without the lists, at any depth.</summary>
    public static PropertyMap Strip(PropertyMap properties) =>
        PropertyMap.From(properties.Where(p => p.Key != Key).Select(p => KeyValuePair.Create(p.Key, Strip(p.Value))));

    private static PropertyValue Strip(PropertyValue value) => value switch
    {
        MapValue m => Strip(m.Map),
        ListValue l => new ListValue([.. l.Items.Select(Strip)]),
        SecretValue s => PropertyValue.Secret(Strip(s.Element)),
        _ => value,
    };

    private static PropertyMap Defaults(ObjectSchema schema, PropertyMap properties)
    {
        foreach (var property in schema.Properties.Values)
        {
            if (properties.Find(property.Name) is { } given)
                properties = properties.With(property.Name, Defaults(property.Type, given));
            else if (property.Const is { } only)
                properties = properties.With(property.Name, only);
            else if (property.Default is { } value)
                properties = Note(properties.With(property.Name, PropertyJson.Deserialize(value.ToString())), property.Name);
        }
        return properties;
    }

    private static PropertyValue Defaults(TypeSchema type, PropertyValue value) => (type.Kind, value) switch
    {
        (TypeKind.Object, MapValue map) => Defaults(type.Object!, map.Map),
        (TypeKind.List, ListValue list) => new ListValue([.. list.Items.Select(i => Defaults(type.Element!, i))]),
        (_, SecretValue secret) => PropertyValue.Secret(Defaults(type, secret.Element)),
        _ => value,
    };

    private static PropertyMap Note(PropertyMap properties, string name)
    {
        var noted = properties.Texts(Key).Append(name).Order(StringComparer.Ordinal).Select(n => (PropertyValue)n);
        return properties.With(Key, PropertyValue.List(noted));
    }

    private static string NewName(string name, int? maxLength)
    {
        const int Digits = 7;
        var room = (maxLength ?? int.MaxValue) - Digits - 1;
        return $"{(name.Length > room ? name[..room] : name)}-{RandomNumberGenerator.GetHexString(Digits, lowercase: true)}";
    }
}
