namespace Slipway.Components.Layers;

/// <summary>A broken rule of a layer graph.</summary>
/// <param name="Layer">The layer, or empty for the graph as a whole.</param>
/// <param name="Message">What is wrong, as a sentence whose subject is the layer.</param>
/// <param name="Key">What of the layer is wrong, as a key path of its configuration, e.g. <c>dependsOn[0]</c>; empty for the layer as a whole.</param>
public sealed record LayerProblem(string Layer, string Message, string Key = "")
{
    /// <inheritdoc />
    public override string ToString() => Layer.Length == 0 ? Message : $"layer '{Layer}' {Message}";
}
