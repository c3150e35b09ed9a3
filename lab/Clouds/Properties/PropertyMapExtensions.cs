using System.Collections.Immutable;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Properties;

/// <summary>Reading properties as plain values: null when they are missing, unknown or of another kind.</summary>
public static class PropertyMapExtensions
{
    /// <summary>A text.</summary>
    public static string? Text(this PropertyMap map, string name) => map.Find(name)?.AsString;

    /// <summary>A truth value; false when there is none.</summary>
    public static bool Flag(this PropertyMap map, string name) => map.Find(name)?.Bare() is BoolValue { Value: true };

    /// <summary>A whole number.</summary>
    public static int? Integer(this PropertyMap map, string name) => map.Find(name)?.Bare() is NumberValue n ? (int)n.Value : null;

    /// <summary>An object, with what is secret in it still marked so; empty when there is none.</summary>
    public static PropertyMap Map(this PropertyMap map, string name) => map.Find(name)?.Inside() ?? PropertyMap.Empty;

    /// <summary>The properties of an object, with what is secret in it still marked so; null when it is none.</summary>
    public static PropertyMap? Inside(this PropertyValue value) => value switch
    {
        MapValue m => m.Map,
        SecretValue s => s.Element.Inside(),
        OutputValue => value.WithoutOutputs().Inside(),
        _ => null,
    };

    /// <summary>The texts of a list; empty when there is none.</summary>
    public static ImmutableArray<string> Texts(this PropertyMap map, string name) =>
        map.Find(name)?.AsList is { } items ? [.. items.Select(i => i.AsString).OfType<string>()] : [];

    /// <summary>Whether the property is given at all: neither missing nor null.</summary>
    public static bool Has(this PropertyMap map, string name) => map.Find(name) is not (null or NullValue);

    /// <summary>The map without properties that are null.</summary>
    public static PropertyMap WithoutNulls(this PropertyMap map) =>
        PropertyMap.From(map.Where(p => p.Value is not NullValue).Select(p => KeyValuePair.Create(p.Key, WithoutNulls(p.Value))));

    private static PropertyValue WithoutNulls(PropertyValue value) => value switch
    {
        MapValue m => m.Map.WithoutNulls(),
        ListValue l => new ListValue([.. l.Items.Select(WithoutNulls)]),
        SecretValue s => PropertyValue.Secret(WithoutNulls(s.Element)),
        _ => value,
    };
}
