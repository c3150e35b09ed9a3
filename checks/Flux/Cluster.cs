using System.Collections.Immutable;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Flux;

/// <summary>A cluster of a fleet: what Flux would make of it.</summary>
/// <param name="Name">Its name, e.g. <c>prod</c>.</param>
/// <param name="Repository">The repository that it is synced from.</param>
/// <param name="Folder">The folder that it is synced from.</param>
/// <param name="Kustomizations">Its Flux Kustomizations, the root first, each after the one that declares it.</param>
public sealed record Cluster(string Name, FleetRepository Repository, string Folder, ImmutableArray<FluxKustomization> Kustomizations)
{
    private readonly Lazy<bool> _isComplete = new(() => Kustomizations.All(k => k.IsBuilt && k.BuildProblems.All(p => p.Kind == SourceProblemKind.Note) && k.Objects.All(o => !o.Is(FluxKinds.Operator, "ResourceSet"))));

    /// <summary>Whether this is a cluster. Folders that no Kustomization builds are gathered as one that is none: their variables, namespaces and dependencies are unknown.</summary>
    public bool IsReal { get; init; } = true;

    /// <summary>Whether it serves users, so that stricter rules hold.</summary>
    /// <value>Default: false.</value>
    public bool IsProduction { get; init; }

    /// <summary>Whether nothing tells where the cluster begins, so that the objects of Flux that stand here and there are taken for what its root applies.</summary>
    public bool IsGathered => Folder.Length == 0 && !Kustomizations[0].IsDeclared;

    /// <summary>Whether all that it applies is known: it is a cluster with a beginning, every Kustomization was built, and nothing makes objects in the cluster, as a ResourceSet does. Only then, what is not here is nowhere.</summary>
    public bool IsComplete => IsReal && !IsGathered && _isComplete.Value;

    /// <summary>All objects, each with the Kustomization that applies it.</summary>
    public IEnumerable<(FluxKustomization Kustomization, FluxObject Object)> Objects => Kustomizations.SelectMany(k => k.Objects.Select(o => (k, o)));

    /// <summary>Those of <see cref="Objects"/> that are applied to this cluster itself.</summary>
    public IEnumerable<(FluxKustomization Kustomization, FluxObject Object)> OwnObjects => Objects.Where(o => !o.Kustomization.Declaration.IsRemote);

    /// <summary>The Kustomization of a name, or null.</summary>
    public FluxKustomization? Find(string @namespace, string name) => Kustomizations.FirstOrDefault(k => k.Name == name && k.Namespace == @namespace);

    /// <inheritdoc />
    public override string ToString() => Name;
}
