using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.EndToEnd.Graphs;

namespace Slipway.EndToEnd.Documents;

/// <summary>The policies in <c>docs/policies</c> against what the three environments declare.</summary>
public sealed class PermissionTests(PlatformGraphs graphs) : IClassFixture<PlatformGraphs>
{
    // AWS: characters of a managed policy, without white space.
    private const int LongestPolicy = 6144;

    private static readonly string[] Policies = ["deployer-network.json", "deployer-cluster.json", "deployer-storage.json"];

    // What GitHub wants of an App for each type (REST API, permissions required for GitHub Apps).
    private static readonly ImmutableDictionary<string, string[]> GitHub = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["github:index/actionsVariable:ActionsVariable"] = ["repository.variables"],
        ["github:index/branchDefault:BranchDefault"] = ["repository.administration"],
        ["github:index/repository:Repository"] = ["repository.administration", "repository.metadata", "repository.contents"],
        ["github:index/repositoryDeployKey:RepositoryDeployKey"] = ["repository.administration"],
        ["github:index/repositoryEnvironment:RepositoryEnvironment"] = ["repository.administration", "repository.environments"],
        ["github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy"] = ["repository.administration"],
        ["github:index/repositoryFile:RepositoryFile"] = ["repository.contents"],
        ["github:index/repositoryRuleset:RepositoryRuleset"] = ["repository.administration"],
        ["github:index/repositoryVulnerabilityAlerts:RepositoryVulnerabilityAlerts"] = ["repository.administration"],
        ["github:index/teamRepository:TeamRepository"] = ["repository.administration", "organization.members"],
    }.ToImmutableDictionary(StringComparer.Ordinal);

    // What no environment registers as it stands: a webhook where fleet.webhookHost is set, and the pull request of a promotion.
    private static readonly string[] GitHubBeside = ["repository.webhooks", "repository.pull_requests"];

    [Fact]
    public void Every_aws_type_that_is_registered_has_its_actions_in_the_policy() =>
        Assert.DoesNotContain(Types("aws:"), type => !AwsPermissions.OfTypes.TryGetValue(type, out var actions) || actions.Except(Allowed).Any());

    [Fact]
    public void Every_action_of_the_policy_is_needed_by_what_is_registered() =>
        Assert.Empty(Allowed.Except(Types("aws:").SelectMany(t => AwsPermissions.OfTypes[t])));

    [Fact]
    public void No_type_is_in_the_table_that_no_environment_registers() => Assert.Empty(AwsPermissions.OfTypes.Keys.Except(Types("aws:")));

    [Fact]
    public void No_action_is_a_pattern() => Assert.DoesNotContain(Allowed, action => action.Contains('*', StringComparison.Ordinal));

    [Fact]
    public void Policies_are_as_long_as_aws_takes_at_most() =>
        Assert.DoesNotContain(Policies, file => JsonNode.Parse(Repository.Text($"docs/policies/{file}"))!.ToJsonString().Length > LongestPolicy);

    [Fact]
    public void Roles_may_be_passed_to_the_services_that_their_trust_names()
    {
        var services = graphs.All.SelectMany(g => g.OfType("aws:iam/role:Role"))
            .Select(r => r.Inputs["assumeRolePolicy"].WithoutOutputs().AsString).OfType<string>()
            .SelectMany(trust => Regex.Matches(trust, "\"Service\":\"([^\"]+)\"").Select(m => m.Groups[1].Value)).ToHashSet(StringComparer.Ordinal);
        var passed = Statements.Single(s => (string?)s["Sid"] == "RolesForServices")["Condition"]!["StringEquals"]!["iam:PassedToService"]!.AsArray().Select(s => (string?)s);

        Assert.Equal(services.Order(StringComparer.Ordinal), passed);
    }

    [Fact]
    public void Roles_have_names_that_the_policy_covers()
    {
        var patterns = Statements.Single(s => (string?)s["Sid"] == "Roles")["Resource"]!.AsArray().Select(r => ((string)r!)["arn:aws:iam::*:role/".Length..].TrimEnd('*')).ToList();
        var names = graphs.All.SelectMany(g => g.OfType("aws:iam/role:Role")).Select(r => r.Name).Distinct(StringComparer.Ordinal).ToList();

        Assert.DoesNotContain(names, name => !patterns.Any(p => $"{name}-".StartsWith(p, StringComparison.Ordinal)));
        Assert.DoesNotContain(patterns, p => !names.Any(name => $"{name}-".StartsWith(p, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_github_type_that_is_registered_has_its_permissions_in_the_app() =>
        Assert.DoesNotContain(Types("github:"), type => !GitHub.TryGetValue(type, out var needed) || needed.Except(AppPermissions).Any());

    [Fact]
    public void Every_permission_of_the_app_is_needed() =>
        Assert.Equal(AppPermissions.Order(StringComparer.Ordinal), Types("github:").SelectMany(t => GitHub[t]).Concat(GitHubBeside).Distinct().Order(StringComparer.Ordinal));

    private static IEnumerable<JsonObject> Statements => Policies
        .SelectMany(file => JsonNode.Parse(Repository.Text($"docs/policies/{file}"))!["Statement"]!.AsArray()).Select(s => s!.AsObject());

    private static ImmutableHashSet<string> Allowed { get; } = [.. Statements.SelectMany(s => s["Action"]!.AsArray()).Select(a => (string)a!)];

    private static ImmutableHashSet<string> AppPermissions { get; } =
        [.. JsonNode.Parse(Repository.Text("docs/policies/github-app.json"))!.AsObject().SelectMany(part => part.Value!.AsObject().Select(p => $"{part.Key}.{p.Key}"))];

    private ImmutableHashSet<string> Types(string package) => [.. graphs.All.SelectMany(g => g.Resources).Select(r => r.Type).Where(t => t.StartsWith(package, StringComparison.Ordinal))];
}
