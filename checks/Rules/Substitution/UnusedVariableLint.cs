using Slipway.Checks.Flux;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Rules.Substitution;

/// <summary>Settings are used by some manifest of some cluster.</summary>
internal sealed class UnusedVariableLint : Lint
{
    /// <summary>What it looks for.</summary>
    public static Rule Rule { get; } = new(
        "SLW094", Severity.Warning, "Settings are used", "Who changes a setting that nothing takes sees no effect and does not know why; more often its name is misspelt on one side.",
        "Remove it, or correct its name.")
    {
        Bad = "kind: ConfigMap\ndata:\n  replcas: \"2\" # manifests take ${replicas}",
        Good = "kind: ConfigMap\ndata:\n  replicas: \"2\"",
    };

    /// <inheritdoc />
    public override void Check(Fleet fleet, FindingList findings)
    {
        var clusters = fleet.Clusters.Where(c => c.IsReal).ToList();
        var used = clusters.SelectMany(c => c.Objects).SelectMany(o => o.Object.Uses).Select(u => u.Value?.Place).OfType<YamlPlace>().ToHashSet();
        var unknown = clusters.Where(c => !c.IsComplete).SelectMany(Settings).Select(s => s.Value.Place).ToHashSet();
        foreach (var (name, value) in clusters.Where(c => c.IsComplete).SelectMany(Settings).DistinctBy(s => s.Value.Place).Where(s => !used.Contains(s.Value.Place!.Value) && !unknown.Contains(s.Value.Place)))
            findings.Add(Rule, value.Place!.Value, $"variable '{name}' of {value.Origin} is taken by nothing");
    }

    /// <summary>The variables of a cluster that stand in Git, those of sealed Secrets aside, and those of ConfigMaps that have other readers.</summary>
    private static IEnumerable<(string Name, VariableValue Value)> Settings(Cluster cluster)
    {
        var read = cluster.Objects.Select(o => o.Object).Where(o => o.Is(FluxKinds.Helm, "HelmRelease"))
            .SelectMany(o => o.Maps("spec", "valuesFrom").Select(v => $"{v.TextAt("kind")} {o.Namespace}/{v.TextAt("name")}")).ToHashSet(StringComparer.Ordinal);
        return cluster.Kustomizations.SelectMany(k => k.Variables.Values).Where(v => v.Value is { IsSecret: false, Place: not null } && !read.Contains(v.Value.Origin)).Select(v => (v.Key, v.Value));
    }
}
