using Slipway.Checks.Yaml;

namespace Slipway.Checks.Schemas.Rules;

/// <summary>Reads fields leniently: what has the wrong shape is no concern of the rules, the schemas have said so.</summary>
internal static class FieldReading
{
    /// <summary>The maps of a list, with their paths.</summary>
    public static IEnumerable<(YamlMap Item, string Path)> Maps(this YamlMap? map, string field, string path)
    {
        if (map?[field] is not YamlList list)
            yield break;
        for (var i = 0; i < list.Items.Length; i++)
        {
            if (list.Items[i] is YamlMap item)
                yield return (item, $"{path}.{field}[{i}]");
        }
    }

    /// <summary>The texts of a list.</summary>
    public static IEnumerable<YamlScalar> Texts(this YamlMap? map, string field) =>
        (map?[field] as YamlList)?.Items.OfType<YamlScalar>().Where(item => item.JsonKind == YamlKind.String) ?? [];

    /// <summary>A whole number, or null.</summary>
    public static long? Number(this YamlMap? map, string field) =>
        map?[field] is YamlScalar { JsonKind: YamlKind.Integer } scalar && long.TryParse(scalar.JsonText, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Whether a field is there and no null.</summary>
    public static bool Has(this YamlMap? map, string field) => map?[field] is not (null or YamlScalar { JsonKind: YamlKind.Null });

    /// <summary>The entries of a map of texts.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Pairs(this YamlMap? map, string field) =>
        (map?[field] as YamlMap)?.Entries.Where(e => e.Value is YamlScalar).Select(e => KeyValuePair.Create(e.Name, ((YamlScalar)e.Value).JsonText)) ?? [];
}
