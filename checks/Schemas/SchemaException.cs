using Slipway.Checks.Yaml;

namespace Slipway.Checks.Schemas;

/// <summary>A schema that cannot be read, or that uses what is not supported.</summary>
/// <param name="place">Where it stands.</param>
/// <param name="problem">What is wrong there, and what to do.</param>
public sealed class SchemaException(YamlPlace place, string problem) : FormatException($"{place}: {problem}")
{
    /// <summary>Where it stands.</summary>
    public YamlPlace Place { get; } = place;
}
