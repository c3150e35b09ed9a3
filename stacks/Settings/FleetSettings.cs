using Slipway.Infra.Repositories;

namespace Slipway.Stacks.Settings;

/// <summary>Section <c>slipway:fleet</c>.</summary>
public sealed record FleetSettings
{
    /// <summary>True in the one environment that makes and keeps the repositories; the others adopt them.</summary>
    /// <value>Default: false.</value>
    /// <setting key="fleet.owner" change="off, the rules go and the repositories stay; on elsewhere, they are taken over">`true` in the one environment that makes the repositories</setting>
    public bool Owner { get; init; }

    /// <summary>The repository of clusters, infrastructure, operators and core.</summary>
    /// <setting key="fleet.infrastructure" default="">the repository of clusters, infrastructure, operators and core</setting>
    /// <setting key="fleet.infrastructure.repository" default="" change="in the owner another repository is made; in others another is followed">its name</setting>
    /// <setting key="fleet.infrastructure.template" default="" change="nothing: it counts at creation">the template that it starts as a copy of, `owner/repository`</setting>
    public required FleetRepositorySettings Infrastructure { get; init; }

    /// <summary>The repository of apps.</summary>
    /// <setting key="fleet.apps" default="">the repository of apps</setting>
    /// <setting key="fleet.apps.repository" default="" change="in the owner another repository is made; in others another is followed">its name</setting>
    /// <setting key="fleet.apps.template" default="" change="nothing: it counts at creation">the template that it starts as a copy of, `owner/repository`</setting>
    public required FleetRepositorySettings Apps { get; init; }

    /// <summary>How Flux reads the repositories.</summary>
    /// <value>Default: <see cref="GitAuth.DeployKey"/>.</value>
    /// <setting key="fleet.auth" change="the new credential first, then the old one goes">how Flux reads the repositories: with an SSH key per repository and environment, or as the GitHub App of `slipway:githubApp` (organizations made since late 2024 disable deploy keys)</setting>
    public GitAuth Auth { get; init; }

    /// <summary>Generation of this environment's deploy keys, from 1; raised, they are rotated.</summary>
    /// <value>Default: 1.</value>
    /// <setting key="fleet.keyGeneration" change="rotates them ([runbook](runbooks/deploy-keys.md))">generation of this environment's deploy keys</setting>
    public int KeyGeneration { get; init; } = 1;

    /// <summary>True in the one environment whose image automation proposes new image versions, with a key that may write to the apps repository.</summary>
    /// <value>Default: false.</value>
    /// <setting key="fleet.imageAutomation" change="in place">`true` in the one environment whose image automation runs, with a key that may write to the apps repository. Not with tier `production`, nor with `auth: app`</setting>
    public bool ImageAutomation { get; init; }

    /// <summary>Host name at which GitHub reaches Flux's receiver in this environment; null without a webhook.</summary>
    /// <value>Default: none.</value>
    /// <setting key="fleet.webhookHost" default="none: GitHub does not call, Flux asks at its interval" change="in place">host name at which GitHub reaches Flux's receiver: every push is told at once. The fleet routes it (`${webhook_host}`, without this key `flux-webhook.&lt;domain&gt;`)</setting>
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
