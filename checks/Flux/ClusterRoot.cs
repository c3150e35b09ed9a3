using System.Collections.Immutable;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Flux;

/// <summary>Where a cluster begins.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Repository">The repository that it is synced from.</param>
/// <param name="Folder">The folder that it is synced from.</param>
/// <param name="Declaration">The root Kustomization; made up where Git does not have it.</param>
internal sealed record ClusterRoot(string Name, FleetRepository Repository, string Folder, KustomizationDeclaration Declaration)
{
    /// <summary>Whether the root Kustomization stands in Git.</summary>
    public bool IsDeclared { get; init; }

    /// <summary>Whether the root has variables that Git does not tell, as a FluxInstance may give it.</summary>
    public bool HasUnknownVariables { get; init; }

    /// <summary>The objects of the root where it is no folder but what was found here and there; null to build the folder.</summary>
    public ImmutableArray<YamlMap>? Objects { get; init; }
}
