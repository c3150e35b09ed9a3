using System.Globalization;
using Slipway.Checks.Yaml;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>The two forms of an object: as it is built from Git, with places, and as the cluster has it.</summary>
public static class ManifestValues
{
    /// <summary>The object as the cluster has it.</summary>
    public static PropertyMap ToProperties(YamlMap map) => PropertyMap.From(map.Entries.Select(e => KeyValuePair.Create(e.Name, ToProperty(e.Value))));

    /// <summary>A value as the cluster has it.</summary>
    public static PropertyValue ToProperty(YamlValue value) => value switch
    {
        YamlMap map => ToProperties(map),
        YamlList list => PropertyValue.List(list.Items.Select(ToProperty)),
        YamlScalar { JsonKind: YamlKind.Null } => PropertyValue.Null,
        YamlScalar { JsonKind: YamlKind.Boolean } flag => flag.JsonText == "true",
        YamlScalar { JsonKind: YamlKind.Integer or YamlKind.Float } number => double.Parse(number.JsonText, CultureInfo.InvariantCulture),
        YamlScalar text => text.JsonText,
        _ => throw new InvalidOperationException($"No property for {value.GetType().Name}."),
    };

    /// <summary>An object of the cluster in the form that is read from Git, all of it at one place.</summary>
    public static YamlMap ToYaml(PropertyMap map, YamlPlace place) =>
        new(place, [.. map.Select(p => new YamlEntry(YamlScalar.String(place, p.Key), ToYaml(p.Value, place)))]);

    private static YamlValue ToYaml(PropertyValue value, YamlPlace place) => value.Bare() switch
    {
        MapValue map => ToYaml(map.Map, place),
        ListValue list => new YamlList(place, [.. list.Items.Select(i => ToYaml(i, place))]),
        BoolValue flag => new YamlScalar(place, flag.Value ? "true" : "false", YamlKind.Boolean),
        NumberValue number when Math.Floor(number.Value) == number.Value => new YamlScalar(place, number.Value.ToString("0", CultureInfo.InvariantCulture), YamlKind.Integer),
        NumberValue number => new YamlScalar(place, number.Value.ToString("R", CultureInfo.InvariantCulture), YamlKind.Float),
        StringValue text => YamlScalar.String(place, text.Value),
        _ => new YamlScalar(place, "null", YamlKind.Null),
    };
}
