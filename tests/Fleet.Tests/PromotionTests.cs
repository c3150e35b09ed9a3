using Slipway.Components.Promotion;
using Slipway.Tests;

namespace Slipway.Fleet.Tests;

public sealed class PromotionTests
{
    [FactWith("git")]
    public async Task Staging_gets_what_main_has_in_both_repositories()
    {
        using var repositories = await Repositories.MakeAsync();
        var infrastructure = await repositories.ChangeAsync("fleet-infrastructure");
        var apps = await repositories.ChangeAsync("fleet-apps");

        var promotion = await repositories.PromoteAsync("staging", "1.0.0");

        Assert.Equal((0, "branch=promote/staging-v1.0.0\n", ""), promotion);
        Assert.Equal(infrastructure, await repositories.AtOriginAsync("fleet-infrastructure", "refs/tags/staging-v1.0.0^{}"));
        Assert.Equal(apps, await repositories.AtOriginAsync("fleet-apps", "refs/tags/staging-v1.0.0^{}"));
    }

    [FactWith("git")]
    public async Task The_branch_changes_the_two_references_and_nothing_else()
    {
        using var repositories = await Repositories.MakeAsync();
        var before = await repositories.FileAsync("fleet-infrastructure", "main", "clusters/staging/release.yaml");

        await repositories.PromoteAsync("staging", "1.0.0");

        var after = await repositories.FileAsync("fleet-infrastructure", "promote/staging-v1.0.0", "clusters/staging/release.yaml");
        Assert.Equal("refs/tags/staging-v1.0.0", ReleaseFile.Parse("staging", after).Reference);
        Assert.Equal(before.Replace("staging-v0.1.0", "staging-v1.0.0", StringComparison.Ordinal), after);
        Assert.Equal("clusters/staging/release.yaml", await repositories.GitAsync("fleet-infrastructure.git", "diff", "--name-only", "main", "promote/staging-v1.0.0"));
    }

    [FactWith("git")]
    public async Task Prod_gets_the_commits_that_staging_ran_whatever_main_has_by_then()
    {
        using var repositories = await Repositories.MakeAsync();
        await repositories.ReleaseAsync("staging", "1.0.0");
        await repositories.ChangeAsync("fleet-apps");
        await repositories.ReleaseAsync("staging", "1.1.0");

        await repositories.ReleaseAsync("prod", "1.0.0");

        Assert.Equal(await repositories.AtOriginAsync("fleet-apps", "refs/tags/staging-v1.0.0^{}"), await repositories.AtOriginAsync("fleet-apps", "refs/tags/prod-v1.0.0^{}"));
        Assert.Equal(
            await repositories.AtOriginAsync("fleet-infrastructure", "refs/tags/staging-v1.0.0^{}"),
            await repositories.AtOriginAsync("fleet-infrastructure", "refs/tags/prod-v1.0.0^{}"));
    }

    [FactWith("git")]
    public async Task A_commit_of_main_can_be_chosen_for_staging()
    {
        using var repositories = await Repositories.MakeAsync();
        var chosen = await repositories.ChangeAsync("fleet-apps");
        await repositories.ChangeAsync("fleet-apps");

        await repositories.PromoteAsync("staging", "1.0.0", ("APPS_COMMIT", chosen));

        Assert.Equal(chosen, await repositories.AtOriginAsync("fleet-apps", "refs/tags/staging-v1.0.0^{}"));
    }

    [FactWith("git")]
    public async Task What_is_no_version_is_refused()
    {
        using var repositories = await Repositories.MakeAsync();

        await RefusedAsync(repositories, "staging", "v1.0", "'v1.0' is no version; write three numbers like 1.2.3");
        await RefusedAsync(repositories, "staging", "1.01.0", "'1.01.0' is no version; write three numbers like 1.2.3");
    }

    [FactWith("git")]
    public async Task An_environment_that_follows_main_takes_no_release()
    {
        using var repositories = await Repositories.MakeAsync();

        await RefusedAsync(repositories, "dev", "1.0.0", "'dev' takes no releases; promote to staging or prod");
    }

    [FactWith("git")]
    public async Task A_version_must_be_higher_than_the_last_as_numbers()
    {
        using var repositories = await Repositories.MakeAsync();
        await repositories.ReleaseAsync("staging", "1.10.0");

        await RefusedAsync(repositories, "staging", "1.9.0", "staging-v1.9.0 is not higher than staging-v1.10.0, the last release of staging; choose a higher version");
        await RefusedAsync(repositories, "staging", "1.10.0", "staging-v1.10.0 is not higher than staging-v1.10.0, the last release of staging; choose a higher version");
    }

    [FactWith("git")]
    public async Task A_commit_beside_main_is_refused()
    {
        using var repositories = await Repositories.MakeAsync();
        await repositories.GitAsync("fleet-apps", "commit", "-q", "--allow-empty", "-m", "beside");
        var beside = await repositories.GitAsync("fleet-apps", "rev-parse", "HEAD");

        var promotion = await repositories.PromoteAsync("staging", "1.0.0", ("APPS_COMMIT", beside));

        Assert.Equal((1, "", $"promote: {beside} is not on main of fleet-apps; merge it first\n"), promotion);
        Assert.Equal("", await repositories.AtOriginAsync("fleet-infrastructure", "refs/tags/staging-v1.0.0^{}"));
    }

    [FactWith("git")]
    public async Task A_version_that_staging_never_ran_does_not_reach_prod()
    {
        using var repositories = await Repositories.MakeAsync();
        // Tagged, but its pull request was never merged.
        await repositories.PromoteAsync("staging", "1.0.0");

        await RefusedAsync(repositories, "prod", "1.0.0", "staging never ran 1.0.0; promote it there first");
    }

    [FactWith("git")]
    public async Task A_tag_of_one_repository_alone_stops_everything()
    {
        using var repositories = await Repositories.MakeAsync();
        await repositories.GitAsync("fleet-apps", "push", "-q", "origin", "HEAD:refs/tags/staging-v1.0.0");

        await RefusedAsync(
            repositories,
            "staging",
            "1.1.0",
            "staging-v1.0.0 is a tag of one repository only; a promotion was interrupted: delete it, or push it to the other repository as well");
    }

    [FactWith("git")]
    public async Task A_tag_that_one_repository_refuses_is_taken_back_from_the_other()
    {
        using var repositories = await Repositories.MakeAsync();
        // What is there under the branch's name already cannot be moved without force.
        await repositories.GitAsync("fleet-infrastructure", "commit", "-q", "--allow-empty", "-m", "beside");
        await repositories.GitAsync("fleet-infrastructure", "push", "-q", "origin", "HEAD:refs/heads/promote/staging-v1.0.0");

        var promotion = await repositories.PromoteAsync("staging", "1.0.0");

        Assert.Equal(1, promotion.ExitCode);
        Assert.Contains("promote: fleet-infrastructure refused staging-v1.0.0; it was taken back from fleet-apps\n", promotion.Error, StringComparison.Ordinal);
        Assert.Equal("", await repositories.AtOriginAsync("fleet-infrastructure", "refs/tags/staging-v1.0.0^{}"));
        Assert.Equal("", await repositories.AtOriginAsync("fleet-apps", "refs/tags/staging-v1.0.0^{}"));
    }

    private static async Task RefusedAsync(Repositories repositories, string environment, string version, string why)
    {
        var before = await repositories.OriginsAsync();

        Assert.Equal((1, "", $"promote: {why}\n"), await repositories.PromoteAsync(environment, version));
        Assert.Equal(before, await repositories.OriginsAsync());
    }
}
