using Slipway.Checks.Yaml;

namespace Slipway.Checks.Schemas.Rules;

/// <summary>A selector of labels, and whether labels match it (apimachinery, <c>labels</c>).</summary>
/// <param name="value">The selector: <c>matchLabels</c> and <c>matchExpressions</c>.</param>
internal sealed class LabelSelector(YamlMap value)
{
    /// <summary>Whether it says nothing, and so matches everything.</summary>
    public bool IsEmpty => !value.Pairs("matchLabels").Any() && !value.Maps("matchExpressions", "").Any();

    /// <summary>The first part that labels do not match, in words; null when they match.</summary>
    public string? Mismatch(IReadOnlyDictionary<string, string> labels)
    {
        foreach (var (key, wanted) in value.Pairs("matchLabels"))
        {
            if (labels.GetValueOrDefault(key) != wanted)
                return $"{key}={wanted}";
        }
        foreach (var (expression, _) in value.Maps("matchExpressions", ""))
        {
            var key = expression.TextAt("key") ?? "";
            var values = expression.Texts("values").Select(v => v.JsonText).ToList();
            var has = labels.TryGetValue(key, out var label);
            var holds = expression.TextAt("operator") switch
            {
                "In" => has && values.Contains(label!),
                "NotIn" => !has || !values.Contains(label!),
                "Exists" => has,
                "DoesNotExist" => !has,
                _ => true,
            };
            if (!holds)
                return $"{key} {expression.TextAt("operator")} ({string.Join(", ", values)})".Replace(" ()", "", StringComparison.Ordinal);
        }
        return null;
    }

    /// <summary>What is wrong with its expressions.</summary>
    public IEnumerable<SchemaProblem> Check(string path)
    {
        foreach (var (expression, at) in value.Maps("matchExpressions", path))
        {
            var hasValues = expression.Texts("values").Any();
            if (expression.TextAt("operator") is "In" or "NotIn" && !hasValues)
                yield return SchemaProblem.At(expression, SchemaProblemKind.Contradiction, at, "In and NotIn need values", "name one or more values");
            if (expression.TextAt("operator") is "Exists" or "DoesNotExist" && hasValues)
                yield return SchemaProblem.At(expression, SchemaProblemKind.Contradiction, at, "Exists and DoesNotExist take no values", "remove the values, or use In");
        }
    }
}
