using System.Collections.Immutable;
using Slipway.Components.Fleet;
using Slipway.Infra;

namespace Slipway.Components.Layers;

/// <summary>
/// One layer of an environment, as a resource: what depends on what in the cluster does so in the stack too.
/// What Flux gets is the file that <see cref="LayeredDelivery"/> writes.
/// </summary>
public sealed class DeliveryLayer : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "slipway:components:DeliveryLayer";

    /// <summary>Declares a layer.</summary>
    /// <param name="name">Name of the component.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="dependsOn">The layers that it depends on.</param>
    /// <param name="options">Options, or null for none.</param>
    internal DeliveryLayer(string name, Layer layer, ImmutableArray<DeliveryLayer> dependsOn, ComponentResourceOptions? options = null)
        : base(Token, name, After(options, dependsOn))
    {
        // A dependency on a component is one on the custom resources in it. A layer has none in any cloud, so the state keeps where it comes from.
        Origin = new Stash($"{name}-origin", new StashArgs { Input = $"{FleetNames.Source(layer.Source)} {layer.Path}" }, this.Child(dependsOn.Select(d => d.Origin)));
        RegisterOutputs();
    }

    /// <summary>Where the layer comes from, source and path, as the stack's state keeps it.</summary>
    public Stash Origin { get; }

    private static ComponentResourceOptions After(ComponentResourceOptions? options, ImmutableArray<DeliveryLayer> dependsOn)
    {
        var after = new ComponentResourceOptions();
        foreach (var layer in dependsOn)
            after.DependsOn.Add(layer);
        return ComponentResourceOptions.Merge(options, after);
    }
}
