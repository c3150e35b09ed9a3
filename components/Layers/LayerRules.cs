using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Slipway.Components.Layers;

/// <summary>The rules that the layers of an environment obey.</summary>
internal static partial class LayerRules
{
    /// <summary>Every rule that is broken, in the order of the layers.</summary>
    public static IEnumerable<LayerProblem> Broken(IReadOnlyCollection<Layer> layers)
    {
        if (layers.Count == 0)
            return [new LayerProblem("", "there are no layers; an environment delivers at least one")];
        var byName = layers.ToLookup(l => l.Name, StringComparer.Ordinal);
        return
        [
            .. layers.SelectMany(l => OfOne(l, byName)),
            .. byName.Where(g => g.Count() > 1).Select(g => new LayerProblem(g.Key, $"stands {g.Count()} times; a layer's name is unique")),
            .. layers.GroupBy(l => (l.Source, l.Path)).Where(g => g.Count() > 1).Select(g => new LayerProblem(
                g.Last().Name, $"has the path of '{g.First().Name}', {g.Key.Path}; two layers would fight over the same objects")),
            .. Cycles(byName),
        ];
    }

    private static IEnumerable<LayerProblem> OfOne(Layer layer, ILookup<string, Layer> byName)
    {
        if (!DnsLabel().IsMatch(layer.Name))
            yield return new(layer.Name, "is no name for a Kustomization; use lower-case letters, digits and hyphens, at most 63");
        if (!layer.Path.StartsWith("./", StringComparison.Ordinal) || layer.Path.Split('/').Contains(".."))
            yield return new(layer.Name, $"has the path '{layer.Path}'; a path starts with ./ and stays in its repository");
        foreach (var (what, span) in ((string, TimeSpan)[])[("interval", layer.Interval), ("retryInterval", layer.RetryInterval), ("timeout", layer.Timeout)])
        {
            if (span < TimeSpan.FromSeconds(1))
                yield return new(layer.Name, $"has {what} {span}; at least a second");
        }
        foreach (var dependency in layer.DependsOn)
        {
            if (!byName.Contains(dependency))
                yield return new(layer.Name, $"depends on '{dependency}', which is no layer; the layers are {string.Join(", ", byName.Select(g => g.Key))}");
            else if (!byName[dependency].First().Wait)
                yield return new(dependency, $"does not wait for its objects to be healthy, but '{layer.Name}' depends on it; set wait: true");
        }
    }

    private static IEnumerable<LayerProblem> Cycles(ILookup<string, Layer> byName)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in byName.Select(g => g.Key))
        {
            if (Walk(start, []) is { } cycle)
                yield return new(cycle[0], $"waits for itself: {string.Join(" → ", cycle)}");
        }

        ImmutableArray<string>? Walk(string name, ImmutableArray<string> path)
        {
            var at = path.IndexOf(name);
            if (at >= 0)
                return [.. path[at..], name];
            if (!done.Add(name))
                return null;
            foreach (var dependency in byName[name].SelectMany(l => l.DependsOn))
            {
                if (Walk(dependency, path.Add(name)) is { } cycle)
                    return cycle;
            }
            return null;
        }
    }

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")]
    private static partial Regex DnsLabel();
}
