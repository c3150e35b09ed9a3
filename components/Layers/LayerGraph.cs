using System.Collections.Immutable;
using Slipway.Components.Fleet;

namespace Slipway.Components.Layers;

/// <summary>The layers of an environment and what waits for what: checked, and in an order in which each comes after all it depends on.</summary>
public sealed class LayerGraph
{
    /// <summary>Name of the default layer in which Flux writes new image versions back to Git.</summary>
    public const string ImageAutomation = "image-automation";

    private LayerGraph(ImmutableArray<Layer> layers) => Layers = layers;

    /// <summary>All layers, each after those it depends on; otherwise in the order in which they were given.</summary>
    public ImmutableArray<Layer> Layers { get; }

    /// <summary>The layer of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Layer this[string name] => Layers.FirstOrDefault(l => l.Name == name) ?? throw new KeyNotFoundException($"There is no layer '{name}'.");

    /// <summary>Checks and orders layers.</summary>
    /// <exception cref="LayerGraphException">One or more rules are broken; all of them are named.</exception>
    public static LayerGraph Of(IReadOnlyCollection<Layer> layers)
    {
        var problems = LayerRules.Broken(layers).ToImmutableArray();
        return problems.IsEmpty ? new LayerGraph(Ordered(layers)) : throw new LayerGraphException(problems);
    }

    /// <summary>
    /// The layers as in the field: secrets → infrastructure → operators → core → apps. What installs CRDs (infrastructure, operators) and what
    /// uses them (infrastructure-config, core) stand apart.
    /// </summary>
    /// <param name="environment">Environment, which names the overlay in each repository.</param>
    /// <param name="imageAutomation">True to add the layer in which Flux writes new image versions back to Git.</param>
    public static ImmutableArray<Layer> Default(string environment, bool imageAutomation = false) =>
    [
        new()
        {
            Name = "secrets",
            Source = LayerSource.Cluster,
            Path = $"./{FleetNames.SecretsFolder(environment)}",
            Interval = TimeSpan.FromHours(1),
            Decryption = true,
            // A value may have a ${ of its own: it is a secret, not a template.
            SubstituteFrom = [],
            HelmReleaseDefaults = false,
        },
        new() { Name = "infrastructure", Path = Overlay("infrastructure", environment), DependsOn = ["secrets"], Timeout = TimeSpan.FromMinutes(15) },
        new() { Name = "infrastructure-config", Path = Overlay("infrastructure-config", environment), DependsOn = ["infrastructure"] },
        new() { Name = "operators", Path = Overlay("operators", environment), DependsOn = ["infrastructure"] },
        new() { Name = "core", Path = Overlay("core", environment), DependsOn = ["operators", "infrastructure-config"], Timeout = TimeSpan.FromMinutes(15) },
        new()
        {
            Name = "apps",
            Source = LayerSource.Apps,
            Path = Overlay("apps", environment),
            DependsOn = ["core"],
            Interval = TimeSpan.FromMinutes(15),
        },
        .. imageAutomation ? [new()
        {
            Name = ImageAutomation,
            Source = LayerSource.Apps,
            Path = $"./{ImageAutomation}/{environment}",
            DependsOn = ["apps"],
        }] : ImmutableArray<Layer>.Empty,
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
