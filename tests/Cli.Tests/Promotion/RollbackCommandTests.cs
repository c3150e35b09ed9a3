using static Slipway.Cli.Tests.Promotion.FleetFixture;

namespace Slipway.Cli.Tests.Promotion;

public sealed class RollbackCommandTests : IDisposable
{
    private const string Release = "refs/heads/main:clusters/staging/release.yaml";

    private readonly FleetFixture _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Fact]
    public async Task The_release_file_comes_back_byte_for_byte()
    {
        var before = Git(_fleet.Infrastructure, "rev-parse", Release);
        await PromoteAsync("1.1.0");
        await PromoteAsync("1.2.0");

        Assert.Equal(ExitCode.Done, (await _fleet.RunAsync("rollback", "staging", "--to", "1.0.0", "--yes")).ExitCode);
        Merge("rollback/staging-v1.0.0");

        Assert.Equal(before, Git(_fleet.Infrastructure, "rev-parse", Release));
        Assert.NotEmpty(Resolve(_fleet.Infrastructure, "refs/tags/staging-v1.2.0"));
    }

    [Fact]
    public async Task Rolling_back_twice_goes_back_two_releases()
    {
        await PromoteAsync("1.1.0");
        await PromoteAsync("1.2.0");

        foreach (var version in (string[])["1.1.0", "1.0.0"])
        {
            Assert.Equal(ExitCode.Done, (await _fleet.RunAsync("rollback", "staging", "--yes")).ExitCode);
            Merge($"rollback/staging-v{version}");
            Assert.Contains($"refs/tags/staging-v{version}\n", Git(_fleet.Infrastructure, "show", Release), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_version_that_was_taken_back_is_not_released_again()
    {
        await PromoteAsync("1.1.0");
        await _fleet.RunAsync("rollback", "staging", "--yes");
        Merge("rollback/staging-v1.0.0");

        var (exitCode, _, error) = await _fleet.RunAsync("promote", "staging", "1.1.0", "--status", _fleet.Status, "--yes");

        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains("released-before", error, StringComparison.Ordinal);
        Assert.NotEmpty(Resolve(_fleet.Apps, "refs/tags/staging-v1.1.0"));
    }

    [Fact]
    public async Task A_branch_that_an_earlier_rollback_left_is_made_anew()
    {
        await PromoteAsync("1.1.0");
        await _fleet.RunAsync("rollback", "staging", "--yes");
        var left = Resolve(_fleet.Infrastructure, "refs/heads/rollback/staging-v1.0.0");
        Merge("rollback/staging-v1.0.0");
        await PromoteAsync("1.2.0");

        var (exitCode, _, error) = await _fleet.RunAsync("rollback", "staging", "--to", "1.0.0", "--yes");

        Assert.True(exitCode == ExitCode.Done, error);
        Assert.NotEqual(left, Resolve(_fleet.Infrastructure, "refs/heads/rollback/staging-v1.0.0"));
        Assert.Equal(Resolve(_fleet.Infrastructure, "main"), Resolve(_fleet.Infrastructure, "refs/heads/rollback/staging-v1.0.0~1"));
    }

    [Fact]
    public async Task What_follows_main_goes_back_by_a_commit_with_the_files_of_before_and_all_else_stays()
    {
        var (before, bad) = (Files(), Push(_fleet.Apps, ("app.yaml", "replicas: many\n")));
        var others = (References(_fleet.Infrastructure), Git(_fleet.Apps, "for-each-ref", "refs/tags"));

        var (exitCode, output, error) = await _fleet.RunAsync("rollback", "dev");
        Assert.True(exitCode == ExitCode.Done, error);
        Assert.Contains("-replicas: many\n", output, StringComparison.Ordinal);
        Assert.Empty(Git(_fleet.Apps, "branch", "--list", "rollback/*"));

        Assert.Equal(ExitCode.Done, (await _fleet.RunAsync("rollback", "dev", "--yes")).ExitCode);
        Assert.Contains("That is proposed already", (await _fleet.RunAsync("rollback", "dev", "--yes")).Error, StringComparison.Ordinal);
        var branch = Git(_fleet.Apps, "branch", "--list", "--format=%(refname)", "rollback/*").Trim();
        Assert.Equal(bad, Resolve(_fleet.Apps, $"{branch}~1"));
        Git(_fleet.Apps, "update-ref", "refs/heads/main", branch);

        Assert.Equal(before, Files());
        Assert.Equal(others, (References(_fleet.Infrastructure), Git(_fleet.Apps, "for-each-ref", "refs/tags")));
    }

    [Fact]
    public async Task Going_back_twice_goes_back_two_commits_and_a_commit_may_be_named()
    {
        var older = (Resolve(_fleet.Apps, "main"), Files());
        Push(_fleet.Apps, ("app.yaml", "replicas: 3\n"));
        var (newer, files) = (Resolve(_fleet.Apps, "main"), Files());
        Push(_fleet.Apps, ("app.yaml", "replicas: many\n"));

        Assert.Equal(files, await AfterRollbackAsync(newer));
        Assert.Equal(older.Item2, await AfterRollbackAsync(older.Item1));
        Assert.Equal(files, await AfterRollbackAsync(newer, "--to", newer[..9]));
    }

    [Theory]
    [InlineData(ExitCode.Usage, "'1.0.0' is no commit; dev follows main", "--to", "1.0.0")]
    [InlineData(ExitCode.Failed, "not-on-main: 0123456 is no commit of main", "--to", "0123456")]
    public async Task A_commit_to_go_back_to_is_one_of_main(int exitCode, string problem, params string[] arguments)
    {
        var result = await _fleet.RunAsync(["rollback", "dev", "--yes", .. arguments]);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(problem, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_branch_with_other_work_is_left_alone_and_an_older_proposal_is_made_anew()
    {
        var target = Resolve(_fleet.Apps, "main");
        Push(_fleet.Apps, ("app.yaml", "replicas: many\n"));
        var branch = $"refs/heads/rollback/dev-{target[..12]}";
        Git(_fleet.Apps, "update-ref", branch, "main");
        Assert.Contains("branch-taken", (await _fleet.RunAsync("rollback", "dev", "--yes")).Error, StringComparison.Ordinal);

        Git(_fleet.Apps, "update-ref", "-d", branch);
        await _fleet.RunAsync("rollback", "dev", "--yes");
        var main = Push(_fleet.Apps, ("other.yaml", "a: 1\n"));
        Assert.Equal(ExitCode.Done, (await _fleet.RunAsync("rollback", "dev", "--to", target, "--yes")).ExitCode);

        Assert.Equal(main, Resolve(_fleet.Apps, $"{branch}~1"));
    }

    [Fact]
    public async Task A_release_that_is_no_version_is_wrong_use() =>
        Assert.Equal(ExitCode.Usage, (await _fleet.RunAsync("rollback", "staging", "--to", "last")).ExitCode);

    private string Files() => Git(_fleet.Apps, "rev-parse", "main^{tree}");

    private async Task<string> AfterRollbackAsync(string target, params string[] arguments)
    {
        var (exitCode, _, error) = await _fleet.RunAsync(["rollback", "dev", "--yes", .. arguments]);
        Assert.True(exitCode == ExitCode.Done, error);
        Git(_fleet.Apps, "update-ref", "refs/heads/main", $"refs/heads/rollback/dev-{target[..12]}");
        return Files();
    }

    private async Task PromoteAsync(string version)
    {
        Push(_fleet.Apps, ("app.yaml", $"version: {version}\n"));
        _fleet.DevRunsMain();
        var (exitCode, _, error) = await _fleet.RunAsync("promote", "staging", version, "--status", _fleet.Status, "--yes");
        Assert.True(exitCode == ExitCode.Done, error);
        Merge($"promote/staging-v{version}");
    }

    private void Merge(string branch) => Git(_fleet.Infrastructure, "update-ref", "refs/heads/main", $"refs/heads/{branch}");
}
