using Slipway.Checks.Yaml;

namespace Slipway.Checks.Schemas.Rules;

/// <summary>The selector of a workload selects the pods of its own template.</summary>
internal static class SelectorRules
{
    /// <summary>What is wrong with the selector of a workload.</summary>
    public static IEnumerable<SchemaProblem> Check(YamlMap manifest, PodTemplate template)
    {
        if (manifest.Find("spec", "selector") is not YamlMap value || manifest.TextAt("kind") == "ReplicationController")
            yield break;
        var selector = new LabelSelector(value);
        foreach (var problem in selector.Check("spec.selector"))
            yield return problem;
        if (selector.IsEmpty)
            yield return SchemaProblem.At(value, SchemaProblemKind.SelectorMismatch, "spec.selector", "the selector is empty", "name the labels of the template's pods");
        else if (selector.Mismatch(template.Labels) is { } mismatch)
            yield return SchemaProblem.At(value, SchemaProblemKind.SelectorMismatch, "spec.selector", $"the pods of {template.At("metadata.labels")} do not match {mismatch}", "give selector and template the same labels");
    }
}
