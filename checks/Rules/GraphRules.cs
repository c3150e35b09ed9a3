using System.Collections.Immutable;
using Slipway.Checks.Rules.Graph;

namespace Slipway.Checks.Rules;

/// <summary>Rules about the dependency graph: SLW040 to SLW059.</summary>
public static class GraphRules
{
    /// <summary>A circle of dependencies.</summary>
    public static Rule Cycle { get; } = new("SLW040", Severity.Error, "Dependencies have no circle", "Every Kustomization of a circle waits for ever for another one of it.", "Take one dependency out of the circle.")
    {
        Bad = "metadata:\n  name: apps\nspec:\n  dependsOn:\n    - name: apps",
        Good = "metadata:\n  name: apps\nspec:\n  dependsOn:\n    - name: infrastructure",
    };

    /// <summary>A dependency that nobody declares.</summary>
    public static Rule UnknownDependency { get; } = new("SLW041", Severity.Error, "Dependencies exist", "A Kustomization that depends on one that nobody declares waits for ever.", "Correct the name, or declare what is missing.")
    {
        Bad = "dependsOn:\n  - name: infrastrcture",
        Good = "dependsOn:\n  - name: infrastructure",
    };

    /// <summary>A dependency on something of another kind.</summary>
    public static Rule OtherKind { get; } = new("SLW042", Severity.Error, "Kustomizations depend on Kustomizations, HelmReleases on HelmReleases", "Flux looks for a dependency among its own kind only, finds nothing and waits for ever.", "Let Kustomizations depend on each other, and the first one wait for its releases.")
    {
        Bad = "kind: Kustomization\nspec:\n  dependsOn:\n    - name: cert-manager # a HelmRelease",
        Good = "kind: Kustomization\nspec:\n  dependsOn:\n    - name: infrastructure # applies the HelmRelease, and waits",
    };

    /// <summary>All of them by id.</summary>
    public static ImmutableArray<Rule> All { get; } = [Cycle, UnknownDependency, OtherKind, WaitLint.Rule, DefinitionLint.SameLayer, DefinitionLint.NoOrder, NamespaceLint.Rule, OverlapLint.Paths, OverlapLint.Objects];
}
