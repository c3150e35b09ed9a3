using System.Collections.Immutable;

namespace Slipway.Components.Layers;

/// <summary>The rules that the layers of an environment obey.</summary>
internal static class LayerRules
{
    /// <summary>Every rule that is broken, in the order of the layers.</summary>
    public static IEnumerable<LayerProblem> Broken(IReadOnlyCollection<Layer> layers)
    {
        if (layers.Count == 0)
            return [new LayerProblem("", "there are no layers; an environment delivers at least one")];
        var byName = layers.ToLookup(l => l.Name, StringComparer.Ordinal);
        return
        [
            .. layers.SelectMany(l => (IEnumerable<LayerProblem>)[.. LayerFieldRules.Broken(l), .. Dependencies(l, byName)]),
            .. byName.Where(g => g.Count() > 1).Select(g => new LayerProblem(g.Key, $"stands {g.Count()} times; a layer's name is unique")),
            .. Overlaps([.. layers.DistinctBy(l => l.Name, StringComparer.Ordinal)]),
            .. Cycles(byName),
        ];
    }

    private static IEnumerable<LayerProblem> Dependencies(Layer layer, ILookup<string, Layer> byName)
    {
        for (var i = 0; i < layer.DependsOn.Length; i++)
        {
            var dependency = layer.DependsOn[i];
            var key = $"dependsOn[{i}]";
            if (dependency == layer.Name)
                yield return new(layer.Name, "depends on itself; remove the dependency", key);
            else if (layer.DependsOn.IndexOf(dependency) != i)
                yield return new(layer.Name, $"depends on '{dependency}' twice; once is enough", key);
            else if (!byName.Contains(dependency))
                yield return new(layer.Name, $"depends on '{dependency}', which is no layer; {Meant(dependency, byName.Select(g => g.Key).Where(n => n != layer.Name))}", key);
            else if (!byName[dependency].First().Wait)
                yield return new(dependency, $"does not wait for its objects to be healthy, but '{layer.Name}' depends on it; set wait: true", "wait");
        }
    }

    private static string Meant(string name, IEnumerable<string> names) => NearestName.Of(name, names) is { } near
        ? $"is '{near}' meant?"
        : $"the layers are {string.Join(", ", names)}";

    // What the cluster syncs and what follows the release are two moments of one repository.
    private static IEnumerable<LayerProblem> Overlaps(ImmutableArray<Layer> layers) =>
        from i in Enumerable.Range(0, layers.Length)
        let layer = layers[i]
        from other in layers.Take(i)
        where (layer.Source == LayerSource.Apps) == (other.Source == LayerSource.Apps)
        where Contains(layer.Path, other.Path) || Contains(other.Path, layer.Path)
        select new LayerProblem(layer.Name, layer.Path == other.Path
            ? $"has the path of '{other.Name}', {other.Path}; two layers would fight over the same objects"
            : $"has the path {layer.Path}, which overlaps with {other.Path} of '{other.Name}'; two layers would fight over the same objects", "path");

    private static bool Contains(string outer, string inner) => (inner.TrimEnd('/') + "/").StartsWith(outer.TrimEnd('/') + "/", StringComparison.Ordinal);

    private static IEnumerable<LayerProblem> Cycles(ILookup<string, Layer> byName)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in byName.Select(g => g.Key))
        {
            if (Walk(start, []) is { } cycle)
                yield return new(cycle[0], $"waits for itself: {string.Join(" → ", cycle)}; remove one of these dependencies", "dependsOn");
        }

        ImmutableArray<string>? Walk(string name, ImmutableArray<string> path)
        {
            var at = path.IndexOf(name);
            if (at >= 0)
                return [.. path[at..], name];
            if (!done.Add(name))
                return null;
            foreach (var dependency in byName[name].SelectMany(l => l.DependsOn).Where(d => d != name))
            {
                if (Walk(dependency, path.Add(name)) is { } cycle)
                    return cycle;
            }
            return null;
        }
    }
}
