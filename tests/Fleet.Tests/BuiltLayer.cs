using Slipway.Components.Layers;

namespace Slipway.Fleet.Tests;

/// <summary>What a layer applies in an environment, before variables are replaced.</summary>
internal sealed record BuiltLayer(string Environment, Layer Layer, IReadOnlyList<FleetObject> Objects)
{
    /// <summary>The objects of a kind.</summary>
    public IEnumerable<FleetObject> Of(string kind) => Objects.Where(o => o.Kind == kind);

    public override string ToString() => $"{Layer.Name} of {Environment}";
}
