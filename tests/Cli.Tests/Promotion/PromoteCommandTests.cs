using System.Text.Json;
using static Slipway.Cli.Tests.Promotion.FleetFixture;

namespace Slipway.Cli.Tests.Promotion;

public sealed class PromoteCommandTests : IDisposable
{
    private const string Tag = "refs/tags/staging-v1.1.0";
    private const string Branch = "refs/heads/promote/staging-v1.1.0";

    private readonly FleetFixture _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Fact]
    public async Task Without_yes_everything_is_shown_and_nothing_changed()
    {
        var before = (References(_fleet.Infrastructure), References(_fleet.Apps));

        var (exitCode, output, error) = await PromoteAsync("--status", _fleet.Status);

        Assert.Equal(ExitCode.Done, exitCode);
        Assert.Contains($"tag {Path.GetFileName(Path.GetDirectoryName(_fleet.Apps))}/apps: staging-v1.1.0 at {Resolve(_fleet.Apps, "main")}\n", output, StringComparison.Ordinal);
        Assert.Contains("+    name: refs/tags/staging-v1.1.0\n", output, StringComparison.Ordinal);
        Assert.Contains("add --yes", error, StringComparison.Ordinal);
        Assert.Equal(before, (References(_fleet.Infrastructure), References(_fleet.Apps)));
    }

    [Fact]
    public async Task With_yes_both_repositories_are_tagged_with_the_record_and_the_branch_changes_two_lines()
    {
        var (main, apps) = (Resolve(_fleet.Infrastructure, "main"), Resolve(_fleet.Apps, "main"));

        Assert.Equal(ExitCode.Done, (await PromoteAsync("--status", _fleet.Status, "--yes")).ExitCode);

        Assert.Equal((main, apps), (Resolve(_fleet.Infrastructure, Tag), Resolve(_fleet.Apps, Tag)));
        Assert.Equal(main, Resolve(_fleet.Infrastructure, "main"));
        Assert.Contains(
            $"tagger Ada <ada@example.com>", Git(_fleet.Apps, "cat-file", "tag", "staging-v1.1.0"), StringComparison.Ordinal);
        Assert.Contains(
            $"Release: staging-v1.1.0\nFrom: dev\nBy: Ada <ada@example.com>\nInfrastructure: {main}\nApps: {apps}\n",
            Git(_fleet.Apps, "cat-file", "tag", "staging-v1.1.0"), StringComparison.Ordinal);
        Assert.Equal("2\t2\tclusters/staging/release.yaml\n", Git(_fleet.Infrastructure, "diff", "--numstat", $"main...{Branch}"));
        Assert.Equal(main, Resolve(_fleet.Infrastructure, $"{Branch}~1"));
    }

    [Fact]
    public async Task Fresh_clones_of_one_commit_stand_for_the_repositories_that_they_come_from()
    {
        foreach (var (repository, name) in ((string, string)[])[(_fleet.Infrastructure, "i"), (_fleet.Apps, "a")])
            Git(_fleet.Project, "clone", "--quiet", "--depth", "1", "--no-tags", $"file://{repository}", _fleet.Scratch(name));

        var (exitCode, output, _) = await _fleet.RunAsync(
            "promote", "staging", "1.1.0", "--infrastructure", _fleet.Scratch("i"), "--apps", _fleet.Scratch("a"), "--status", _fleet.Status, "--yes", "--json");

        Assert.Equal(ExitCode.Done, exitCode);
        Assert.Equal("done", JsonDocument.Parse(output).RootElement.GetProperty("status").GetString());
        Assert.Equal(Resolve(_fleet.Apps, "main"), Resolve(_fleet.Apps, Tag));
    }

    [Fact]
    public async Task Killed_after_the_first_tag_the_next_run_completes_it_though_dev_has_moved_on()
    {
        var apps = Resolve(_fleet.Apps, "main");
        await DieAsync("tagged");
        Assert.Empty(Resolve(_fleet.Apps, Tag));
        Push(_fleet.Apps, ("app.yaml", "replicas: 3\n"));
        _fleet.DevRunsMain();

        Assert.Equal(ExitCode.Done, (await PromoteAsync("--status", _fleet.Status, "--yes")).ExitCode);

        Assert.Equal(apps, Resolve(_fleet.Apps, Tag));
        Assert.NotEmpty(Resolve(_fleet.Infrastructure, Branch));
    }

    [Fact]
    public async Task Killed_after_both_tags_the_next_run_needs_no_status_to_propose()
    {
        await DieAsync($"tagged {Path.GetFileName(Path.GetDirectoryName(_fleet.Apps))}/apps");
        Assert.Empty(Resolve(_fleet.Infrastructure, Branch));

        Assert.Equal(ExitCode.Done, (await PromoteAsync("--yes")).ExitCode);

        Assert.NotEmpty(Resolve(_fleet.Infrastructure, Branch));
    }

    [Fact]
    public async Task Killed_after_the_branch_the_next_run_has_nothing_left_to_do()
    {
        await DieAsync("pushed");
        var before = References(_fleet.Infrastructure);

        var (exitCode, _, error) = await PromoteAsync("--yes");

        Assert.Equal(ExitCode.Done, exitCode);
        Assert.Contains("refs/tags/staging-v1.1.0 is proposed already", error, StringComparison.Ordinal);
        Assert.Equal(before, References(_fleet.Infrastructure));
    }

    [Fact]
    public async Task Killed_after_the_first_tag_the_next_run_takes_it_back_when_the_promotion_is_no_longer_allowed()
    {
        await DieAsync("tagged");
        Git(_fleet.Apps, "update-ref", "refs/heads/main", "refs/heads/main~1");

        var (exitCode, _, error) = await PromoteAsync("--yes");

        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains("not-on-main", error, StringComparison.Ordinal);
        Assert.Empty(Resolve(_fleet.Infrastructure, Tag));
    }

    [Fact]
    public async Task When_the_second_repository_refuses_its_tag_the_first_is_taken_back()
    {
        var before = References(_fleet.Infrastructure);
        Refuse(_fleet.Apps, "refs/tags/*");

        var (exitCode, _, error) = await PromoteAsync("--status", _fleet.Status, "--yes");

        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains("refused by rule", error, StringComparison.Ordinal);
        Assert.Contains("no repository is tagged", error, StringComparison.Ordinal);
        Assert.Equal(before, References(_fleet.Infrastructure));
    }

    [Fact]
    public async Task When_the_first_tag_cannot_be_taken_back_either_the_next_run_completes_it()
    {
        Refuse(_fleet.Apps, "refs/tags/*");
        Refuse(_fleet.Infrastructure, "'refs/tags/staging-v1.1.0 0000'*");
        var failed = await PromoteAsync("--status", _fleet.Status, "--yes");
        Assert.Contains("Run this again", failed.Error, StringComparison.Ordinal);
        RefuseNothing(_fleet.Apps);

        Assert.Equal(ExitCode.Done, (await PromoteAsync("--yes")).ExitCode);

        Assert.NotEmpty(Resolve(_fleet.Apps, Tag));
    }

    [Fact]
    public async Task A_branch_that_is_refused_leaves_both_tags_and_the_next_run_goes_on()
    {
        Refuse(_fleet.Infrastructure, "refs/heads/*");
        Assert.Equal(ExitCode.Failed, (await PromoteAsync("--status", _fleet.Status, "--yes")).ExitCode);
        RefuseNothing(_fleet.Infrastructure);

        Assert.Equal(ExitCode.Done, (await PromoteAsync("--yes")).ExitCode);

        Assert.NotEmpty(Resolve(_fleet.Infrastructure, Branch));
    }

    [Fact]
    public async Task A_clones_origin_is_meant_and_the_clone_itself_stays_as_it_is()
    {
        var (infrastructure, apps) = (Clone(_fleet.Infrastructure), Clone(_fleet.Apps));
        File.WriteAllText(Path.Combine(infrastructure, "core.yaml"), "half: done\n");
        File.WriteAllText(Path.Combine(infrastructure, "new.yaml"), "");
        Git(infrastructure, "add", "new.yaml");
        var before = Looks(infrastructure);

        var (exitCode, _, error) = await _fleet.RunAsync(
            "promote", "staging", "1.1.0", "--status", _fleet.Status, "--yes", "--infrastructure", infrastructure, "--apps", apps);

        Assert.True(exitCode == ExitCode.Done, error);
        Assert.NotEmpty(Resolve(_fleet.Infrastructure, Tag));
        Assert.Equal(before, Looks(infrastructure));

        static (string, string, string) Looks(string clone) =>
            (Git(clone, "status", "--porcelain"), References(clone), Convert.ToHexString(File.ReadAllBytes(Path.Combine(clone, ".git", "index"))));
    }

    [Fact]
    public async Task Nothing_that_a_clone_configures_is_run()
    {
        var (infrastructure, apps) = (Clone(_fleet.Infrastructure), Clone(_fleet.Apps));
        foreach (var hook in (string[])["pre-push", "reference-transaction", "post-index-change"])
            Hook(Path.Combine(infrastructure, ".git"), hook, $"touch '{_fleet.Scratch("ran")}'; exit 1");
        var evil = Path.Combine(infrastructure, ".git", "hooks", "pre-push");
        foreach (var key in (string[])["core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass", "credential.helper", "diff.external", "gpg.program", "remote.origin.uploadpack", "remote.origin.receivepack"])
            Git(infrastructure, "config", key, evil);
        foreach (var alias in (string[])["rev-parse", "config", "fetch", "push"])
            Git(infrastructure, "config", "alias." + alias, "!" + evil);

        var (exitCode, _, error) = await _fleet.RunAsync(
            "promote", "staging", "1.1.0", "--status", _fleet.Status, "--yes", "--infrastructure", infrastructure, "--apps", apps);

        Assert.True(exitCode == ExitCode.Done, error);
        Assert.False(File.Exists(_fleet.Scratch("ran")));
    }

    [Fact]
    public async Task The_result_as_json_has_every_step()
    {
        var (exitCode, output, _) = await PromoteAsync("--status", _fleet.Status, "--yes", "--json");

        Assert.Equal(ExitCode.Done, exitCode);
        var result = JsonDocument.Parse(output).RootElement;
        Assert.Equal("done", result.GetProperty("status").GetString());
        Assert.Equal("refs/tags/staging-v1.0.0", result.GetProperty("current").GetString());
        Assert.Equal(Resolve(_fleet.Apps, "main"), result.GetProperty("commits").GetProperty("apps").GetString());
        Assert.Equal(["tag", "tag", "propose"], result.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("kind").GetString()));
        Assert.All(result.GetProperty("steps").EnumerateArray(), s => Assert.True(s.GetProperty("done").GetBoolean()));
    }

    [Fact]
    public async Task A_refusal_as_json_has_rule_reason_and_remedy()
    {
        var (exitCode, output, _) = await PromoteAsync("--json");

        Assert.Equal(ExitCode.Failed, exitCode);
        var result = JsonDocument.Parse(output).RootElement;
        Assert.Equal("refused", result.GetProperty("status").GetString());
        var refusal = Assert.Single(result.GetProperty("refusals").EnumerateArray());
        Assert.Equal("previous-unknown", refusal.GetProperty("rule").GetString());
        Assert.NotEmpty(refusal.GetProperty("remedy").GetString()!);
    }

    [Theory]
    [InlineData("1.1", "'1.1' is no version")]
    [InlineData("1.1.0", "--merge is for the lab's GitHub", "--merge")]
    [InlineData("1.1.0", "cannot be read", "--status", "nowhere.json")]
    [InlineData("1.1.0", "holds no credentials", "--status", "http://example.com/status.json")]
    public async Task Wrong_use_ends_with_2(string version, string reason, params string[] options)
    {
        var (exitCode, _, error) = await _fleet.RunAsync(["promote", "staging", version, .. options]);

        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Out, string Error)> PromoteAsync(params string[] options) => _fleet.RunAsync(["promote", "staging", "1.1.0", .. options]);

    private Task DieAsync(string step) => _fleet.DieAfterAsync(step, "promote", "staging", "1.1.0", "--status", _fleet.Status, "--yes");

    private string Clone(string repository)
    {
        var clone = _fleet.Scratch("clone-" + Path.GetFileName(repository));
        Git(_fleet.Project, "clone", "--quiet", repository, clone);
        return clone;
    }
}
