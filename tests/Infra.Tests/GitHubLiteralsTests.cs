using System.Reflection;
using Slipway.Infra.Repositories;

namespace Slipway.Infra.Tests;

public sealed class GitHubLiteralsTests
{
    // From GitHub's REST API description (docs.github.com/rest: repositories, rules, webhooks).
    private static readonly Dictionary<string, string> Api = new()
    {
        ["Private"] = "private",
        ["Enabled"] = "enabled",
        ["PullRequestTitle"] = "PR_TITLE",
        ["PullRequestBody"] = "PR_BODY",
        ["BranchTarget"] = "branch",
        ["TagTarget"] = "tag",
        ["Active"] = "active",
        ["DefaultBranch"] = "~DEFAULT_BRANCH",
        ["Integration"] = "Integration",
        ["OrganizationAdmin"] = "OrganizationAdmin",
        ["Always"] = "always",
        ["Squash"] = "squash",
        ["Push"] = "push",
        ["Json"] = "json",
    };

    [Fact]
    public void Literals_are_spelled_as_the_api_spells_them() => Assert.Equal(
        Api.OrderBy(e => e.Key, StringComparer.Ordinal),
        typeof(GitHubLiterals).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => KeyValuePair.Create(f.Name, (string)f.GetRawConstantValue()!))
            .OrderBy(e => e.Key, StringComparer.Ordinal));

    [Fact]
    public void Permissions_of_teams_are_the_apis_names_in_lower_case() =>
        Assert.Equal(["pull", "triage", "push", "maintain", "admin"], Enum.GetNames<TeamPermission>().Select(n => n.ToLowerInvariant()));
}
