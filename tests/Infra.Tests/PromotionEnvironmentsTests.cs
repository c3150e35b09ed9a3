using System.Collections.Immutable;
using Slipway.Infra.Repositories;
using Slipway.Tests;

namespace Slipway.Infra.Tests;

public sealed class PromotionEnvironmentsTests
{
    private readonly RecordingMocks _mocks = new()
    {
        Answers =
        {
            ["github:index/getTeam:getTeam"] = args => args.Add("id", args["slug"] is "platform" ? "11" : "12"),
            ["github:index/getUser:getUser"] = args => args.Add("id", "21"),
        },
    };

    [Fact]
    public async Task A_deployment_waits_for_a_reviewer_who_did_not_start_it_and_runs_from_release_tags_or_main_alone()
    {
        await Make(new PromotionEnvironment("prod", ["platform", "security"], ["ada"]));

        var inputs = _mocks.Single("github:index/repositoryEnvironment:RepositoryEnvironment").Inputs;
        Assert.Equal(("prod", true, false), ((string)inputs["environment"], (bool)inputs["preventSelfReview"], (bool)inputs["canAdminsBypass"]));
        var reviewers = Map(Assert.Single(List(inputs["reviewers"])));
        Assert.Equal([11, 12], List(reviewers["teams"]).Select(Convert.ToInt32));
        Assert.Equal([21], List(reviewers["users"]).Select(Convert.ToInt32));
        var policy = Map(inputs["deploymentBranchPolicy"]);
        Assert.Equal((false, true), ((bool)policy["protectedBranches"], (bool)policy["customBranchPolicies"]));
        Assert.Equal(["main", "prod-v*"], Patterns());
    }

    [Fact]
    public async Task An_environment_without_reviewers_still_runs_from_its_tags_or_main_alone()
    {
        await Make(new PromotionEnvironment("staging", [], []));

        var inputs = _mocks.Single("github:index/repositoryEnvironment:RepositoryEnvironment").Inputs;
        Assert.True(!inputs.TryGetValue("reviewers", out var reviewers) || List(reviewers).IsEmpty);
        Assert.Equal(["main", "staging-v*"], Patterns());
    }

    [Fact]
    public async Task Facts_are_variables_named_after_their_environment()
    {
        await _mocks.RunAsync(() => _ = new ActionsFacts("facts", new ActionsFactsArgs
        {
            Repository = "fleet-apps",
            Environment = "prod-eu",
            Facts = ImmutableDictionary<string, Input<string>>.Empty.Add("region", "eu-west-1").Add("cluster-name", "slipway-prod-eu"),
        }));

        Assert.Equal(
            [("SLIPWAY_PROD_EU_CLUSTER_NAME", "slipway-prod-eu"), ("SLIPWAY_PROD_EU_REGION", "eu-west-1")],
            _mocks.OfType("github:index/actionsVariable:ActionsVariable").Select(v => ((string)v.Inputs["variableName"], (string)v.Inputs["value"])));
    }

    private Task Make(PromotionEnvironment environment) => _mocks.RunAsync(() => _ = new PromotionEnvironments(
        "environments", new PromotionEnvironmentsArgs { Repository = "fleet-apps", Environments = [environment] }));

    private IEnumerable<string> Patterns() => _mocks.OfType("github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy")
        .Select(p => (string)(p.Inputs.GetValueOrDefault("branchPattern") ?? p.Inputs["tagPattern"])).Order(StringComparer.Ordinal);

    private static ImmutableDictionary<string, object> Map(object value) => (ImmutableDictionary<string, object>)value;

    private static ImmutableArray<object> List(object value) => (ImmutableArray<object>)value;
}
