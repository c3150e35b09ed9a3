using Slipway.Components.Promotion;
using static Slipway.Components.Tests.Promotion.PlanFixture;

namespace Slipway.Components.Tests.Promotion;

public sealed class RollbackPlanTests
{
    [Fact]
    public void Back_is_the_file_as_it_last_was_at_the_release_before()
    {
        var step = Assert.IsType<PromotionStep.Propose>(Assert.Single(Plan(History("1.2.0", "1.1.0", "1.0.0"))));

        Assert.Equal("file of 1.1.0, version 1\n", step.Content);
        Assert.Equal("rollback/staging-v1.1.0", step.Branch);
        Assert.StartsWith("Roll staging back to v1.1.0\n\nFrom v1.2.0.", step.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_rollback_back_is_further_back_and_not_the_release_that_was_left() =>
        Assert.Equal("rollback/staging-v1.0.0", Assert.IsType<PromotionStep.Propose>(Assert.Single(Plan(History("1.1.0", "1.2.0", "1.1.0", "1.0.0")))).Branch);

    [Fact]
    public void A_release_that_is_named_may_be_higher_than_the_present_one() => Assert.Equal(
        "file of 1.2.0, version 1\n",
        Assert.IsType<PromotionStep.Propose>(Assert.Single(Plan(History("1.1.0", "1.2.0", "1.1.0"), "1.2.0"))).Content);

    [Fact]
    public void The_release_that_is_there_already_leaves_nothing_to_do() => Assert.Empty(Plan(History("1.1.0", "1.0.0"), "1.1.0"));

    [Fact]
    public void A_release_that_never_was_is_refused_with_those_that_were() => Assert.Equal(
        ("never-released", "The releases it was at are 1.1.0, 1.0.0."), Refused(History("1.1.0", "1.0.0"), "0.5.0"));

    [Fact]
    public void Without_a_release_before_there_is_no_way_back() => Assert.Equal("no-release", Refused(History("1.0.0")).Rule);

    [Fact]
    public void An_environment_that_follows_main_goes_back_by_reverting()
    {
        var main = File("staging", "refs/heads/main");
        var facts = Facts() with { ReleaseFile = main, History = [new(Commit('1'), main, Release.OfBranch("staging"))] };

        Assert.Equal(("no-release", "Take a change back there with git revert, through a pull request."), Refused(facts));
    }

    [Fact]
    public void A_release_whose_tag_is_gone_is_refused()
    {
        var facts = History("1.1.0", "1.0.0");
        facts = facts with { Repositories = facts.Repositories with { Apps = facts.Repositories.Apps with { Tags = facts.Repositories.Apps.Tags.Clear() } } };

        Assert.Equal("tag-missing", Refused(facts).Rule);
    }

    private static System.Collections.Immutable.ImmutableArray<PromotionStep> Plan(PromotionFacts facts, string? to = null)
    {
        var plan = PromotionPlan.For(Request(to), facts);
        Assert.Empty(plan.Refusals);
        return plan.Steps;
    }

    private static (string Rule, string Remedy) Refused(PromotionFacts facts, string? to = null)
    {
        var plan = PromotionPlan.For(Request(to), facts);
        Assert.Empty(plan.Steps);
        var refusal = Assert.Single(plan.Refusals);
        return (refusal.Rule, refusal.Remedy);
    }

    private static RollbackRequest Request(string? to) => new("staging", to is null ? null : Release.OfVersion("staging", to), ProposalDelivery.Branch);

    // The newest first; every release's file was changed once while it was current.
    private static PromotionFacts History(params string[] versions)
    {
        var facts = versions.Aggregate(Facts(), (all, v) => all
            .WithTag(FleetRole.Infrastructure, $"staging-v{v}", Commit('1')).WithTag(FleetRole.Apps, $"staging-v{v}", Commit('a')));
        return facts with
        {
            ReleaseFile = File("staging", $"refs/tags/staging-v{versions[0]}"),
            History = [.. versions.SelectMany(v => (PinnedRelease[])
            [
                new(Commit('2'), $"file of {v}, version 1\n", Release.OfVersion("staging", v)),
                new(Commit('1'), $"file of {v}, version 0\n", Release.OfVersion("staging", v)),
            ])],
        };
    }
}
