using Slipway.Checks.Yaml;

namespace Slipway.Checks.Schemas;

/// <summary>The syntax of labels.</summary>
internal static class LabelRules
{
    /// <summary>What the key of a label or an annotation looks like.</summary>
    public const string KeyForm = "use at most 63 letters, digits, '-', '_' and '.', after a domain and a slash if any, as in example.com/team";

    /// <summary>What is wrong with labels.</summary>
    /// <param name="labels">The map of labels; anything else has no problems here.</param>
    /// <param name="path">Its path.</param>
    public static IEnumerable<SchemaProblem> Check(YamlValue? labels, string path)
    {
        foreach (var entry in (labels as YamlMap)?.Entries ?? [])
        {
            if (!ObjectNames.IsQualifiedName(entry.Name))
                yield return new SchemaProblem(SchemaProblemKind.WrongLabel, entry.Key.Place, $"{path}[\"{entry.Name}\"]", $"'{entry.Name}' is not the key of a label", KeyForm);
            if (entry.Value is YamlScalar { JsonKind: YamlKind.String } value && !ObjectNames.IsLabelValue(value.JsonText))
            {
                yield return new SchemaProblem(
                    SchemaProblemKind.WrongLabel, value.Place, $"{path}[\"{entry.Name}\"]", $"'{value.JsonText}' is not the value of a label", "use at most 63 letters, digits and inner '-', '_' and '.'");
            }
        }
    }
}
