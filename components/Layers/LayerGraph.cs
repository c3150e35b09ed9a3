using System.Collections.Immutable;

namespace Slipway.Components.Layers;

/// <summary>The layers of an environment and what waits for what: checked, and in an order in which each comes after all it depends on.</summary>
public sealed class LayerGraph
{
    private LayerGraph(ImmutableArray<Layer> layers) => Layers = layers;

    /// <summary>All layers, each after those it depends on; otherwise in the order in which they were given.</summary>
    public ImmutableArray<Layer> Layers { get; }

    /// <summary>Checks and orders layers.</summary>
    /// <exception cref="LayerGraphException">One or more rules are broken; all of them are named.</exception>
    public static LayerGraph Of(IReadOnlyCollection<Layer> layers)
    {
        var problems = LayerRules.Broken(layers).ToImmutableArray();
        return problems.IsEmpty ? new LayerGraph(Ordered(layers)) : throw new LayerGraphException(problems);
    }

    /// <summary>The layers as in the field: infrastructure → operators → core → apps, each waiting for the one before.</summary>
    /// <param name="environment">Environment, which names the overlay in each repository.</param>
    public static ImmutableArray<Layer> Default(string environment) =>
    [
        new() { Name = "infrastructure", Path = Overlay("infrastructure", environment) },
        new() { Name = "operators", Path = Overlay("operators", environment), DependsOn = ["infrastructure"] },
        new() { Name = "core", Path = Overlay("core", environment), DependsOn = ["operators"] },
        new()
        {
            Name = "apps",
            Source = LayerSource.Apps,
            Path = Overlay("apps", environment),
            DependsOn = ["core"],
            Interval = TimeSpan.FromMinutes(15),
        },
    ];

    private static string Overlay(string layer, string environment) => $"./{layer}/overlays/{environment}";

    private static ImmutableArray<Layer> Ordered(IReadOnlyCollection<Layer> layers)
    {
        var byName = layers.ToDictionary(l => l.Name, StringComparer.Ordinal);
        var ordered = ImmutableArray.CreateBuilder<Layer>(layers.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var layer in layers)
            Visit(layer);
        return ordered.MoveToImmutable();

        void Visit(Layer layer)
        {
            if (!seen.Add(layer.Name))
                return;
            foreach (var dependency in layer.DependsOn)
                Visit(byName[dependency]);
            ordered.Add(layer);
        }
    }
}
