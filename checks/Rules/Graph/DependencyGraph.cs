using System.Collections.Immutable;
using Slipway.Checks.Flux;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Rules.Graph;

/// <summary>Something that another one waits for.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Place">Where the other one says so.</param>
internal sealed record Dependency(string Namespace, string Name, YamlPlace Place);

/// <summary>What waits for what, among the Flux Kustomizations or the HelmReleases of a cluster: each kind knows only its own.</summary>
internal sealed class DependencyGraph
{
    private readonly Dictionary<(string Namespace, string Name), ImmutableArray<Dependency>> _dependencies = [];

    private DependencyGraph(string kind) => Kind = kind;

    /// <summary>The kind of what is in it.</summary>
    public string Kind { get; }

    /// <summary>All in it, each with what it waits for.</summary>
    public IEnumerable<(string Namespace, string Name, ImmutableArray<Dependency> DependsOn)> Nodes => _dependencies.Select(d => (d.Key.Namespace, d.Key.Name, d.Value));

    /// <summary>The names in it.</summary>
    public IReadOnlyCollection<string> Names => [.. _dependencies.Keys.Select(k => k.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>Those of Kustomizations.</summary>
    public static DependencyGraph OfKustomizations(Cluster cluster)
    {
        var graph = new DependencyGraph("Kustomization");
        foreach (var kustomization in cluster.Kustomizations.Where(k => k.IsDeclared))
            graph._dependencies.TryAdd((kustomization.Namespace, kustomization.Name), [.. kustomization.Declaration.DependsOn.Select(d => new Dependency(d.Namespace, d.Name, (d.Entry["name"] ?? d.Entry).Place))]);
        return graph;
    }

    /// <summary>Those of HelmReleases.</summary>
    public static DependencyGraph OfReleases(Cluster cluster)
    {
        var graph = new DependencyGraph("HelmRelease");
        foreach (var release in cluster.Objects.Select(o => o.Object).Where(o => o.Is(FluxKinds.Helm, "HelmRelease")))
            graph._dependencies.TryAdd((release.Namespace, release.Name), [.. release.Maps("spec", "dependsOn").Select(d => new Dependency(d.TextAt("namespace") ?? release.Namespace, d.TextAt("name") ?? "", (d["name"] ?? d).Place))]);
        return graph;
    }

    /// <summary>Whether there is one of a name.</summary>
    public bool Contains(string space, string name) => _dependencies.ContainsKey((space, name));

    /// <summary>The names on the way along dependencies, both ends included; empty where there is no way.</summary>
    public ImmutableArray<string> Path((string Namespace, string Name) from, (string Namespace, string Name) to)
    {
        var reached = new Dictionary<(string Namespace, string Name), (string, string)?> { [from] = null };
        var open = new Queue<(string Namespace, string Name)>([from]);
        while (open.TryDequeue(out var at))
        {
            if (at == to)
                return Way(reached, at);
            foreach (var next in _dependencies.GetValueOrDefault(at, []).Select(d => (d.Namespace, d.Name)).Where(n => _dependencies.ContainsKey(n) && reached.TryAdd(n, at)))
                open.Enqueue(next);
        }
        return [];
    }

    private static ImmutableArray<string> Way(Dictionary<(string Namespace, string Name), (string, string)?> reached, (string Namespace, string Name) end)
    {
        var names = new List<string>();
        for ((string Namespace, string Name)? at = end; at is { } here; at = reached[here])
            names.Insert(0, here.Name);
        return [.. names];
    }
}
