using Slipway.Checks.Flux;

namespace Slipway.Checks.Rules.Graph;

/// <summary>Custom resources are applied after their definitions.</summary>
internal sealed class DefinitionLint : Lint
{
    /// <summary>A custom resource beside the release that installs its definition.</summary>
    public static Rule SameLayer { get; } = new(
        "SLW044", Severity.Error, "Custom resources are in a later layer than the release that installs their definitions",
        "Flux asks the API server about all objects of a Kustomization before it applies the first: it does not know the kind, and so the release that would bring it is never applied.",
        "Move the custom resources into a Kustomization of their own that depends on this one.")
    {
        Bad = "resources: # of one Kustomization\n  - cert-manager/release.yaml\n  - cluster-issuer.yaml",
        Good = "resources:\n  - cert-manager/release.yaml\n# cluster-issuer.yaml is in a Kustomization that depends on this one",
    };

    /// <summary>A custom resource that may come before its definition.</summary>
    public static Rule NoOrder { get; } = new(
        "SLW045", Severity.Warning, "Layers with custom resources depend on the layer that installs the definitions",
        "Without the dependency it is chance which comes first: a new cluster, or one that is restored, fails and tries again until the definitions are there.",
        "Add the dependency to dependsOn.")
    {
        Bad = "metadata:\n  name: issuers\nspec:\n  path: ./issuers",
        Good = "metadata:\n  name: issuers\nspec:\n  path: ./issuers\n  dependsOn:\n    - name: cert-manager",
    };

    /// <inheritdoc />
    public override void Check(Cluster cluster, ClusterFindings findings)
    {
        if (!cluster.IsReal)
            return;
        var sources = new DefinitionSources(cluster);
        var order = new AppliedOrder(cluster);
        foreach (var group in cluster.OwnObjects.GroupBy(o => (o.Kustomization, o.Object.Group, o.Object.Kind)))
        {
            var (kustomization, first) = group.First();
            var installers = sources.Of(first).ToList();
            if (installers.Count == 0 || installers.Exists(s => IsBefore(kustomization, s, order)))
                continue;
            var stands = group.Count() == 1 ? "is" : $"and {group.Count() - 1} more of its kind are";
            if (installers.Find(s => s.Kustomization == kustomization) is { } beside)
                findings.Add(SameLayer, first.Place, $"{first} {stands} in {kustomization}, beside {beside.Object}, which installs the definition of its kind");
            else
                findings.Add(NoOrder, first.Place, $"{first} {stands} in {kustomization}, which does not depend on {installers[0].Kustomization}, where {installers[0].Object} installs the definition of its kind");
        }
    }

    private static bool IsBefore(FluxKustomization kustomization, DefinitionSource source, AppliedOrder order) =>
        order.IsAfter(kustomization, source.Kustomization) || !source.IsRelease && AppliedOrder.IsWithin(kustomization, source.Kustomization);
}
