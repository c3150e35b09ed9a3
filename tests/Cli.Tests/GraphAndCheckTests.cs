namespace Slipway.Cli.Tests;

public sealed class GraphAndCheckTests : IDisposable
{
    private readonly ProjectFixture _fixture = new();
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task The_layers_are_drawn_as_mermaid_without_touching_anything()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "project", "Pulumi.dev.yaml"), Path.Combine(_fixture.Folder, "Pulumi.dev.yaml"));

        Assert.Equal(ExitCode.Done, await RunAsync("graph", "dev", "--cwd", _fixture.Folder));

        Assert.StartsWith("flowchart LR\n", _out.ToString(), StringComparison.Ordinal);
        Assert.Contains("core --> apps", _out.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_fixture.Folder, ".slipway")));
    }

    [Fact]
    public async Task The_fleet_that_repositories_start_with_has_no_finding()
    {
        Assert.Equal(ExitCode.Done, await RunAsync("check", Path.Combine(AppContext.BaseDirectory, "fleet")));

        Assert.Empty(_out.ToString());
    }

    [Fact]
    public async Task A_finding_ends_the_check_with_1_and_its_place()
    {
        _fixture.Write("bad.yaml", "apiVersion: kustomize.toolkit.fluxcd.io/v1beta2\nkind: Kustomization\nmetadata: { name: a }\n");

        Assert.Equal(ExitCode.Failed, await RunAsync("check", Path.Combine(_fixture.Folder, "bad.yaml")));

        Assert.Contains("bad.yaml:1:13: flux-api-removed", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_does_not_exist_is_wrong_use() => Assert.Equal(ExitCode.Usage, await RunAsync("check", "nowhere"));

    private Task<int> RunAsync(params string[] arguments) => SlipwayCommand.RunAsync(arguments, new Terminal(_out, _error, TextReader.Null));
}
