using System.Collections.Immutable;

namespace Slipway.Components.Promotion;

/// <summary>What Git tells of a repository on its host.</summary>
public sealed record RepositoryFacts
{
    /// <summary>What messages call it, e.g. <c>acme/fleet-apps</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Every commit of <c>main</c>.</summary>
    public required ImmutableHashSet<string> MainCommits { get; init; }

    /// <summary>Its tags, by name without <c>refs/tags/</c>.</summary>
    public required ImmutableDictionary<string, TagFacts> Tags { get; init; }

    /// <summary>The tags whose signature was asked for and verified.</summary>
    /// <value>Default: none.</value>
    public ImmutableHashSet<string> SignedTags { get; init; } = [];
}
