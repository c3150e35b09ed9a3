using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>A file or folder of a repository cannot be had.</summary>
/// <param name="kind">Why not.</param>
/// <param name="message">What is wrong, with the path.</param>
/// <param name="remedy">What to do.</param>
public sealed class FleetAccessException(SourceProblemKind kind, string message, string remedy) : IOException(message)
{
    /// <summary>Why not: <see cref="SourceProblemKind.Missing"/>, <see cref="SourceProblemKind.Unreadable"/>, <see cref="SourceProblemKind.OutsideRepository"/> or <see cref="SourceProblemKind.TooLarge"/>.</summary>
    public SourceProblemKind Kind { get; } = kind;

    /// <summary>What to do.</summary>
    public string Remedy { get; } = remedy;

    /// <summary>This as a problem of what stands at a place.</summary>
    public SourceProblem At(YamlPlace place) => new(Kind, place, Message, Remedy);
}
