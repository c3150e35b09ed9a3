using System.Collections.Immutable;

namespace Slipway.Infra.Repositories;

/// <summary>What a <see cref="FleetRepository"/> is made from.</summary>
public sealed class FleetRepositoryArgs : ResourceArgs
{
    /// <summary>Name of the repository, without its owner.</summary>
    public required string Repository { get; init; }

    /// <summary>The GitHub organization or user that owns it.</summary>
    public required string Owner { get; init; }

    /// <summary>What the repository is for, as GitHub shows it.</summary>
    public required string Description { get; init; }

    /// <summary>
    /// True when this environment makes and keeps the repository; false when it takes over one that another environment made.
    /// One environment owns the repositories, the others adopt them.
    /// </summary>
    public required bool Owned { get; init; }

    /// <summary>The environment that makes or adopts it, e.g. <c>dev</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>The template that a new repository starts as a copy of. It counts at creation only.</summary>
    public required RepositoryTemplate Template { get; init; }

    /// <summary>True when an owned repository cannot be destroyed until the protection is taken away.</summary>
    /// <value>Default: true.</value>
    public bool Protect { get; init; } = true;

    /// <summary>What it is found by on GitHub: lower-case letters, digits and hyphens, at most 50 each.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<string> Topics { get; init; } = [];

    /// <summary>What teams may do with an owned repository. Access given by hand stays.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<TeamAccess> Teams { get; init; } = [];
}
