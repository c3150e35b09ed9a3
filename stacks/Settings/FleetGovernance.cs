using System.Collections.Immutable;
using Slipway.Infra.Repositories;

namespace Slipway.Stacks.Settings;

/// <summary>The keys of <c>slipway:fleet</c> by which the owner governs the repositories.</summary>
public sealed record FleetGovernance
{
    /// <summary>The one identity that passes the rules: whoever runs Pulumi.</summary>
    /// <setting key="fleet.automation" default="" change="in place">who runs Pulumi, and alone passes the rules: one of the two keys below (owner only)</setting>
    /// <setting key="fleet.automation.app" default="none">the id of a GitHub App</setting>
    /// <setting key="fleet.automation.organizationAdmin" default="`false`">`true` for a token of an owner of the organization</setting>
    public required AutomationIdentity Automation { get; init; }

    /// <summary>True when the repositories cannot be destroyed; null as the tier says.</summary>
    /// <value>Default: true in an environment of tier production.</value>
    /// <setting key="fleet.protect" default="`true` with tier `production`" change="in place">the repositories cannot be destroyed (owner only)</setting>
    public bool? Protect { get; init; }

    /// <summary>What a pull request needs.</summary>
    /// <setting key="fleet.reviews" default="`1`" change="in place">approvals that a pull request needs, 0 to 10; code owners approve what is theirs in any case (owner only)</setting>
    /// <setting key="fleet.statusChecks" default="none" change="in place">names of the checks that must have passed (owner only)</setting>
    public ReviewPolicy Review { get; init; } = new();

    /// <summary>What the repositories are found by on GitHub.</summary>
    /// <value>Default: none.</value>
    /// <setting key="fleet.topics" default="none" change="in place">what the repositories are found by on GitHub (owner only)</setting>
    public ImmutableArray<string> Topics { get; init; } = [];

    /// <summary>What teams may do.</summary>
    /// <value>Default: none.</value>
    /// <setting key="fleet.teams" default="none" change="in place">access of teams (owner only)</setting>
    /// <setting key="fleet.teams[].team" default="">the team's slug</setting>
    /// <setting key="fleet.teams[].permission" default="">what it may do</setting>
    public ImmutableArray<TeamAccess> Teams { get; init; } = [];

    /// <summary>The environments that follow release tags.</summary>
    /// <value>Default: none.</value>
    /// <setting key="fleet.environments" default="none" change="in place">the environments that follow release tags, in the order of promotion. Tags `&lt;name&gt;-v*` are made by the automation alone, and never moved or removed (owner only)</setting>
    /// <setting key="fleet.environments[].name" default="">its name, which is its stack's</setting>
    /// <setting key="fleet.environments[].reviewers" default="none">who approves a deployment to it; six at most</setting>
    /// <setting key="fleet.environments[].reviewers.teams" default="none">slugs of teams</setting>
    /// <setting key="fleet.environments[].reviewers.users" default="none">logins of people</setting>
    public ImmutableArray<PromotionEnvironment> Environments { get; init; } = [];
}
