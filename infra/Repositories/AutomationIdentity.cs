using Pulumi.Github.Inputs;

namespace Slipway.Infra.Repositories;

/// <summary>
/// Who runs Pulumi, as GitHub knows it: the one identity that passes the rules of the fleet's repositories.
/// </summary>
public sealed record AutomationIdentity
{
    private AutomationIdentity(int? app) => App = app;

    /// <summary>The organization's administrators, for a token of one of them.</summary>
    public static AutomationIdentity OrganizationAdmin { get; } = new(app: null);

    /// <summary>The id of a GitHub App; null for the organization's administrators.</summary>
    public int? App { get; }

    /// <summary>A GitHub App.</summary>
    /// <param name="id">The App's id (not an installation's).</param>
    public static AutomationIdentity OfApp(int id) => new(id);

    /// <summary>The identity as an actor that passes a ruleset. GitHub takes an id for an App alone; with one for a role it would report a change for ever.</summary>
    internal RepositoryRulesetBypassActorArgs BypassActor() => App is { } id
        ? new() { ActorType = GitHubLiterals.Integration, ActorId = id, BypassMode = GitHubLiterals.Always }
        : new() { ActorType = GitHubLiterals.OrganizationAdmin, BypassMode = GitHubLiterals.Always };
}
