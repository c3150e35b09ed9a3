using Slipway.Checks.Flux;
using Slipway.Components;

namespace Slipway.Checks.Rules.Graph;

/// <summary>Dependencies between Flux Kustomizations, and between HelmReleases, exist, stay within their kind and have no circle.</summary>
internal sealed class DependencyLint : Lint
{
    /// <inheritdoc />
    public override void Check(Cluster cluster, ClusterFindings findings)
    {
        var kustomizations = DependencyGraph.OfKustomizations(cluster);
        var releases = DependencyGraph.OfReleases(cluster);
        Check(kustomizations, releases, findings, isWhole: cluster.IsReal);
        Check(releases, kustomizations, findings, isWhole: cluster.IsComplete);
    }

    /// <param name="own">What is looked at.</param>
    /// <param name="other">The other kind.</param>
    /// <param name="findings">Where findings go.</param>
    /// <param name="isWhole">Whether what is not there is nowhere.</param>
    private static void Check(DependencyGraph own, DependencyGraph other, ClusterFindings findings, bool isWhole)
    {
        foreach (var (space, name, dependency) in own.Nodes.SelectMany(n => n.DependsOn.Select(d => (n.Namespace, n.Name, d))))
        {
            var from = $"{own.Kind} {space}/{name}";
            var to = (dependency.Namespace, dependency.Name);
            if (!own.Contains(to.Namespace, to.Name) && other.Contains(to.Namespace, to.Name))
                findings.Add(GraphRules.OtherKind, dependency.Place, $"{from} depends on '{to.Namespace}/{to.Name}', which is a {other.Kind}: a {own.Kind} waits for another {own.Kind} only", Instead(own));
            else if (!own.Contains(to.Namespace, to.Name) && isWhole)
                findings.Add(GraphRules.UnknownDependency, dependency.Place, $"{from} depends on '{to.Namespace}/{to.Name}', which this cluster does not have", NearestName.Remedy(to.Name, own.Names, GraphRules.UnknownDependency.Remedy.TrimEnd('.')));
            else if (own.Path(to, (space, name)) is { IsEmpty: false } path)
                findings.Add(GraphRules.Cycle, dependency.Place, $"{from} waits for itself: {name} → {string.Join(" → ", path)}");
        }
    }

    private static string Instead(DependencyGraph own) => own.Kind == "Kustomization"
        ? "Depend on the Kustomization that applies the HelmRelease, and let that one wait."
        : "Let the Kustomization that applies this HelmRelease depend on the other one.";
}
