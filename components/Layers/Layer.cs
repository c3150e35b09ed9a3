using System.Collections.Immutable;

namespace Slipway.Components.Layers;

/// <summary>A step of delivery: one path of one repository, applied as a whole once the layers it depends on are ready.</summary>
public sealed record Layer
{
    /// <summary>Name of the layer and of its Flux Kustomization; a DNS label.</summary>
    public required string Name { get; init; }

    /// <summary>The repository that holds it.</summary>
    /// <value>Default: <see cref="LayerSource.Infrastructure"/>.</value>
    public LayerSource Source { get; init; } = LayerSource.Infrastructure;

    /// <summary>Folder in that repository, e.g. <c>./infrastructure/overlays/dev</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Names of the layers that must be ready first.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<string> DependsOn { get; init; } = [];

    /// <summary>How often drift is looked for and healed.</summary>
    /// <value>Default: 30 minutes.</value>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How soon a failed attempt is repeated.</summary>
    /// <value>Default: 1 minute.</value>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long everything in the layer may take to become healthy.</summary>
    /// <value>Default: 10 minutes.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>True when the layer is ready only once everything in it is healthy. A layer that others depend on must wait.</summary>
    /// <value>Default: true.</value>
    public bool Wait { get; init; } = true;
}
