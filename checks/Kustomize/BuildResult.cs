using System.Collections.Immutable;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>What a folder builds to.</summary>
/// <param name="Objects">The objects, in the order in which kustomize writes them. Their values keep the places of their sources.</param>
/// <param name="Problems">What is wrong. Where there is more than notes, kustomize would build nothing, and the objects are what could still be had.</param>
public sealed record BuildResult(ImmutableArray<YamlMap> Objects, ImmutableArray<SourceProblem> Problems)
{
    /// <summary>Whether kustomize would build it.</summary>
    public bool Succeeded => Problems.All(p => p.Kind == SourceProblemKind.Note);
}
