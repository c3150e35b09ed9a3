using System.Collections.Immutable;

namespace Slipway.Components.Layers;

/// <summary>Layers that break one or more rules.</summary>
public sealed class LayerGraphException(ImmutableArray<LayerProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>Every broken rule.</summary>
    public ImmutableArray<LayerProblem> Problems { get; } = problems;
}
