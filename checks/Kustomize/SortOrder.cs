using System.Collections.Immutable;

namespace Slipway.Checks.Kustomize;

/// <summary>The order "legacy": kinds that others need first, then by API and name.</summary>
internal static class SortOrder
{
    /// <summary>kustomize's own lists.</summary>
    public static SortRule Legacy { get; } = new(
        [
            "Namespace", "ResourceQuota", "StorageClass", "CustomResourceDefinition", "ServiceAccount", "PodSecurityPolicy", "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding", "ConfigMap",
            "Secret", "Endpoints", "Service", "LimitRange", "PriorityClass", "PersistentVolume", "PersistentVolumeClaim", "Deployment", "StatefulSet", "CronJob", "PodDisruptionBudget",
        ],
        ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"]);

    public static ImmutableArray<Resource> Sort(ImmutableArray<Resource> resources, SortRule rule)
    {
        var ranks = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (at, kind) in rule.First.Index())
            ranks[kind] = at - rule.First.Length;
        foreach (var (at, kind) in rule.Last.Index())
            ranks[kind] = at + 1;
        return [.. resources.OrderBy(r => ranks.GetValueOrDefault(r.Id.Kind)).ThenBy(r => KindKey(r.Id), StringComparer.Ordinal).ThenBy(r => NameKey(r.Id), StringComparer.Ordinal)];
    }

    // Tildes sort what is missing after what is there.
    private static string KindKey(ObjectId id) => $"{Or(id.Group, "~G")}_{Or(id.Version, "~V")}_{Or(id.Kind, "~K")}";

    private static string NameKey(ObjectId id) => $"{Or(id.Namespace, "~X")}|{Or(id.Name, "~N")}";

    private static string Or(string text, string missing) => text.Length > 0 ? text : missing;
}
