using System.Collections.Frozen;
using Slipway.Checks.Flux;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Rules.Sources;

/// <summary>What Alerts and Receivers name exists.</summary>
internal sealed class WatchedLint : Lint
{
    // Kinds that only Flux has, so that a name of one is a name of an object in Git.
    private static readonly FrozenSet<string> Kinds = new[]
    {
        "Kustomization", "HelmRelease", "GitRepository", "OCIRepository", "HelmRepository", "HelmChart", "Bucket", "ImageRepository", "ImagePolicy", "ImageUpdateAutomation",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What it looks for.</summary>
    public static Rule Rule { get; } = new("SLW064", Severity.Warning, "What is watched exists", "An Alert for what does not exist stays silent for ever, and a Receiver wakes nobody.", "Correct the kind, the name or the namespace; '*' stands for all of a kind.")
    {
        Bad = "eventSources:\n  - kind: Kustomization\n    name: infrastrcture",
        Good = "eventSources:\n  - kind: Kustomization\n    name: infrastructure",
    };

    /// <inheritdoc />
    public override void Check(Cluster cluster, ClusterFindings findings)
    {
        if (!cluster.IsComplete)
            return;
        var known = cluster.Objects.Select(o => (o.Object.Kind, o.Object.Namespace, o.Object.Name)).ToHashSet();
        var root = cluster.Kustomizations[0].Declaration;
        known.UnionWith([("Kustomization", root.Namespace, root.Name), (root.SourceKind, root.SourceNamespace, root.SourceName)]);
        foreach (var (manifest, entry) in cluster.Objects.Select(o => o.Object).Where(o => o.Group == FluxKinds.Notification).SelectMany(o => Watched(o).Select(w => (o, w))))
        {
            var (kind, space, name) = (entry.TextAt("kind") ?? "", entry.TextAt("namespace") ?? manifest.Namespace, entry.TextAt("name") ?? "*");
            if (name != "*" && Kinds.Contains(kind) && !manifest.Uncertain.Contains(entry["name"]!.Place) && !known.Contains((kind, space, name)))
                findings.Add(Rule, entry["name"]!.Place, $"{manifest} watches {kind} '{space}/{name}', which this cluster does not have");
        }
    }

    private static IEnumerable<YamlMap> Watched(FluxObject manifest) => manifest.Maps("spec", manifest.Kind == "Alert" ? "eventSources" : "resources");
}
