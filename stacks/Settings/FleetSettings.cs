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

    /// <summary>How Flux reads the repositories.</summary>
    /// <value>Default: <see cref="GitAuth.DeployKey"/>.</value>
    public GitAuth Auth { get; init; }

    /// <summary>Generation of this environment's deploy keys, from 1; raised, they are rotated.</summary>
    /// <value>Default: 1.</value>
    public int KeyGeneration { get; init; } = 1;

    /// <summary>True in the one environment whose image automation proposes new image versions, with a key that may write to the apps repository.</summary>
    /// <value>Default: false.</value>
    public bool ImageAutomation { get; init; }

    /// <summary>Host name at which GitHub reaches Flux's receiver in this environment; null without a webhook.</summary>
    /// <value>Default: none.</value>
    public string? WebhookHost { get; init; }

    /// <summary>How the owner governs the repositories; null where they are adopted.</summary>
    public FleetGovernance? Governance { get; init; }
}

/// <summary>A repository of the fleet.</summary>
/// <param name="Repository">Its name, without its owner.</param>
/// <param name="Template">The template that it starts as a copy of.</param>
public sealed record FleetRepositorySettings(string Repository, RepositoryTemplate Template);

/// <summary>How Flux reads the repositories.</summary>
public enum GitAuth
{
    /// <summary>With an SSH key per repository and environment.</summary>
    DeployKey,

    /// <summary>As the GitHub App of section <c>slipway:githubApp</c>.</summary>
    App,
}
