using System.Collections.Immutable;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Flux;

/// <summary>A Flux Kustomization of a cluster, and what it applies.</summary>
/// <param name="Declaration">How it is declared.</param>
/// <param name="DeclaredBy">The Kustomization that applies it; null for the root.</param>
/// <param name="Repository">The repository that it builds from; null when that is not at hand.</param>
/// <param name="Folder">The folder that it builds, as a path of the repository.</param>
/// <param name="BuildProblems">What is wrong with the build.</param>
public sealed record FluxKustomization(
    KustomizationDeclaration Declaration, FluxKustomization? DeclaredBy, FleetRepository? Repository, string Folder, ImmutableArray<SourceProblem> BuildProblems)
{
    /// <summary>Its name.</summary>
    public string Name => Declaration.Name;

    /// <summary>Its namespace.</summary>
    public string Namespace => Declaration.Namespace;

    /// <summary>Whether it stands in Git. The root of a cluster, and what is built although no Kustomization names it, need not.</summary>
    public bool IsDeclared { get; init; } = true;

    /// <summary>Whether its repository is at hand and its folder was built.</summary>
    public bool IsBuilt => Repository is not null;

    /// <summary>Its variables.</summary>
    public VariableSet Variables { get; init; } = VariableSet.None;

    /// <summary>The entries of <c>substituteFrom</c> whose objects are not in Git: what they set is unknown.</summary>
    public ImmutableArray<YamlMap> UnknownSources { get; init; } = [];

    /// <summary>What it applies.</summary>
    public ImmutableArray<FluxObject> Objects { get; init; } = [];

    /// <inheritdoc />
    public override string ToString() => Declaration.ToString();
}
