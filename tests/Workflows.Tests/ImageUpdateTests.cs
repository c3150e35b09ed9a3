namespace Slipway.Workflows.Tests;

public sealed class ImageUpdateTests : IDisposable
{
    private const string Pulls = "repos/acme/slipway/pulls";
    private const string Compared = "repos/acme/slipway/compare/main...flux/image-updates";
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task A_branch_becomes_a_pull_request_that_lists_its_commits()
    {
        _shell.Answers(Compared, """{"ahead_by": 2, "commits": [{"commit": {"message": "podinfo 6.9.1\n\nmore"}}, {"commit": {"message": "x `$(touch made)` <b> @acme/all"}}]}""");
        _shell.Answers($"{Pulls}?state=open&base=main&head=acme:flux/image-updates", "[]");

        Assert.Equal(0, (await RunAsync()).ExitCode);

        var opened = Assert.Single(_shell.Writes);
        Assert.Equal(("POST", Pulls, "flux/image-updates", "main"), (opened.Method, opened.Path, opened.Field("head"), opened.Field("base")));
        Assert.Contains("- `podinfo 6.9.1`\n- `x  $(touch made)   b   acme/all`\n", opened.Field("body"), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_shell.Work, "made")));
    }

    [Fact]
    public async Task One_that_is_open_is_brought_up_to_date()
    {
        _shell.Answers(Compared, """{"ahead_by": 1, "commits": [{"commit": {"message": "podinfo 6.9.2"}}]}""");
        _shell.Answers($"{Pulls}?state=open&base=main&head=acme:flux/image-updates", """[{"number": 12}]""");

        await RunAsync();

        var edited = Assert.Single(_shell.Writes);
        Assert.Equal(("PATCH", $"{Pulls}/12", null), (edited.Method, edited.Path, edited.Field("head")));
        Assert.Contains("podinfo 6.9.2", edited.Field("body"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_branch_without_anything_new_opens_nothing()
    {
        _shell.Answers(Compared, """{"ahead_by": 0, "commits": []}""");

        Assert.Equal(new(0, "flux/image-updates has nothing that main has not\n", ""), await RunAsync());
        Assert.Empty(_shell.Writes);
    }

    // The automation's own file says where it pushes.
    [Fact]
    public void The_workflow_waits_for_the_branch_that_the_automation_pushes() => Assert.All(
        ((string[])["image-automation/dev/automation.yaml", ".github/workflows/image-updates.yml"]).Select(f => File.ReadAllText(RepositoryFiles.At("fleet/fleet-apps", f))),
        text => Assert.Contains("flux/image-updates", text, StringComparison.Ordinal));

    private Task<Shell.Result> RunAsync() =>
        _shell.RunAsync("bash", [RepositoryFiles.At("fleet/fleet-apps/.github/scripts/image-updates.sh"), "flux/image-updates"]);
}
