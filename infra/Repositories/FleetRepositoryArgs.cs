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

    /// <summary>The environment that this deploy key serves, e.g. <c>dev</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>The template that a new repository starts as a copy of. It counts at creation only.</summary>
    public required RepositoryTemplate Template { get; init; }
}
