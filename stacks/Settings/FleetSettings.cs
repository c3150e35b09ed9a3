using Slipway.Infra.Repositories;

namespace Slipway.Stacks.Settings;

/// <summary>Section <c>slipway:fleet</c>.</summary>
public sealed record FleetSettings
{
    /// <summary>True in the one environment that makes and keeps the repositories; the others adopt them.</summary>
    /// <value>Default: false.</value>
    public bool Owner { get; init; }

    /// <summary>The repository of clusters, infrastructure, operators and core.</summary>
    public required FleetRepositorySettings Infrastructure { get; init; }

    /// <summary>The repository of apps.</summary>
    public required FleetRepositorySettings Apps { get; init; }
}

/// <summary>A repository of the fleet.</summary>
/// <param name="Repository">Its name, without its owner.</param>
/// <param name="Template">The template that it starts as a copy of.</param>
public sealed record FleetRepositorySettings(string Repository, RepositoryTemplate Template);
