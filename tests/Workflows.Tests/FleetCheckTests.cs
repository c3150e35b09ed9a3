namespace Slipway.Workflows.Tests;

public sealed class FleetCheckTests : IDisposable
{
    private readonly Shell _shell = new();

    public FleetCheckTests()
    {
        _shell.Variables["SLIPWAY"] = _shell.Slipway();
        _shell.Copy("fleet/fleet-apps", ".");
    }

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task What_a_change_does_to_clusters_is_told_per_object()
    {
        await _shell.CommitAsync();
        Edit("replicas: 1", "replicas: 2");
        await _shell.CommitAsync();

        var result = await _shell.ScriptAsync("fleet-check.sh", "HEAD^1", "changes.md");

        Assert.True(result.ExitCode == 0, result.Out + result.Error);
        Assert.StartsWith("### What this changes\n", _shell.Read("changes.md"), StringComparison.Ordinal);
        Assert.Contains("+  replicas: 2", _shell.Read("changes.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finding_is_an_annotation_at_its_line_and_fails_the_check()
    {
        await _shell.CommitAsync();
        Edit("replicas: 1", "replicaz: 1");
        await _shell.CommitAsync();

        var result = await _shell.ScriptAsync("fleet-check.sh", "HEAD^1", "changes.md");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("::error file=apps/base/welcome/deployment.yaml,line=", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_main_there_is_nothing_to_compare_with()
    {
        await _shell.CommitAsync();

        Assert.Equal(0, (await _shell.ScriptAsync("fleet-check.sh", "", "changes.md")).ExitCode);
        Assert.Equal("", _shell.Read("changes.md"));
    }

    [Fact]
    public async Task What_cannot_be_compared_is_said_and_fails_the_check()
    {
        await _shell.CommitAsync();

        Assert.NotEqual(0, (await _shell.ScriptAsync("fleet-check.sh", "no-such-commit", "changes.md")).ExitCode);
        Assert.Contains("It cannot be told", _shell.Read("changes.md"), StringComparison.Ordinal);
    }

    private void Edit(string part, string instead)
    {
        const string File = "apps/base/welcome/deployment.yaml";
        Assert.Contains(part, _shell.Read(File), StringComparison.Ordinal);
        _shell.Write(File, _shell.Read(File).Replace(part, instead, StringComparison.Ordinal));
    }
}
