using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;
using static Slipway.Lab.Clouds.Tests.Provider;

namespace Slipway.Lab.Clouds.Tests;

public sealed class RepositorySettings : IDisposable
{
    private const string Repository = "github:index/repository:Repository";
    private const string Webhook = "github:index/repositoryWebhook:RepositoryWebhook";
    private const string Deployment = "github:index/repositoryEnvironment:RepositoryEnvironment";
    private const string Policy = "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy";
    private const string Variable = "github:index/actionsVariable:ActionsVariable";
    private const string DeploymentVariable = "github:index/actionsEnvironmentVariable:ActionsEnvironmentVariable";
    private const string Team = "github:index/teamRepository:TeamRepository";
    private const string Alerts = "github:index/repositoryVulnerabilityAlerts:RepositoryVulnerabilityAlerts";

    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    private Provider GitHub => _lab.GitHub();

    [Fact]
    public async Task They_need_the_repository_come_once_and_go_with_it()
    {
        var settings = new (string Type, PropertyMap Inputs, string Id)[]
        {
            (Variable, Map(("repository", "fleet"), ("variableName", "AWS_REGION"), ("value", "eu-west-1")), "fleet:AWS_REGION"),
            (Deployment, Map(("repository", "fleet"), ("environment", "prod")), "fleet:prod"),
            (DeploymentVariable, Map(("repository", "fleet"), ("environment", "prod"), ("variableName", "ROLE"), ("value", "r")), "fleet:prod:ROLE"),
            (Team, Map(("repository", "fleet"), ("teamId", "platform"), ("permission", "maintain")), "platform:fleet"),
            (Alerts, Map(("repository", "fleet"), ("enabled", true)), "fleet"),
        };
        foreach (var (type, inputs, _) in settings)
            Assert.Contains("404 Not Found: there is no repository acme/fleet", await GitHub.Refusal(type, inputs));
        var repository = await GitHub.Create(Repository, Map(("name", "fleet")));
        var made = new List<Made>();
        foreach (var (type, inputs, id) in settings)
        {
            made.Add(await GitHub.Create(type, inputs));
            Assert.Equal(id, made[^1].Id);
            Assert.Contains("already", await GitHub.Refusal(type, inputs));
            Assert.Equal(made[^1].Outputs, (await GitHub.Read(made[^1]))!.Outputs);
            Assert.NotNull(await GitHub.Import(type, id));
        }
        await GitHub.Delete(repository);
        foreach (var one in made)
            Assert.Null(await GitHub.Read(one));
    }

    [Fact]
    public async Task A_variable_changes_in_place_and_goes()
    {
        await GitHub.Create(Repository, Map(("name", "fleet")));
        var made = await GitHub.Create(Variable, Map(("repository", "fleet"), ("variableName", "A"), ("value", "1")));
        var changed = await GitHub.Update(made, made.Inputs.With("value", "2"));

        Assert.Equal("2", (await GitHub.Read(changed))!.Inputs["value"].AsString);
        Assert.Equal([DiffKind.UpdateReplace], (await GitHub.Diff(made, made.Inputs.With("variableName", "B"))).Changes.Values);
        await GitHub.Delete(changed);
        Assert.Null(await GitHub.Read(changed));
    }

    [Theory]
    [InlineData("aws_region", "422 Variable names can only contain")]
    [InlineData("1A", "422 Variable names can only contain")]
    [InlineData("AWS-REGION", "422 Variable names can only contain")]
    [InlineData("GITHUB_X", "422 Variable names must not start with GITHUB_")]
    [InlineData("_A1", "")]
    public async Task A_variable_is_named_so(string name, string expected)
    {
        foreach (var inputs in new[] { (Variable, Map()), (DeploymentVariable, Map(("environment", "prod"))) })
        {
            var problems = await GitHub.Problems(inputs.Item1, inputs.Item2.Merge(Map(("repository", "fleet"), ("variableName", name), ("value", "x"))));
            Assert.True(expected.Length == 0 ? problems.Length == 0 : problems.StartsWith("variableName: " + expected, StringComparison.Ordinal), problems);
        }
    }

    [Fact]
    public async Task A_webhook_is_told_over_https_and_keeps_its_secret()
    {
        await GitHub.Create(Repository, Map(("name", "fleet")));
        var inputs = Map(("repository", "fleet"), ("events", List("push")), ("configuration", Map(
            ("url", "https://flux.example.com/hook/abc123"), ("contentType", "json"), ("secret", "tr0ub4dor"))));
        var made = await GitHub.Create(Webhook, inputs);
        var stored = Directory.GetFiles(_lab.Root, "*.json", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();

        Assert.StartsWith("https://api.github.com/repos/acme/fleet/hooks/", made.Text("url"));
        Assert.DoesNotContain(stored, text => text.Contains("tr0ub4dor", StringComparison.Ordinal) || text.Contains("abc123", StringComparison.Ordinal));
        Assert.EndsWith("422 Validation Failed [Hook already exists on this repository]", await GitHub.Refusal(Webhook, inputs));
        Assert.Equal("configuration.url: 422 Validation Failed [url is not a supported URL]: it must begin with https://",
            await GitHub.Problems(Webhook, inputs.With("configuration", Map(("url", "http://flux.example.com/hook/abc123")))));
        Assert.StartsWith("events: 422", await GitHub.Problems(Webhook, inputs.With("events", List())));
        Assert.StartsWith("events[0]: 'pushes' is not one of", await GitHub.Problems(Webhook, inputs.With("events", List("pushes"))));
        var changed = await GitHub.Update(made, inputs.With("events", List("push", "release")));
        Assert.Equal(changed.Outputs, (await GitHub.Read(changed))!.Outputs);
    }

    [Fact]
    public async Task What_deploys_to_an_environment_is_said_by_patterns()
    {
        PropertyMap Environment(bool custom) => Map(("repository", "fleet"), ("environment", custom ? "prod" : "open"),
            ("deploymentBranchPolicy", Map(("customBranchPolicies", custom), ("protectedBranches", !custom))));
        var pattern = Map(("repository", "fleet"), ("environment", "prod"), ("tagPattern", "prod-v*"));
        await GitHub.Create(Repository, Map(("name", "fleet")));

        Assert.Contains("404 Not Found: acme/fleet has no environment prod", await GitHub.Refusal(Policy, pattern));
        Assert.Contains("404 Not Found: acme/fleet has no environment prod", await GitHub.Refusal(DeploymentVariable, Map(("repository", "fleet"), ("environment", "prod"), ("variableName", "A"), ("value", "1"))));
        var environment = await GitHub.Create(Deployment, Environment(custom: true));
        await GitHub.Create(Deployment, Environment(custom: false));
        Assert.Contains("has no custom branch policies", await GitHub.Refusal(Policy, pattern.With("environment", "open")));
        var made = await GitHub.Create(Policy, pattern);
        Assert.Contains("has the pattern prod-v* already", await GitHub.Refusal(Policy, pattern));
        Assert.StartsWith(": exactly one of branchPattern, tagPattern", await GitHub.Problems(Policy, pattern.With("branchPattern", "main")));
        await GitHub.Delete(environment);
        Assert.Null(await GitHub.Read(made));
    }

    [Fact]
    public async Task An_environment_has_a_policy_that_is_one_and_six_reviewers_at_most()
    {
        var inputs = Map(("repository", "fleet"), ("environment", "prod"));

        Assert.StartsWith("deploymentBranchPolicy: 422 protected_branches and custom_branch_policies cannot have the same value",
            await GitHub.Problems(Deployment, inputs.With("deploymentBranchPolicy", Map(("customBranchPolicies", true), ("protectedBranches", true)))));
        Assert.StartsWith("reviewers: 422", await GitHub.Problems(Deployment, inputs.With("reviewers", List(Map(("teams", List(1, 2, 3, 4)), ("users", List(5, 6, 7)))))));
        Assert.Equal("", await GitHub.Problems(Deployment, inputs.With("reviewers", List(Map(("teams", List(1, 2, 3)), ("users", List(5, 6, 7)))))));
        Assert.StartsWith("waitTimer: 43201 is out of range", await GitHub.Problems(Deployment, inputs.With("waitTimer", 43201)));
    }

    [Fact]
    public async Task A_team_has_one_of_the_permissions() => Assert.StartsWith(
        "permission: 'write' is not one of pull, triage, push, maintain, admin",
        await GitHub.Problems(Team, Map(("repository", "fleet"), ("teamId", "platform"), ("permission", "write"))));

    [Fact]
    public async Task Whoever_is_named_is_known_by_the_same_number()
    {
        var (one, again, other) = (await Ask("getTeam", ("slug", "platform")), await Ask("getTeam", ("slug", "platform")), await Ask("getTeam", ("slug", "web")));

        Assert.Equal(one["id"], again["id"]);
        Assert.NotEqual(one["id"], other["id"]);
        Assert.Matches("^[0-9]{8}$", (await Ask("getUser", ("username", "octocat")))["id"].AsString);
        await Assert.ThrowsAsync<ProviderException>(() => Ask("getTeam", ("slug", "Platform Team")));
        await Assert.ThrowsAsync<ProviderException>(() => Ask("getUser", ("username", "-octocat")));
    }

    [Fact]
    public async Task Settings_of_a_repository_have_their_words()
    {
        Assert.StartsWith("securityAndAnalysis.secretScanning.status: 'on' is not one of enabled, disabled",
            await GitHub.Problems(Repository, Map(("name", "x"), ("securityAndAnalysis", Map(("secretScanning", Map(("status", "on"))))))));
        Assert.StartsWith("securityAndAnalysis.advancedSecurity: 422 Advanced security is always available for public repos.",
            await GitHub.Problems(Repository, Map(("name", "x"), ("visibility", "public"), ("securityAndAnalysis", Map(("advancedSecurity", Map(("status", "enabled"))))))));
        Assert.Equal("", await GitHub.Problems(Repository, Map(("name", "x"), ("visibility", "private"), ("securityAndAnalysis", Map(("advancedSecurity", Map(("status", "enabled"))))))));
        Assert.StartsWith("topics[0]: 'GitOps' does not match", await GitHub.Problems(Repository, Map(("name", "x"), ("topics", List("GitOps")))));
        Assert.StartsWith("topics: 422", await GitHub.Problems(Repository, Map(("name", "x"), ("topics", List([.. Enumerable.Range(0, 21).Select(i => (PropertyValue)$"t{i}")])))));
    }

    [Fact]
    public async Task An_archived_repository_keeps_its_name_is_read_only_and_comes_back()
    {
        var made = await GitHub.Create(Repository, Map(("name", "fleet"), ("archiveOnDestroy", true)));
        var variable = await GitHub.Create(Variable, Map(("repository", "fleet"), ("variableName", "A"), ("value", "1")));
        await GitHub.Delete(made);
        await GitHub.Delete(variable);
        var read = await GitHub.Read(made);

        Assert.Equal("true", read!.Outputs["archived"].ToString());
        Assert.NotNull(await GitHub.Read(variable));
        Assert.Contains("name already exists on this account", await GitHub.Refusal(Repository, Map(("name", "fleet"))));
        var taken = made with { Outputs = read.Outputs };
        Assert.Contains("403 Repository was archived so is read-only", (await Assert.ThrowsAsync<ProviderException>(() => GitHub.Update(taken, made.Inputs.With("hasIssues", true)))).Message);
        await GitHub.Update(taken, made.Inputs.With("archived", false));
        await GitHub.Update(variable, variable.Inputs.With("value", "2"));
    }

    private Task<PropertyMap> Ask(string function, params (string, PropertyValue)[] arguments) =>
        GitHub.Inner.InvokeAsync($"github:index/{function}:{function}", Map(arguments), default);
}
