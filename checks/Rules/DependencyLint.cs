using Slipway.Checks.Flux;

namespace Slipway.Checks.Rules;

/// <summary>Dependencies between Flux Kustomizations exist and have no circle.</summary>
internal sealed class DependencyLint : Lint
{
    /// <inheritdoc />
    public override void Check(Cluster cluster, ClusterFindings findings)
    {
        var known = cluster.Kustomizations.Where(k => k.IsDeclared).ToDictionary(k => (k.Namespace, k.Name));
        foreach (var (from, space, name, entry) in known.Values.SelectMany(k => k.Declaration.DependsOn.Select(d => (k, d.Namespace, d.Name, d.Entry))))
        {
            if (!known.ContainsKey((space, name)))
                findings.Add(GraphRules.UnknownDependency, (entry["name"] ?? entry).Place, $"{from} depends on '{space}/{name}', which this cluster does not have");
            else if (Path(known, (space, name), (from.Namespace, from.Name)) is { } path)
                findings.Add(GraphRules.Cycle, (entry["name"] ?? entry).Place, $"{from} waits for itself: {from.Name} → {string.Join(" → ", path)}");
        }
    }

    /// <summary>Names on the way along dependencies, or null where there is none.</summary>
    private static List<string>? Path(Dictionary<(string, string), FluxKustomization> known, (string Namespace, string Name) from, (string, string) to)
    {
        var reached = new Dictionary<(string Namespace, string Name), (string, string)?> { [from] = null };
        var open = new Queue<(string Namespace, string Name)>([from]);
        while (open.TryDequeue(out var at))
        {
            if (at == to)
                return Names(reached, at);
            foreach (var next in known[at].Declaration.DependsOn.Select(d => (d.Namespace, d.Name)).Where(n => known.ContainsKey(n) && reached.TryAdd(n, at)))
                open.Enqueue(next);
        }
        return null;
    }

    private static List<string> Names(Dictionary<(string Namespace, string Name), (string, string)?> reached, (string Namespace, string Name) end)
    {
        var names = new List<string>();
        for ((string Namespace, string Name)? at = end; at is { } here; at = reached[here])
            names.Insert(0, here.Name);
        return names;
    }
}
