using Slipway.Checks.Yaml;

namespace Slipway.Checks.Flux;

/// <summary>Why Flux would refuse to substitute variables in an object.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Place">Where.</param>
/// <param name="Message">The expression and the rule.</param>
public sealed record SubstitutionProblem(SubstitutionProblemKind Kind, YamlPlace Place, string Message);

/// <summary>What is wrong with a substitution.</summary>
public enum SubstitutionProblemKind
{
    /// <summary>A variable is not set.</summary>
    Unset,

    /// <summary>An expression is not well-formed.</summary>
    Malformed,

    /// <summary>With the values in place, the object is not YAML any more.</summary>
    NotYaml,
}
