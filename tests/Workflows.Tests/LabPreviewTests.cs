namespace Slipway.Workflows.Tests;

public sealed class LabPreviewTests : IDisposable
{
    private readonly Shell _shell = new();

    public LabPreviewTests()
    {
        foreach (var file in Directory.EnumerateFiles(RepositoryFiles.Root, "Pulumi*.yaml"))
            _shell.Write(Path.GetFileName(file), File.ReadAllText(file));
        File.Copy(_shell.Slipway(), Path.Combine(_shell.Work, "slipway"));
    }

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task A_fork_sees_what_its_change_does_without_any_credential()
    {
        await _shell.CommitAsync();
        Edit("cost-centre: \"4711\"", "cost-centre: \"4712\"");
        await _shell.CommitAsync();

        var result = await _shell.ScriptAsync("lab-preview.sh", "HEAD^1", "dev", "out.md");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Matches("^### dev: [0-9]+ to update\n", _shell.Read("out.md"));
        Assert.Contains("4711 → 4712\n", _shell.Read("out.md"), StringComparison.Ordinal);
        Assert.EndsWith("This was previewed in the lab: the same program, on clouds that are simulated.\n", _shell.Read("out.md"), StringComparison.Ordinal);
        Assert.Empty(_shell.CallsOf("pulumi") + _shell.CallsOf("aws"));
        Assert.Equal("", await _shell.GitAsync("status", "--porcelain", "--untracked-files=no"));
        Assert.Single((await _shell.GitAsync("worktree", "list")).Split('\n'));
    }

    [Fact]
    public async Task An_environment_that_adopts_the_repositories_finds_them()
    {
        await _shell.CommitAsync();

        var result = await _shell.ScriptAsync("lab-preview.sh", "HEAD", "staging", "out.md");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.StartsWith("### staging: nothing changes\n", _shell.Read("out.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_that_is_wrong_says_why()
    {
        await _shell.CommitAsync();
        Edit("cidr: 10.10.0.0/16", "cidr: 10.10.0.0/28");
        await _shell.CommitAsync();

        var result = await _shell.ScriptAsync("lab-preview.sh", "HEAD^1", "dev", "out.md");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("### dev: the preview failed\n", _shell.Read("out.md"), StringComparison.Ordinal);
        Assert.Contains("10.10.0.0/28", _shell.Read("out.md"), StringComparison.Ordinal);
    }

    private void Edit(string part, string instead)
    {
        Assert.Contains(part, _shell.Read("Pulumi.dev.yaml"), StringComparison.Ordinal);
        _shell.Write("Pulumi.dev.yaml", _shell.Read("Pulumi.dev.yaml").Replace(part, instead, StringComparison.Ordinal));
    }
}
