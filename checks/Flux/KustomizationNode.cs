using System.Collections.Immutable;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Flux;

/// <summary>A Flux Kustomization while its cluster is read.</summary>
internal sealed class KustomizationNode(KustomizationDeclaration declaration, KustomizationNode? parent, FleetRepository? repository, string folder)
{
    public KustomizationDeclaration Declaration { get; set; } = declaration;

    public KustomizationNode? Parent { get; } = parent;

    public FleetRepository? Repository { get; } = repository;

    public string Folder { get; } = folder;

    public bool IsDeclared { get; set; } = true;

    /// <summary>What its folder builds to; null as long as it was not built.</summary>
    public BuildResult? Built { get; set; }

    public ImmutableArray<YamlMap> Objects => Built?.Objects ?? [];

    public void Refuse(SourceProblem problem) => Built = new BuildResult([], [problem]);
}
