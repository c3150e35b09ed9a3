using System.Collections.Immutable;

namespace Slipway.Checks.Flux;

/// <summary>A cluster of a fleet: what Flux would make of it.</summary>
/// <param name="Name">Its name, e.g. <c>prod</c>.</param>
/// <param name="Repository">The repository that it is synced from.</param>
/// <param name="Folder">The folder that it is synced from.</param>
/// <param name="Kustomizations">Its Flux Kustomizations, the root first, each after the one that declares it.</param>
public sealed record Cluster(string Name, FleetRepository Repository, string Folder, ImmutableArray<FluxKustomization> Kustomizations)
{
    /// <summary>Whether this is a cluster. Folders that no Kustomization builds are gathered as one that is none: their variables, namespaces and dependencies are unknown.</summary>
    public bool IsReal { get; init; } = true;

    /// <summary>All objects, each with the Kustomization that applies it.</summary>
    public IEnumerable<(FluxKustomization Kustomization, FluxObject Object)> Objects => Kustomizations.SelectMany(k => k.Objects.Select(o => (k, o)));

    /// <summary>The Kustomization of a name, or null.</summary>
    public FluxKustomization? Find(string @namespace, string name) => Kustomizations.FirstOrDefault(k => k.Name == name && k.Namespace == @namespace);

    /// <inheritdoc />
    public override string ToString() => Name;
}
