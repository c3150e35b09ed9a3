using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Flux;

/// <summary>Builds the kustomizations of a repository. Must be safe for many threads.</summary>
public interface IFleetBuilder
{
    /// <summary>What a folder builds to.</summary>
    /// <param name="folder">Path of the folder in the repository.</param>
    /// <param name="additions">The fields of a kustomization that count after the folder's own; null for none.</param>
    BuildResult Build(string folder, YamlMap? additions);
}
