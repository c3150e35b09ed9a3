using Slipway.Components.Promotion;
using static Slipway.Components.Tests.Promotion.PlanFixture;

namespace Slipway.Components.Tests.Promotion;

public sealed class PromotionRefusalTests
{
    [Theory]
    [InlineData("1.0")]
    [InlineData("1.0.0-rc.1")]
    [InlineData("01.0.0")]
    [InlineData("-1.0.0")]
    [InlineData("")]
    public void A_version_that_is_not_three_numbers(string version) => Assert.Throws<FormatException>(() => Request(version: version));

    [Theory]
    [InlineData("dev", "dev is the first environment and follows main: what is merged runs there; promote to staging, prod")]
    [InlineData("test", "test follows no releases; those that do are staging, prod, as fleet.environments lists them")]
    public void An_environment_to_which_nothing_is_promoted(string environment, string reason) =>
        Assert.Equal(reason, Assert.Throws<FormatException>(() => Request(environment)).Message);

    [Theory]
    [InlineData("0.9.9")]
    [InlineData("0.10.0")]
    public void A_version_that_is_lower(string version) =>
        Refused("version-not-higher", $"{version} is not higher than 1.0.0, the last version of staging.", Request(version: version), Facts());

    [Fact]
    public void A_version_that_is_lower_than_one_that_was_taken_back() => Refused(
        "version-not-higher", "1.1.0 is not higher than 1.2.0, the last version of staging.", Request(),
        Facts().WithTag(FleetRole.Infrastructure, "staging-v1.2.0", Commit('1')).WithTag(FleetRole.Apps, "staging-v1.2.0", Commit('b')));

    [Fact]
    public void A_version_that_was_released_before()
    {
        var facts = Facts().WithTag(FleetRole.Infrastructure, "staging-v1.1.0", Commit('2')).WithTag(FleetRole.Apps, "staging-v1.1.0", Commit('b'));
        facts = facts with { History = facts.History.Insert(0, new(Commit('2'), "", Release.OfVersion("staging", "1.1.0"))) };

        Refused("released-before", "staging ran staging-v1.1.0 before, and a release is made once.", Request(), facts);
    }

    [Fact]
    public void A_commit_that_is_not_on_main() => Refused(
        "not-on-main", "The commit cccccccccccc of acme/fleet-apps is not on main.", Request(),
        Facts() with { PreviousStatus = Status("dev", "refs/heads/main", Commit('2'), Commit('c')) });

    [Fact]
    public void A_previous_environment_of_which_nothing_is_known() =>
        Refused("previous-unknown", "What dev runs is not known.", Request(), Facts() with { PreviousStatus = null });

    [Fact]
    public void The_status_of_another_environment() => Refused(
        "previous-unknown", "The status is of prod, and staging is promoted from dev.", Request(),
        Facts() with { PreviousStatus = Status("prod", "refs/heads/main", Commit('2'), Commit('b')) });

    [Fact]
    public void A_layer_that_is_not_ready() => Refused(
        "not-run", "dev does not run acme/fleet-apps: apps is not ready: health check failed.", Request(),
        Changed(layers => layers.SetItem(2, layers[2] with { Ready = false, Message = "health check failed" })));

    [Fact]
    public void Layers_at_different_commits() => Refused(
        "not-run",
        $"dev does not run acme/fleet-infrastructure: infrastructure is at refs/heads/main@sha1:{Commit('2')}, and core at refs/heads/main@sha1:{Commit('1')}.",
        Request(), Changed(layers => layers.SetItem(1, layers[1] with { Revision = $"refs/heads/main@sha1:{Commit('1')}" })));

    [Fact]
    public void A_repository_of_which_no_layer_is_reported() => Refused(
        "not-run", "dev does not run acme/fleet-apps: no layer of fleet-apps is reported.", Request(), Changed(layers => layers.RemoveAt(2)));

    [Theory]
    [InlineData("main@sha1:abc")]
    [InlineData("refs/heads/main@sha1:abc")]
    [InlineData("")]
    public void A_revision_that_is_none(string revision) => Refused(
        "not-run", $"dev does not run acme/fleet-apps: '{revision}' of apps is no revision like refs/heads/main@sha1:<40 digits>.", Request(),
        Changed(layers => layers.SetItem(2, layers[2] with { Revision = revision })));

    [Fact]
    public void A_stage_that_was_skipped() => Refused(
        "previous-behind", "staging is to run refs/tags/staging-v1.1.0 of acme/fleet-apps, and still runs refs/tags/staging-v1.0.0.", Request("prod"),
        Prod() with { PreviousRelease = Release.OfVersion("staging", "1.1.0") });

    [Fact]
    public void A_tag_of_the_previous_environment_that_was_moved() => Refused(
        "tag-moved", "staging runs aaaaaaaaaaaa of acme/fleet-apps, and the tag staging-v1.0.0 is at bbbbbbbbbbbb: it was moved.", Request("prod"),
        Prod().WithTag(FleetRole.Apps, "staging-v1.0.0", Commit('b')));

    [Fact]
    public void A_tag_in_one_repository_that_somebody_made() => Refused(
        "tag-in-one", "The tag staging-v1.1.0 is in acme/fleet-apps alone.", Request(), Facts().WithTag(FleetRole.Apps, "staging-v1.1.0", Commit('b')));

    [Fact]
    public void Another_versions_tag_in_one_repository()
    {
        var refusal = Refused(
            "tag-in-one", "The tag staging-v1.0.5 is in acme/fleet-infrastructure alone.", Request(),
            Facts().WithTag(FleetRole.Infrastructure, "staging-v1.0.5", Commit('1')));

        Assert.EndsWith("slipway promote staging 1.0.5.", refusal.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tag_at_a_commit_that_did_not_run() => Refused(
        "tag-elsewhere", "The tag staging-v1.1.0 of acme/fleet-apps is at aaaaaaaaaaaa, and dev runs bbbbbbbbbbbb.", Request(),
        Facts().WithTag(FleetRole.Infrastructure, "staging-v1.1.0", Commit('2')).WithTag(FleetRole.Apps, "staging-v1.1.0", Commit('a')));

    [Fact]
    public void A_record_that_names_another_commit_than_its_tag_does_not_count() => Refused(
        "tag-in-one", "The tag staging-v1.1.0 is in acme/fleet-apps alone.", Request(),
        Facts().WithTag(FleetRole.Apps, "staging-v1.1.0", Commit('a'), Record("1.1.0", Commit('2'), Commit('b'))), among: 2);

    [Fact]
    public void Two_tags_with_different_records() => Refused(
        "tags-differ", "The two tags staging-v1.1.0 record different commits, so they were not made together.", Request(), Facts()
            .WithTag(FleetRole.Infrastructure, "staging-v1.1.0", Commit('2'), Record("1.1.0", Commit('2'), Commit('b')))
            .WithTag(FleetRole.Apps, "staging-v1.1.0", Commit('a'), Record("1.1.0", Commit('2'), Commit('a'))));

    [Fact]
    public void Commits_that_are_a_release_already() => Refused(
        "same-commits", "What dev runs is staging-v1.0.0 already; staging-v1.1.0 would be the same commits.", Request(),
        Facts() with { PreviousStatus = Status("dev", "refs/heads/main", Commit('1'), Commit('a')) });

    [Fact]
    public void Commits_of_a_promotion_that_was_not_merged() => Assert.Equal("Finish that promotion: slipway promote staging 1.0.5.", Refused(
        "same-commits", "What dev runs is staging-v1.0.5 already; staging-v1.1.0 would be the same commits.", Request(),
        Facts().WithTag(FleetRole.Infrastructure, "staging-v1.0.5", Commit('2')).WithTag(FleetRole.Apps, "staging-v1.0.5", Commit('b'))).Remedy);

    [Fact]
    public void A_previous_release_that_is_not_signed()
    {
        var plan = PromotionPlan.For(Request("prod") with { RequireSigned = true }, Prod());

        Assert.Equal(["unsigned", "unsigned"], plan.Refusals.Select(r => r.Rule));
        Assert.Equal("The tag staging-v1.0.0 of acme/fleet-apps has no signature that can be verified here.", plan.Refusals[1].Reason);
        var signed = Prod();
        signed = signed with { Repositories = signed.Repositories.Select((_, r) => r with { SignedTags = ["staging-v1.0.0"] }) };
        Assert.Empty(PromotionPlan.For(Request("prod") with { RequireSigned = true }, signed).Refusals);
    }

    [Fact]
    public void A_branch_that_somebody_works_on() => Refused(
        "branch-taken",
        "The branch promote/staging-v1.1.0 of acme/fleet-infrastructure is there, and is not one commit on main that changes clusters/staging/release.yaml alone.",
        Request(), Facts() with { Proposal = PromotionPlanTests.Proposal(Commit('1'), File("staging", "refs/tags/staging-v1.1.0"), "README.md") });

    [Fact]
    public void A_release_file_that_is_missing() =>
        Refused("release-file", "clusters/staging/release.yaml is not on main of acme/fleet-infrastructure.", Request(), Facts() with { ReleaseFile = null });

    [Fact]
    public void A_release_file_that_is_not_in_order() => Refused(
        "release-file", "clusters/staging/release.yaml: there is no GitRepository 'fleet-infrastructure'; both repositories are pinned in this file.", Request(),
        Facts() with { ReleaseFile = "kind: ConfigMap\n" });

    [Fact]
    public void All_reasons_are_told_at_once()
    {
        var facts = Facts() with { ReleaseFile = null, PreviousStatus = Status("dev", "refs/heads/main", Commit('c'), Commit('c')) };

        Assert.Equal(
            ["release-file", "version-not-higher", "not-on-main", "not-on-main"],
            PromotionPlan.For(Request(version: "0.1.0"), facts).Refusals.Select(r => r.Rule));
    }

    private static PromotionFacts Prod()
    {
        var file = File("prod", "refs/tags/prod-v0.1.0");
        return Facts() with
        {
            ReleaseFile = file,
            History = [new(Commit('1'), file, Release.OfVersion("prod", "0.1.0"))],
            PreviousRelease = Release.OfVersion("staging", "1.0.0"),
            PreviousStatus = Status("staging", "refs/tags/staging-v1.0.0", Commit('1'), Commit('a')),
        };
    }

    private static PromotionFacts Changed(Func<System.Collections.Immutable.ImmutableArray<LayerRevision>, System.Collections.Immutable.ImmutableArray<LayerRevision>> change)
    {
        var facts = Facts();
        return facts with { PreviousStatus = facts.PreviousStatus! with { Layers = change(facts.PreviousStatus!.Layers) } };
    }

    private static PromotionRefusal Refused(string rule, string reason, PromotionRequest request, PromotionFacts facts, int among = 1)
    {
        var plan = PromotionPlan.For(request, facts);

        Assert.Empty(plan.Steps);
        var refusals = plan.Refusals.Where(r => r.Rule == rule && r.Reason == reason).ToList();
        Assert.True(refusals.Count > 0, string.Join('\n', plan.Refusals));
        Assert.NotEmpty(refusals[0].Remedy);
        Assert.True(plan.Refusals.Length <= Math.Max(among, 2), string.Join('\n', plan.Refusals));
        return refusals[0];
    }
}
