namespace Slipway.Workflows.Tests;

public sealed class AffectedTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("Pulumi.staging.yaml", """["staging"]""")]
    [InlineData("stacks/Program.cs", """["dev","prod","staging"]""")]
    [InlineData("infra/Networking/Network.cs", """["dev","prod","staging"]""")]
    [InlineData("components/Flux/Instance.cs", """["dev","prod","staging"]""")]
    [InlineData("Pulumi.yaml", """["dev","prod","staging"]""")]
    [InlineData("Directory.Packages.props", """["dev","prod","staging"]""")]
    [InlineData("global.json", """["dev","prod","staging"]""")]
    [InlineData("something/new.txt", """["dev","prod","staging"]""")]
    [InlineData("docs/architecture.md", "[]")]
    [InlineData("docs/with \"quotes\" and $(touch x) `y` *.md", "[]")]
    [InlineData("README.md", "[]")]
    [InlineData("tests/Infra.Tests/Test.cs", "[]")]
    [InlineData("lab/Engine/Engine.cs", "[]")]
    [InlineData("fleet/fleet-apps/README.md", "[]")]
    [InlineData(".github/workflows/ci.yml", "[]")]
    public async Task A_change_affects_the_environments_that_are_made_of_it(string file, string environments)
    {
        var before = await ProjectAsync();
        _shell.Write(file, "changed");
        await _shell.CommitAsync();

        Assert.Equal(new(0, environments + "\n", ""), await _shell.ScriptAsync("affected.sh", before));
    }

    [Fact]
    public async Task Two_environments_that_change_are_both_affected()
    {
        var before = await ProjectAsync();
        _shell.Write("Pulumi.dev.yaml", "changed");
        _shell.Write("Pulumi.prod.yaml", "changed");
        _shell.Write("docs/more.md", "changed");
        await _shell.CommitAsync();

        Assert.Equal("""["dev","prod"]""" + "\n", (await _shell.ScriptAsync("affected.sh", before)).Out);
    }

    [Fact]
    public async Task A_new_environment_is_affected_and_one_that_is_gone_is_not()
    {
        var before = await ProjectAsync();
        File.Delete(Path.Combine(_shell.Work, "Pulumi.dev.yaml"));
        _shell.Write("Pulumi.qa-2.yaml", "new");
        await _shell.CommitAsync();

        Assert.Equal("""["qa-2"]""" + "\n", (await _shell.ScriptAsync("affected.sh", before)).Out);
    }

    [Fact]
    public async Task A_file_that_leaves_the_program_for_the_documents_counts_where_it_was()
    {
        _shell.Write("stacks/notes.md", "a text that is long enough to be recognized as the same");
        var before = await ProjectAsync();
        await _shell.GitAsync("mv", "stacks/notes.md", "docs.md");
        Directory.CreateDirectory(Path.Combine(_shell.Work, "docs"));
        await _shell.GitAsync("mv", "docs.md", "docs/notes.md");
        await _shell.CommitAsync();

        Assert.Equal("""["dev","prod","staging"]""" + "\n", (await _shell.ScriptAsync("affected.sh", before)).Out);
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000")]
    [InlineData("no-such-branch")]
    public async Task From_a_commit_that_is_not_here_every_environment_counts(string before)
    {
        await ProjectAsync();

        var result = await _shell.ScriptAsync("affected.sh", before);

        Assert.Equal((0, """["dev","prod","staging"]""" + "\n"), (result.ExitCode, result.Out));
        Assert.Equal($"affected: {before} is not here, so every environment counts\n", result.Error);
    }

    [Fact]
    public async Task Without_a_commit_it_is_every_environment()
    {
        await ProjectAsync();

        Assert.Equal(new(0, """["dev","prod","staging"]""" + "\n", ""), await _shell.ScriptAsync("affected.sh"));
    }

    [Theory]
    [InlineData("Pulumi.$(touch x).yaml")]
    [InlineData("Pulumi.a;b.yaml")]
    [InlineData("Pulumi.Prod.yaml")]
    public async Task What_names_no_environment_is_refused(string file)
    {
        _shell.Write(file, "config: {}");
        await ProjectAsync();

        var result = await _shell.ScriptAsync("affected.sh");

        Assert.Equal((2, ""), (result.ExitCode, result.Out));
        Assert.EndsWith("names no environment; use small letters, digits and hyphens\n", result.Error, StringComparison.Ordinal);
    }

    private async Task<string> ProjectAsync()
    {
        _shell.Write("Pulumi.yaml", "name: slipway");
        foreach (var environment in (string[])["dev", "staging", "prod"])
            _shell.Write($"Pulumi.{environment}.yaml", "config: {}");
        return await _shell.CommitAsync();
    }
}
