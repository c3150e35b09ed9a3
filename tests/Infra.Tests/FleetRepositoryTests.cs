using System.Collections.Immutable;
using Pulumi.Utilities;
using Slipway.Infra.Repositories;
using Slipway.Tests;

namespace Slipway.Infra.Tests;

public sealed class FleetRepositoryTests
{
    private const string GetRepository = "github:index/getRepository:getRepository";

    private readonly RecordingMocks _mocks = new()
    {
        Answers = { [GetRepository] = args => Template(args, "R_9", isTemplate: true) },
    };

    [Fact]
    public async Task An_owned_repository_starts_as_a_private_copy_of_its_template()
    {
        await Make(owned: true);

        var inputs = _mocks.Single("github:index/repository:Repository").Inputs;
        Assert.Equal("private", inputs["visibility"]);
        Assert.Equal("templates", ((ImmutableDictionary<string, object>)inputs["template"])["owner"]);
        Assert.Equal("main", _mocks.Single("github:index/branchDefault:BranchDefault").Inputs["branch"]);
    }

    [Fact]
    public async Task An_owned_repository_takes_squashed_pull_requests_and_looks_out_for_secrets()
    {
        await Make(owned: true);

        var inputs = _mocks.Single("github:index/repository:Repository").Inputs;
        Assert.Equal([true, false, false, true], ((string[])["allowSquashMerge", "allowMergeCommit", "allowRebaseMerge", "deleteBranchOnMerge"]).Select(k => inputs[k]));
        Assert.Equal(["platform", "gitops"], ((ImmutableArray<object>)inputs["topics"]).Cast<string>());
        var security = (ImmutableDictionary<string, object>)inputs["securityAndAnalysis"];
        Assert.All(["secretScanning", "secretScanningPushProtection"], k => Assert.Equal("enabled", ((ImmutableDictionary<string, object>)security[k])["status"]));
        Assert.Equal(true, _mocks.Single("github:index/repositoryVulnerabilityAlerts:RepositoryVulnerabilityAlerts").Inputs["enabled"]);
    }

    [Fact]
    public async Task Teams_have_the_access_that_the_configuration_gives()
    {
        await Make(owned: true);

        var access = _mocks.Single("github:index/teamRepository:TeamRepository").Inputs;
        Assert.Equal(("platform", "maintain"), ((string)access["teamId"], (string)access["permission"]));
    }

    [Fact]
    public async Task An_owner_takes_a_repository_back_that_it_once_kept()
    {
        _mocks.Answers[GetRepository] = _ => ImmutableDictionary<string, object>.Empty.Add("name", "fleet-apps").Add("nodeId", "R_1");

        await Make(owned: true);

        Assert.Equal("fleet-apps", _mocks.Single("github:index/repository:Repository").Id);
    }

    [Fact]
    public async Task An_adopted_repository_is_not_made_again()
    {
        _mocks.Answers[GetRepository] = _ => ImmutableDictionary<string, object>.Empty
            .Add("name", "fleet-apps").Add("nodeId", "R_1").Add("htmlUrl", "https://github.com/acme/fleet-apps").Add("defaultBranch", "main");

        var repository = await Make(owned: false);

        Assert.Empty(_mocks.OfType("github:index/repository:Repository"));
        Assert.Equal("fleet-apps", await OutputUtilities.GetValueAsync(repository.Repository));
        Assert.Equal("ssh://git@github.com/acme/fleet-apps", await OutputUtilities.GetValueAsync(repository.SshUrl));
    }

    [Fact]
    public async Task An_adopted_repository_that_does_not_exist_says_what_to_bring_up_first()
    {
        _mocks.Answers[GetRepository] = _ => ImmutableDictionary<string, object>.Empty.Add("name", "fleet-apps");

        var problem = await Assert.ThrowsAnyAsync<Exception>(() => Make(owned: false));

        Assert.Contains("acme/fleet-apps does not exist", problem.ToString(), StringComparison.Ordinal);
        Assert.Contains("fleet.owner: true", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", false, "The template templates/fleet-apps of the repository acme/fleet-apps does not exist")]
    [InlineData("R_2", false, "templates/fleet-apps, which acme/fleet-apps is to be made from, is no template repository")]
    public async Task A_template_that_is_missing_or_none_is_an_error_that_names_both(string node, bool isTemplate, string expected)
    {
        _mocks.Answers[GetRepository] = args => Template(args, node, isTemplate);

        var problem = await Assert.ThrowsAnyAsync<Exception>(() => Make(owned: true));

        Assert.Contains(expected, problem.ToString(), StringComparison.Ordinal);
    }

    // The repository itself does not exist; the template, which is asked for by its full name, is as told.
    private static ImmutableDictionary<string, object> Template(ImmutableDictionary<string, object> args, string node, bool isTemplate) =>
        args.ContainsKey("fullName") ? args.Add("nodeId", node).Add("isTemplate", isTemplate) : args;

    private async Task<FleetRepository> Make(bool owned)
    {
        FleetRepository? repository = null;
        await _mocks.RunAsync(() => repository = new FleetRepository("fleet-apps", new FleetRepositoryArgs
        {
            Repository = "fleet-apps",
            Owner = "acme",
            Description = "Apps",
            Owned = owned,
            Environment = "dev",
            Template = RepositoryTemplate.Parse("templates/fleet-apps"),
            Topics = ["platform", "gitops"],
            Teams = [new TeamAccess("platform", TeamPermission.Maintain)],
        }));
        return Assert.IsType<FleetRepository>(repository);
    }
}
