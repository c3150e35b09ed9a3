namespace Slipway.Components.Layers;

/// <summary>A broken rule of a layer graph.</summary>
/// <param name="Layer">The layer, or empty for the graph as a whole.</param>
/// <param name="Message">What is wrong, as a sentence whose subject is the layer.</param>
public sealed record LayerProblem(string Layer, string Message)
{
    /// <inheritdoc />
    public override string ToString() => Layer.Length == 0 ? Message : $"layer '{Layer}' {Message}";
}
