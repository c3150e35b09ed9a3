using System.Collections.Frozen;
using Slipway.Checks.Flux;

namespace Slipway.Checks.Rules.Graph;

/// <summary>A Kustomization that others wait for is ready only when what it applies is.</summary>
internal sealed class WaitLint : Lint
{
    // These are there as soon as they are applied. Flux itself waits for definitions and namespaces.
    private static readonly FrozenSet<string> AtOnce = new[]
    {
        "ClusterRole", "ClusterRoleBinding", "ConfigMap", "CustomResourceDefinition", "LimitRange", "Namespace", "NetworkPolicy", "PriorityClass", "ResourceQuota", "Role", "RoleBinding", "Secret",
        "ServiceAccount", "StorageClass",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What it looks for.</summary>
    public static Rule Rule { get; } = new(
        "SLW043", Severity.Warning, "What others depend on waits",
        "Without wait or healthChecks a Kustomization is ready as soon as its objects are stored: those that depend on it begin before anything runs.",
        "Set wait: true, or name what counts in healthChecks.")
    {
        Bad = "metadata:\n  name: infrastructure # others depend on it\nspec:\n  prune: true",
        Good = "metadata:\n  name: infrastructure\nspec:\n  prune: true\n  wait: true",
    };

    /// <inheritdoc />
    public override void Check(Cluster cluster, ClusterFindings findings)
    {
        var dependants = cluster.Kustomizations.SelectMany(k => k.Declaration.DependsOn.Where(d => d.Entry["readyExpr"] is null).Select(d => (Of: (d.Namespace, d.Name), k.Name))).ToLookup(d => d.Of, d => d.Name);
        foreach (var kustomization in cluster.Kustomizations.Where(k => k.IsDeclared && !Waits(k)))
        {
            if (dependants[(kustomization.Namespace, kustomization.Name)].Distinct().ToList() is { Count: > 0 } names)
                findings.Add(Rule, (kustomization.Declaration.Manifest.Find("spec", "wait") ?? kustomization.Declaration.Manifest.Find("spec") ?? kustomization.Declaration.Manifest).Place,
                    $"{kustomization} does not wait for what it applies, and {string.Join(", ", names)} depend{(names.Count == 1 ? "s" : "")} on it");
        }
    }

    private static bool Waits(FluxKustomization kustomization) => kustomization.Declaration.Waits || kustomization.Declaration.Manifest.Find("spec", "healthChecks") is not null
        || kustomization.IsBuilt && kustomization.Objects.All(o => AtOnce.Contains(o.Kind));
}
