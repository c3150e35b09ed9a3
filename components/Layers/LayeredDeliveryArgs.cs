using System.Collections.Immutable;

namespace Slipway.Components.Layers;

/// <summary>What a <see cref="LayeredDelivery"/> is made from.</summary>
public sealed class LayeredDeliveryArgs : ResourceArgs
{
    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The infrastructure repository's name.</summary>
    public required Input<string> Repository { get; init; }

    /// <summary>The branch to commit to; it must exist.</summary>
    public required Input<string> Branch { get; init; }

    /// <summary>The layers.</summary>
    public required ImmutableArray<Layer> Layers { get; init; }
}
