using System.Collections.Immutable;

namespace Slipway.Checks.Yaml;

/// <summary>What was read from a YAML file.</summary>
/// <param name="Documents">Its documents, empty ones aside.</param>
/// <param name="Problems">What is wrong with it; where there is something, the documents may be incomplete.</param>
public sealed record YamlFile(ImmutableArray<YamlValue> Documents, ImmutableArray<SourceProblem> Problems)
{
    /// <summary>A file of which nothing could be read.</summary>
    public static YamlFile Of(SourceProblem problem) => new([], [problem]);
}
