using System.Collections.Immutable;
using Slipway.Checks.Flux;
using Slipway.Checks.Rules;

namespace Slipway.Checks;

/// <summary>What a check found.</summary>
/// <param name="Fleet">What was checked.</param>
/// <param name="Findings">What breaks a rule, by file and place.</param>
/// <param name="Ignored">What would, had its author not said why it is right.</param>
public sealed record CheckReport(Fleet Fleet, ImmutableArray<Finding> Findings, ImmutableArray<Finding> Ignored)
{
    /// <summary>How many objects Flux would apply, in all clusters.</summary>
    public int Objects => Fleet.Clusters.Sum(c => c.Kustomizations.Sum(k => k.Objects.Length));

    /// <summary>How many Flux Kustomizations, or folders, were built.</summary>
    public int Builds => Fleet.Clusters.Sum(c => c.Kustomizations.Count(k => k.IsBuilt));

    /// <summary>How many findings are of a severity.</summary>
    public int Count(Severity severity) => Findings.Count(f => f.Rule.Severity == severity);
}
