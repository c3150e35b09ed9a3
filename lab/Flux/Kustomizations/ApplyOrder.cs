using System.Collections.Frozen;
using System.Collections.Immutable;
using Slipway.Lab.Clouds.Kubernetes;

namespace Slipway.Lab.Flux;

/// <summary>The order in which Flux applies objects, and the reverse in which it deletes them.</summary>
internal static class ApplyOrder
{
    private static readonly ImmutableArray<string> First =
    [
        "CustomResourceDefinition", "Namespace", "ClusterClass", "RuntimeClass", "PriorityClass", "StorageClass", "VolumeSnapshotClass", "IngressClass", "GatewayClass", "ResourceQuota",
        "ServiceAccount", "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding", "ConfigMap", "Secret", "Service", "LimitRange", "Deployment", "StatefulSet", "CronJob", "PodDisruptionBudget",
    ];

    private static readonly FrozenDictionary<string, int> Ranks = First.Select((kind, at) => KeyValuePair.Create(kind, at - First.Length))
        .Append(KeyValuePair.Create("MutatingWebhookConfiguration", 1)).Append(KeyValuePair.Create("ValidatingWebhookConfiguration", 2)).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether objects of a kind are applied in the first stage, as others cannot be without them.</summary>
    public static bool IsDefinition(ObjectReference reference) => reference.Kind is "CustomResourceDefinition" or "Namespace";

    /// <summary>The place of an object in the order.</summary>
    public static (int Rank, string Kind, string Namespace, string Name) Of(ObjectReference reference) =>
        (Ranks.GetValueOrDefault(reference.Kind), reference.Kind, reference.Namespace, reference.Name);
}
