using System.Collections.Immutable;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Flux;

/// <summary>What is known beside the files of a fleet.</summary>
public sealed record FleetOptions
{
    /// <summary>ConfigMaps and Secrets that are in clusters and not in Git, as values by name and name of the object.</summary>
    /// <value>Default: none.</value>
    public ImmutableDictionary<string, ImmutableDictionary<string, string>> Facts { get; init; } = ImmutableDictionary<string, ImmutableDictionary<string, string>>.Empty;

    /// <summary>Names of the clusters that serve users.</summary>
    /// <value>Default: <c>prod</c>, <c>production</c> and <c>live</c>.</value>
    public ImmutableHashSet<string> Production { get; init; } = ["prod", "production", "live"];

    /// <summary>Finds the repository of a source that is not among those given; null when it is not at hand. Must be safe for many threads.</summary>
    /// <value>Default: never.</value>
    public Func<string, FleetRepository?> FindRepository { get; init; } = _ => null;

    /// <summary>Opens sealed Secrets, as kustomize-controller does with the cluster's key; null to leave them sealed.</summary>
    /// <value>Default: null.</value>
    public Func<YamlMap, YamlMap>? Decrypt { get; init; }
}
