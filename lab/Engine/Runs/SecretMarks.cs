using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Runs;

/// <summary>Carries secretness from what went into a resource to what comes out of it.</summary>
internal static class SecretMarks
{
    /// <summary>The values, secret wherever the model's values of the same place are.</summary>
    public static PropertyMap Like(PropertyMap values, PropertyMap model) =>
        model.ContainsSecrets ? values.Select((name, value) => model.Find(name) is { } other ? Like(value, other) : value) : values;

    /// <summary>The values, secret where named.</summary>
    public static PropertyMap Named(PropertyMap values, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (values.Find(name) is { } value)
                values = values.With(name, PropertyValue.Secret(value));
        }
        return values;
    }

    /// <summary>The value with every secret in it replaced by the text <c>[secret]</c>.</summary>
    public static PropertyValue Masked(PropertyValue value) => value switch
    {
        SecretValue => "[secret]",
        MapValue map => map.Map.Select((_, v) => Masked(v)),
        ListValue list => PropertyValue.List(list.Items.Select(Masked)),
        _ => value,
    };

    private static PropertyValue Like(PropertyValue value, PropertyValue model) => (value, model) switch
    {
        (SecretValue, _) => value,
        (_, SecretValue) => PropertyValue.Secret(value),
        (MapValue map, MapValue other) => Like(map.Map, other.Map),
        (ListValue list, ListValue other) when list.Items.Length == other.Items.Length =>
            PropertyValue.List(list.Items.Zip(other.Items, Like)),
        (ListValue, ListValue { ContainsSecrets: true }) => PropertyValue.Secret(value),
        _ => value,
    };
}
