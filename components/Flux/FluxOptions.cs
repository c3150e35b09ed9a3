using System.Collections.Immutable;

namespace Slipway.Components.Flux;

/// <summary>How Flux is set up in a cluster, whatever the cluster.</summary>
public sealed record FluxOptions
{
    /// <summary>Flux version, exact, of the 2.9 series, e.g. <c>2.9.4</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Version of the Flux Operator's and the FluxInstance's chart, exact, e.g. <c>0.58.1</c>. It must know the Flux version.</summary>
    public required string OperatorVersion { get; init; }

    /// <summary>How often the infrastructure repository is asked for something new.</summary>
    /// <value>Default: 1 minute.</value>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How much kustomize- and helm-controller do at once, and may use.</summary>
    /// <value>Default: <see cref="FluxSize.Small"/>.</value>
    public FluxSize Size { get; init; }

    /// <summary>True when source-watcher runs, which cuts one source into several (ArtifactGenerator).</summary>
    /// <value>Default: false.</value>
    public bool SourceWatcher { get; init; }

    /// <summary>Names of shards beside the main controllers; a shard has controllers of its own for what is labelled <c>sharding.fluxcd.io/key</c>.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<string> Shards { get; init; } = [];

    /// <summary>Limits of single controllers, by name, before those of <see cref="Size"/>.</summary>
    /// <value>Default: none.</value>
    public ImmutableDictionary<string, ControllerLimits> Limits { get; init; } = ImmutableDictionary<string, ControllerLimits>.Empty;
}
