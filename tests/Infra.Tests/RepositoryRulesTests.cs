using System.Collections.Immutable;
using Pulumi.Testing;
using Slipway.Infra.Repositories;
using Slipway.Tests;

namespace Slipway.Infra.Tests;

public sealed class RepositoryRulesTests
{
    private readonly RecordingMocks _mocks = new();

    [Fact]
    public async Task The_default_branch_takes_reviewed_pull_requests_only()
    {
        var rules = Map((await Make(AutomationIdentity.OfApp(7))).Branch.Inputs["rules"]);

        Assert.All(["deletion", "nonFastForward", "requiredLinearHistory"], r => Assert.Equal(true, rules[r]));
        var pullRequest = Map(rules["pullRequest"]);
        Assert.Equal(2.0, Convert.ToDouble(pullRequest["requiredApprovingReviewCount"]));
        Assert.All(["dismissStaleReviewsOnPush", "requireCodeOwnerReview", "requiredReviewThreadResolution"], r => Assert.Equal(true, pullRequest[r]));
        Assert.Equal(["squash"], List(pullRequest["allowedMergeMethods"]).Cast<string>());
        var checks = Map(rules["requiredStatusChecks"]);
        Assert.Equal(true, checks["strictRequiredStatusChecksPolicy"]);
        Assert.Equal(["check"], List(checks["requiredChecks"]).Select(c => (string)Map(c)["context"]));
    }

    [Fact]
    public async Task Without_status_checks_there_is_no_rule_about_them()
    {
        var rules = Map((await Make(AutomationIdentity.OfApp(7), new ReviewPolicy())).Branch.Inputs["rules"]);

        Assert.DoesNotContain("requiredStatusChecks", rules.Keys);
        Assert.Equal(1.0, Convert.ToDouble(Map(rules["pullRequest"])["requiredApprovingReviewCount"]));
    }

    [Fact]
    public async Task Release_tags_are_made_by_the_automation_and_never_moved_or_removed()
    {
        var ruleset = (await Make(AutomationIdentity.OfApp(7))).Tags.Inputs;

        Assert.Equal("tag", ruleset["target"]);
        Assert.Equal(["refs/tags/staging-v*", "refs/tags/prod-v*"], List(Map(Map(ruleset["conditions"])["refName"])["includes"]).Cast<string>());
        Assert.All(["creation", "update", "deletion", "nonFastForward"], r => Assert.Equal(true, Map(ruleset["rules"])[r]));
    }

    [Fact]
    public async Task Exactly_the_app_passes_both()
    {
        var (branch, tags) = await Make(AutomationIdentity.OfApp(7));

        Assert.All([branch, tags], ruleset =>
        {
            Assert.Equal("active", ruleset.Inputs["enforcement"]);
            var actor = Map(Assert.Single(List(ruleset.Inputs["bypassActors"])));
            Assert.Equal(("Integration", "always", 7.0), ((string)actor["actorType"], (string)actor["bypassMode"], Convert.ToDouble(actor["actorId"])));
        });
    }

    [Fact]
    public async Task The_administrators_role_takes_no_id()
    {
        var actor = Map(Assert.Single(List((await Make(AutomationIdentity.OrganizationAdmin)).Branch.Inputs["bypassActors"])));

        Assert.Equal("OrganizationAdmin", actor["actorType"]);
        Assert.DoesNotContain("actorId", actor.Keys);
    }

    [Fact]
    public async Task A_fleet_without_releases_has_no_rule_about_tags()
    {
        await _mocks.RunAsync(() => _ = new RepositoryRules("rules", new RepositoryRulesArgs
        {
            Repository = "fleet",
            Review = new ReviewPolicy(),
            ReleaseTags = [],
            Automation = AutomationIdentity.OrganizationAdmin,
        }));

        Assert.Equal("branch", _mocks.Single(Ruleset).Inputs["target"]);
    }

    private const string Ruleset = "github:index/repositoryRuleset:RepositoryRuleset";

    private async Task<(MockResourceArgs Branch, MockResourceArgs Tags)> Make(AutomationIdentity automation, ReviewPolicy? review = null)
    {
        await _mocks.RunAsync(() => _ = new RepositoryRules("rules", new RepositoryRulesArgs
        {
            Repository = "fleet",
            Review = review ?? new ReviewPolicy { Approvals = 2, StatusChecks = ["check"] },
            ReleaseTags = ["staging-v*", "prod-v*"],
            Automation = automation,
        }));
        var rulesets = _mocks.OfType(Ruleset).ToList();
        Assert.Equal(["rules-default-branch", "rules-release-tags"], rulesets.Select(r => r.Name));
        return (rulesets[0], rulesets[1]);
    }

    private static ImmutableDictionary<string, object> Map(object value) => (ImmutableDictionary<string, object>)value;

    private static ImmutableArray<object> List(object value) => (ImmutableArray<object>)value;
}
