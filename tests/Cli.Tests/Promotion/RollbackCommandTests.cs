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
    public async Task A_release_that_is_no_version_is_wrong_use() =>
        Assert.Equal(ExitCode.Usage, (await _fleet.RunAsync("rollback", "staging", "--to", "last")).ExitCode);

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
