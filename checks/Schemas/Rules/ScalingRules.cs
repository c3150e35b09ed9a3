using Slipway.Checks.Yaml;

namespace Slipway.Checks.Schemas.Rules;

/// <summary>Autoscalers and disruption budgets.</summary>
internal static class ScalingRules
{
    /// <summary>What is wrong with a HorizontalPodAutoscaler.</summary>
    public static IEnumerable<SchemaProblem> CheckAutoscaler(YamlMap manifest)
    {
        var spec = manifest["spec"] as YamlMap;
        if (spec.Number("minReplicas") is { } least && spec.Number("maxReplicas") is { } most && least > most)
            yield return SchemaProblem.At(spec!["minReplicas"]!, SchemaProblemKind.Contradiction, "spec.minReplicas", $"{least} is more than maxReplicas, {most}", "lower it, or raise maxReplicas");
        foreach (var (metric, path) in spec.Maps("metrics", "spec"))
        {
            if (metric.TextAt("type") is not { Length: > 0 } type)
                continue;
            var field = char.ToLowerInvariant(type[0]) + type[1..];
            if (!metric.Has(field))
                yield return SchemaProblem.At(metric, SchemaProblemKind.MissingField, $"{path}.{field}", $"a metric of type {type} needs it", "add it");
            foreach (var other in metric.Entries.Where(e => e.Name != "type" && e.Name != field))
                yield return SchemaProblem.At(other.Key, SchemaProblemKind.Contradiction, $"{path}.{other.Name}", $"a metric of type {type} has no {other.Name}", "make it a metric of its own");
        }
    }

    /// <summary>What is wrong with a PodDisruptionBudget.</summary>
    public static IEnumerable<SchemaProblem> CheckBudget(YamlMap manifest)
    {
        if (manifest["spec"] is YamlMap spec && spec.Has("minAvailable") && spec.Has("maxUnavailable"))
            yield return SchemaProblem.At(spec["maxUnavailable"]!, SchemaProblemKind.Contradiction, "spec.maxUnavailable", "minAvailable and maxUnavailable exclude each other", "keep one of them");
    }
}
