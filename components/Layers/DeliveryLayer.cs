using System.Collections.Immutable;
using Slipway.Infra;

namespace Slipway.Components.Layers;

/// <summary>
/// One layer of an environment, as a resource: what depends on what in the cluster does so in the stack too, and a change shows as the layer's.
/// What Flux gets is the file that <see cref="LayeredDelivery"/> writes.
/// </summary>
public sealed class DeliveryLayer : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "slipway:components:DeliveryLayer";

    /// <summary>Declares a layer.</summary>
    /// <param name="name">Name of the component.</param>
    /// <param name="manifest">The layer as Flux gets it.</param>
    /// <param name="dependsOn">The layers that it depends on.</param>
    /// <param name="options">Options, or null for none.</param>
    internal DeliveryLayer(string name, string manifest, ImmutableArray<DeliveryLayer> dependsOn, ComponentResourceOptions? options = null)
        : base(Token, name, After(options, dependsOn))
    {
        // A dependency on a component is one on the custom resources in it. A layer has none in any cloud, so the state keeps what it declares.
        Declaration = new Stash($"{name}-declaration", new StashArgs { Input = manifest }, this.Child(dependsOn.Select(d => d.Declaration)));
        RegisterOutputs();
    }

    /// <summary>What the layer declares, as the stack's state keeps it.</summary>
    public Stash Declaration { get; }

    private static ComponentResourceOptions After(ComponentResourceOptions? options, ImmutableArray<DeliveryLayer> dependsOn)
    {
        var after = new ComponentResourceOptions();
        foreach (var layer in dependsOn)
            after.DependsOn.Add(layer);
        return ComponentResourceOptions.Merge(options, after);
    }
}
