using Slipway.Components.Promotion;

namespace Slipway.Workflows.Tests;

public sealed class FleetPromotionTests
{
    [Fact]
    public async Task Staging_gets_what_dev_runs_in_both_repositories()
    {
        using var fleet = await FleetRepositories.MakeAsync();
        var infrastructure = await fleet.ChangeAsync("fleet-infrastructure");
        var apps = await fleet.ChangeAsync("fleet-apps");

        var promotion = await fleet.PromoteAsync("staging", "1.0.0", "dev");

        Assert.True(promotion.ExitCode == 0, promotion.Error);
        Assert.Equal(infrastructure, await fleet.AtOriginAsync("fleet-infrastructure", "refs/tags/staging-v1.0.0^{}"));
        Assert.Equal(apps, await fleet.AtOriginAsync("fleet-apps", "refs/tags/staging-v1.0.0^{}"));
    }

    [Fact]
    public async Task The_branch_changes_the_two_references_and_nothing_else()
    {
        using var fleet = await FleetRepositories.MakeAsync();

        await fleet.PromoteAsync("staging", "1.0.0", "dev");

        const string Origin = "acme/fleet-infrastructure.git";
        var before = await fleet.GitAsync(Origin, "show", "main:clusters/staging/release.yaml");
        var after = await fleet.GitAsync(Origin, "show", "promote/staging-v1.0.0:clusters/staging/release.yaml");
        Assert.Equal("refs/tags/staging-v1.0.0", ReleaseFile.Parse("staging", after).Reference);
        Assert.Equal(before.Replace("staging-v0.1.0", "staging-v1.0.0", StringComparison.Ordinal), after);
        Assert.Equal("clusters/staging/release.yaml", await fleet.GitAsync(Origin, "diff", "--name-only", "main", "promote/staging-v1.0.0"));
    }

    [Fact]
    public async Task Prod_gets_the_commits_that_staging_runs_whatever_main_has_by_then()
    {
        using var fleet = await FleetRepositories.MakeAsync();
        await fleet.ReleaseAsync("staging", "1.0.0", "dev");
        await fleet.ChangeAsync("fleet-apps");

        await fleet.ReleaseAsync("prod", "1.0.0", "staging");

        Assert.Equal(await fleet.AtOriginAsync("fleet-apps", "refs/tags/staging-v1.0.0^{}"), await fleet.AtOriginAsync("fleet-apps", "refs/tags/prod-v1.0.0^{}"));
        Assert.Equal(
            await fleet.AtOriginAsync("fleet-infrastructure", "refs/tags/staging-v1.0.0^{}"),
            await fleet.AtOriginAsync("fleet-infrastructure", "refs/tags/prod-v1.0.0^{}"));
    }

    [Fact]
    public async Task The_App_is_who_releases()
    {
        using var fleet = await FleetRepositories.MakeAsync();

        await fleet.PromoteAsync("staging", "1.0.0", "dev");

        Assert.Equal(
            "acme-releases[bot] <acme-releases[bot]@users.noreply.github.com>",
            await fleet.GitAsync("acme/fleet-apps.git", "for-each-ref", "--format=%(taggername) %(taggeremail)", "refs/tags/staging-v1.0.0"));
    }

    [Fact]
    public async Task The_cluster_of_the_environment_before_is_asked()
    {
        using var fleet = await FleetRepositories.MakeAsync();

        await fleet.PromoteAsync("staging", "1.0.0", "dev");

        Assert.StartsWith("eks update-kubeconfig --name slipway-dev --kubeconfig ", fleet.Shell.CallsOf("aws"), StringComparison.Ordinal);
        Assert.Contains("get kustomizations.kustomize.toolkit.fluxcd.io --namespace flux-system --output json", fleet.Shell.CallsOf("kubectl"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v1.0")]
    [InlineData("1.01.0")]
    [InlineData("--merge")]
    [InlineData("1.0.0; touch made")]
    [InlineData("$(touch made)")]
    public async Task What_is_no_version_is_refused(string version)
    {
        using var fleet = await FleetRepositories.MakeAsync();

        await RefusedAsync(fleet, "staging", version, "dev", " is no version; write three");

        Assert.False(File.Exists(Path.Combine(fleet.Shell.Work, "made")));
    }

    [Fact]
    public async Task A_version_must_be_higher_than_the_last_as_numbers()
    {
        using var fleet = await FleetRepositories.MakeAsync();
        await fleet.ReleaseAsync("staging", "1.10.0", "dev");
        await fleet.ChangeAsync("fleet-apps");

        await RefusedAsync(fleet, "staging", "1.9.0", "dev", "version-not-higher");
    }

    [Fact]
    public async Task What_is_not_ready_before_does_not_go_further()
    {
        using var fleet = await FleetRepositories.MakeAsync();
        var main = await fleet.AtOriginAsync("fleet-infrastructure", "refs/heads/main");
        fleet.Shell.Prints("kubectl", FleetRepositories.ClusterRuns("refs/heads/main", main, await fleet.AtOriginAsync("fleet-apps", "refs/heads/main"), "False"));
        var before = await fleet.OriginsAsync();

        var promotion = await fleet.RunAsync("staging", "1.0.0", "dev");

        Assert.Equal(1, promotion.ExitCode);
        Assert.Contains("not-run", promotion.Error, StringComparison.Ordinal);
        Assert.Equal(before, await fleet.OriginsAsync());
    }

    [Fact]
    public async Task A_version_that_staging_never_ran_does_not_reach_prod()
    {
        using var fleet = await FleetRepositories.MakeAsync();
        // Tagged, but its pull request was never merged.
        await fleet.PromoteAsync("staging", "1.0.0", "dev");

        await RefusedAsync(fleet, "prod", "1.0.0", "staging", "previous-behind");
    }

    [Fact]
    public async Task A_commit_beside_main_is_refused()
    {
        using var fleet = await FleetRepositories.MakeAsync();
        await fleet.GitAsync("fleet-apps", "commit", "-q", "--allow-empty", "-m", "beside");
        await fleet.GitAsync("fleet-apps", "push", "-q", "origin", "HEAD:refs/heads/beside");
        var beside = await fleet.GitAsync("fleet-apps", "rev-parse", "HEAD");
        fleet.Shell.Prints("kubectl", FleetRepositories.ClusterRuns("refs/heads/main", await fleet.AtOriginAsync("fleet-infrastructure", "refs/heads/main"), beside));
        var before = await fleet.OriginsAsync();

        var promotion = await fleet.RunAsync("staging", "1.0.0", "dev");

        Assert.Equal(1, promotion.ExitCode);
        Assert.Contains("not-on-main", promotion.Error, StringComparison.Ordinal);
        Assert.Equal(before, await fleet.OriginsAsync());
    }

    [Fact]
    public async Task A_tag_of_one_repository_alone_stops_everything()
    {
        using var fleet = await FleetRepositories.MakeAsync();
        await fleet.GitAsync("fleet-apps", "push", "-q", "origin", "HEAD:refs/tags/staging-v1.0.0");

        await RefusedAsync(fleet, "staging", "1.1.0", "dev", "tag-in-one");
    }

    [Fact]
    public async Task A_cluster_that_cannot_be_asked_stops_everything()
    {
        using var fleet = await FleetRepositories.MakeAsync();
        fleet.Shell.Prints("aws", "", 254, "An error occurred (AccessDeniedException) when calling the DescribeCluster operation");
        var before = await fleet.OriginsAsync();

        var promotion = await fleet.RunAsync("staging", "1.0.0", "dev");

        Assert.Equal(254, promotion.ExitCode);
        Assert.Equal(before, await fleet.OriginsAsync());
    }

    [Fact]
    public async Task The_token_is_told_to_git_for_GitHub_alone_and_stands_nowhere()
    {
        using var fleet = await FleetRepositories.MakeAsync();
        fleet.Shell.Variables["SLIPWAY"] = fleet.Shell.Program("asking", """
            for host in github.com example.com; do printf 'protocol=https\nhost=%s\n\n' "$host" | GIT_TERMINAL_PROMPT=0 GIT_ASKPASS=true git credential fill || true; done
            echo ----; cat "$GIT_CONFIG_GLOBAL"
            """);
        fleet.Shell.Prints("kubectl", """{"items": []}""");

        var said = (await fleet.RunAsync("staging", "1.0.0", "dev")).Out.Split("----\n");

        Assert.Contains("host=github.com\nusername=x-access-token\npassword=ghs_0123456789abcdefghij\n", said[0], StringComparison.Ordinal);
        Assert.Single(said[0].Split('\n'), l => l.Contains("ghs_", StringComparison.Ordinal));
        Assert.DoesNotContain("ghs_", said[1], StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(FleetRepositories fleet, string environment, string version, string previous, string why)
    {
        var before = await fleet.OriginsAsync();

        var promotion = await fleet.PromoteAsync(environment, version, previous);

        Assert.NotEqual(0, promotion.ExitCode);
        Assert.Contains(why, promotion.Error, StringComparison.Ordinal);
        Assert.Equal(before, await fleet.OriginsAsync());
    }
}
