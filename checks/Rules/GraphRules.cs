using System.Collections.Immutable;

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

    /// <summary>All of them by id.</summary>
    public static ImmutableArray<Rule> All { get; } = [Cycle, UnknownDependency];
}
