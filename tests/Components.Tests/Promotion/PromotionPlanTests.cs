using Slipway.Components.Promotion;
using static Slipway.Components.Tests.Promotion.PlanFixture;

namespace Slipway.Components.Tests.Promotion;

public sealed class PromotionPlanTests
{
    [Fact]
    public void A_promotion_tags_both_repositories_at_what_the_previous_environment_runs_and_proposes_the_release()
    {
        var plan = PromotionPlan.For(Request(), Facts());

        Assert.Empty(plan.Refusals);
        var message = Record("1.1.0", Commit('2'), Commit('b'));
        Assert.Equal(
            [
                new PromotionStep.TagCommit(FleetRole.Infrastructure, "staging-v1.1.0", Commit('2'), message),
                new PromotionStep.TagCommit(FleetRole.Apps, "staging-v1.1.0", Commit('b'), message),
            ],
            plan.Steps[..2].AsEnumerable());
        var proposal = Assert.IsType<PromotionStep.Propose>(Assert.Single(plan.Steps[2..]));
        Assert.Equal(("promote/staging-v1.1.0", "clusters/staging/release.yaml"), (proposal.Branch, proposal.File));
        Assert.Equal(File("staging", "refs/tags/staging-v1.1.0"), proposal.Content);
        Assert.StartsWith("Promote staging to v1.1.0\n\n", proposal.Message, StringComparison.Ordinal);
        Assert.Null(proposal.Replaces);
    }

    [Theory]
    [InlineData(ProposalDelivery.PullRequest, typeof(PromotionStep.OpenPullRequest))]
    [InlineData(ProposalDelivery.Merge, typeof(PromotionStep.Merge))]
    public void What_follows_the_branch_comes_last(ProposalDelivery delivery, Type step) =>
        Assert.IsType(step, PromotionPlan.For(Request() with { Delivery = delivery }, Facts()).Steps[^1]);

    [Fact]
    public void The_first_release_that_the_file_names_already_needs_tags_alone()
    {
        var none = Facts();
        none = none with { Repositories = none.Repositories.Select((_, r) => r with { Tags = r.Tags.Clear() }) };

        var plan = PromotionPlan.For(Request(version: "1.0.0"), none);

        Assert.Empty(plan.Refusals);
        Assert.All(plan.Steps, s => Assert.IsType<PromotionStep.TagCommit>(s));
    }

    [Fact]
    public void A_promotion_that_is_complete_leaves_nothing_to_do_whatever_runs_before_it()
    {
        var plan = PromotionPlan.For(Request(version: "1.0.0"), Facts() with { PreviousStatus = null });

        Assert.Empty(plan.Refusals);
        Assert.Empty(plan.Steps);
    }

    [Fact]
    public void One_tag_with_its_record_is_completed_by_the_other_though_the_previous_environment_has_moved_on()
    {
        var facts = Facts().WithTag(FleetRole.Infrastructure, "staging-v1.1.0", Commit('1'), Record("1.1.0", Commit('1'), Commit('b')));

        var plan = PromotionPlan.For(Request(), facts);

        Assert.Empty(plan.Refusals);
        Assert.Equal((FleetRole.Apps, Commit('b')), plan.Steps[0] is PromotionStep.TagCommit tag ? (tag.Role, tag.Commit) : default);
        Assert.IsType<PromotionStep.Propose>(plan.Steps[1]);
    }

    [Fact]
    public void One_tag_with_its_record_is_taken_back_when_the_promotion_is_refused()
    {
        var facts = Facts().WithTag(FleetRole.Apps, "staging-v1.1.0", Commit('b'), Record("1.1.0", Commit('9'), Commit('b')));

        var plan = PromotionPlan.For(Request(), facts);

        Assert.Equal(["not-on-main"], plan.Refusals.Select(r => r.Rule));
        Assert.Equal([new PromotionStep.RemoveTag(FleetRole.Apps, "staging-v1.1.0", Commit('e'))], plan.Steps.AsEnumerable());
    }

    [Fact]
    public void Both_tags_without_a_release_go_on_with_the_proposal()
    {
        var record = Record("1.1.0", Commit('1'), Commit('b'));
        var facts = Facts().WithTag(FleetRole.Infrastructure, "staging-v1.1.0", Commit('1'), record).WithTag(FleetRole.Apps, "staging-v1.1.0", Commit('b'), record);

        Assert.IsType<PromotionStep.Propose>(Assert.Single(PromotionPlan.For(Request(), facts).Steps));
    }

    [Fact]
    public void A_branch_that_proposes_the_same_is_left_as_it_is()
    {
        var facts = Facts() with { Proposal = Proposal(Commit('1'), File("staging", "refs/tags/staging-v1.1.0")) };

        Assert.All(PromotionPlan.For(Request(), facts).Steps, s => Assert.IsType<PromotionStep.TagCommit>(s));
        var merging = PromotionPlan.For(Request() with { Delivery = ProposalDelivery.Merge }, facts).Steps;
        Assert.Equal(Commit('f'), merging[^2] is PromotionStep.Propose again ? again.Replaces : null);
    }

    [Fact]
    public void A_branch_that_an_earlier_run_left_behind_is_replaced_if_it_is_still_there() => Assert.Equal(
        Commit('f'),
        Assert.Single(PromotionPlan.For(Request(), Facts() with { Proposal = Proposal(Commit('1'), "other") }).Steps.OfType<PromotionStep.Propose>()).Replaces);

    internal static ProposalFacts Proposal(string? parent, string content, params string[] others) =>
        new(Commit('f'), parent, ["clusters/staging/release.yaml", .. others], content, File("staging", "refs/tags/staging-v1.0.0"));
}
