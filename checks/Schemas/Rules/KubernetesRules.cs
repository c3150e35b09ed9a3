using Slipway.Checks.Yaml;

namespace Slipway.Checks.Schemas.Rules;

/// <summary>The rules of Kubernetes' own kinds that are not about the shape of a single field.</summary>
internal static class KubernetesRules
{
    /// <summary>What is wrong with an object of a kind.</summary>
    public static IEnumerable<SchemaProblem> Check(YamlMap manifest, KindSchema kind)
    {
        var problems = PodTemplate.Of(manifest, kind.Group, kind.Kind) is { } pod ? Pods(manifest, pod) : [];
        return problems.Concat((kind.Group, kind.Kind) switch
        {
            ("", "Service") => ServiceRules.Check(manifest),
            ("", "ConfigMap" or "Secret") => ConfigDataRules.Check(manifest),
            ("rbac.authorization.k8s.io", "RoleBinding" or "ClusterRoleBinding") => RbacRules.CheckBinding(manifest),
            ("rbac.authorization.k8s.io", "Role" or "ClusterRole") => RbacRules.CheckRole(manifest),
            ("autoscaling", "HorizontalPodAutoscaler") => ScalingRules.CheckAutoscaler(manifest),
            ("policy", "PodDisruptionBudget") => ScalingRules.CheckBudget(manifest),
            ("networking.k8s.io", "Ingress") => NetworkRules.CheckIngress(manifest),
            ("networking.k8s.io", "NetworkPolicy") => NetworkRules.CheckPolicy(manifest),
            _ => [],
        });
    }

    private static IEnumerable<SchemaProblem> Pods(YamlMap manifest, PodTemplate pod) =>
        LabelRules.Check(pod.Value.Find("metadata", "labels"), pod.At("metadata.labels"))
            .Where(_ => pod.Path.Length > 0)
            .Concat(SelectorRules.Check(manifest, pod))
            .Concat(ContainerRules.Check(pod))
            .Concat(VolumeRules.Check(pod, VolumeRules.Claimed(manifest)))
            .Concat(WorkloadRules.Check(manifest, pod));
}
