using Slipway.Checks.Yaml;

namespace Slipway.Checks.Schemas.Rules;

/// <summary>What the kinds that make pods ask beyond their shape.</summary>
internal static class WorkloadRules
{
    /// <summary>What is wrong with an object that makes pods.</summary>
    public static IEnumerable<SchemaProblem> Check(YamlMap manifest, PodTemplate pod)
    {
        var kind = manifest.TextAt("kind");
        var policy = pod.Spec?.TextAt("restartPolicy");
        var place = pod.Spec?["restartPolicy"] ?? pod.Spec ?? pod.Value;
        if (kind is "Job" or "CronJob" && policy is not ("OnFailure" or "Never"))
            yield return SchemaProblem.At(place, SchemaProblemKind.Contradiction, pod.At("spec.restartPolicy"), $"the pods of a {kind} end; they cannot be restarted always, which is the default", "use OnFailure or Never");
        if (kind is "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet" && policy is "OnFailure" or "Never")
            yield return SchemaProblem.At(place, SchemaProblemKind.Contradiction, pod.At("spec.restartPolicy"), $"the pods of a {kind} are always restarted", "remove it, or use a Job");
        if (kind == "Deployment" && manifest.TextAt("spec", "strategy", "type") == "Recreate" && manifest.Find("spec", "strategy", "rollingUpdate") is YamlMap rolling)
            yield return SchemaProblem.At(rolling, SchemaProblemKind.Contradiction, "spec.strategy.rollingUpdate", "the strategy Recreate knows no rolling update", "remove it, or use RollingUpdate");
    }
}
