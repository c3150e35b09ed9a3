using System.Collections.Immutable;

namespace Slipway.Checks.Kustomize;

/// <summary>The fields that kustomize's own transformations work on.</summary>
internal static class FieldSpecs
{
    private static readonly string[] Workloads = ["Deployment", "ReplicaSet", "DaemonSet"];

    /// <summary>Namespaces outside of <c>metadata.namespace</c> and the subjects of bindings.</summary>
    public static ImmutableArray<FieldSpec> Namespace { get; } =
    [
        FieldSpec.Of("metadata/name", create: true, kind: "Namespace"),
        FieldSpec.Of("spec/service/namespace", create: true, kind: "APIService", group: "apiregistration.k8s.io"),
        FieldSpec.Of("spec/conversion/webhook/clientConfig/service/namespace", kind: "CustomResourceDefinition", group: "apiextensions.k8s.io"),
    ];

    /// <summary>An object's own labels.</summary>
    public static FieldSpec MetadataLabels { get; } = FieldSpec.Of("metadata/labels", create: true);

    /// <summary>The labels of what workloads create.</summary>
    public static ImmutableArray<FieldSpec> TemplateLabels { get; } = [.. Templates("labels"), FieldSpec.Of("spec/volumeClaimTemplates[]/metadata/labels", create: true, kind: "StatefulSet", group: "apps")];

    /// <summary>All labels, and the selectors that look for them.</summary>
    public static ImmutableArray<FieldSpec> LabelsAndSelectors { get; } = [.. Selectors(), MetadataLabels, .. TemplateLabels];

    /// <summary>All annotations.</summary>
    public static ImmutableArray<FieldSpec> Annotations { get; } = [FieldSpec.Of("metadata/annotations", create: true), .. Templates("annotations")];

    /// <summary>Numbers of replicas.</summary>
    public static ImmutableArray<FieldSpec> Replicas { get; } =
        [.. new[] { "Deployment", "ReplicationController", "ReplicaSet", "StatefulSet" }.Select(k => FieldSpec.Of("spec/replicas", create: true, kind: k))];

    /// <summary>Images of pods and of what makes pods.</summary>
    public static ImmutableArray<FieldSpec> Images { get; } =
        [.. new[] { "spec/containers[]/image", "spec/initContainers[]/image", "spec/template/spec/containers[]/image", "spec/template/spec/initContainers[]/image" }.Select(p => FieldSpec.Of(p))];

    private static IEnumerable<FieldSpec> Templates(string field)
    {
        yield return FieldSpec.Of($"spec/template/metadata/{field}", create: true, kind: "ReplicationController", version: "v1");
        foreach (var kind in Workloads)
            yield return FieldSpec.Of($"spec/template/metadata/{field}", create: true, kind: kind);
        yield return FieldSpec.Of($"spec/template/metadata/{field}", create: true, kind: "StatefulSet", group: "apps");
        yield return FieldSpec.Of($"spec/template/metadata/{field}", create: true, kind: "Job", group: "batch");
        yield return FieldSpec.Of($"spec/jobTemplate/metadata/{field}", create: true, kind: "CronJob", group: "batch");
        yield return FieldSpec.Of($"spec/jobTemplate/spec/template/metadata/{field}", create: true, kind: "CronJob", group: "batch");
    }

    private static IEnumerable<FieldSpec> Selectors()
    {
        yield return FieldSpec.Of("spec/selector", create: true, kind: "Service", version: "v1");
        yield return FieldSpec.Of("spec/selector", create: true, kind: "ReplicationController", version: "v1");
        foreach (var kind in Workloads)
            yield return FieldSpec.Of("spec/selector/matchLabels", create: true, kind: kind);
        yield return FieldSpec.Of("spec/selector/matchLabels", create: true, kind: "StatefulSet", group: "apps");
        foreach (var kind in new[] { "Deployment", "StatefulSet" })
        {
            foreach (var affinity in new[] { "podAffinity", "podAntiAffinity" })
            {
                yield return FieldSpec.Of($"spec/template/spec/affinity/{affinity}/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels", kind: kind, group: "apps");
                yield return FieldSpec.Of($"spec/template/spec/affinity/{affinity}/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels", kind: kind, group: "apps");
            }
            yield return FieldSpec.Of("spec/template/spec/topologySpreadConstraints/labelSelector/matchLabels", kind: kind, group: "apps");
        }
        yield return FieldSpec.Of("spec/selector/matchLabels", kind: "Job", group: "batch");
        yield return FieldSpec.Of("spec/jobTemplate/spec/selector/matchLabels", kind: "CronJob", group: "batch");
        yield return FieldSpec.Of("spec/selector/matchLabels", kind: "PodDisruptionBudget", group: "policy");
        foreach (var path in new[] { "spec/podSelector/matchLabels", "spec/ingress/from/podSelector/matchLabels", "spec/egress/to/podSelector/matchLabels" })
            yield return FieldSpec.Of(path, kind: "NetworkPolicy", group: "networking.k8s.io");
    }
}
