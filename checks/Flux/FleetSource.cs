using Slipway.Checks.Yaml;

namespace Slipway.Checks.Flux;

/// <summary>A YAML file of a repository.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="Path">Path of the file in it.</param>
/// <param name="File">What stands in it.</param>
public sealed record FleetSource(FleetRepository Repository, string Path, YamlFile File);
