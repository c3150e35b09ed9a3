using System.Text.Json.Nodes;
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

    [Theory]
    [InlineData("mermaid", "flowchart LR\n")]
    [InlineData("html", "<!doctype html>")]
    public async Task The_resources_are_drawn_from_a_preview_of_an_environment_that_is_not_up(string format, string start)
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "project", "Pulumi.dev.yaml"), Path.Combine(_fixture.Folder, "Pulumi.dev.yaml"));

        Assert.Equal(ExitCode.Done, await RunAsync("graph", "dev", "--cwd", _fixture.Folder, "--graph", "resources", "--format", format));

        Assert.StartsWith(start, _out.ToString(), StringComparison.Ordinal);
        Assert.Contains("network-private-a", _out.ToString(), StringComparison.Ordinal);
        Assert.Contains("layers-core-origin", _out.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_fixture.Folder, ".slipway", "clouds", "aws")));
    }

    [Fact]
    public async Task A_preview_that_fails_says_why_and_draws_nothing()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "project", "Pulumi.staging.yaml"), Path.Combine(_fixture.Folder, "Pulumi.staging.yaml"));

        Assert.Equal(ExitCode.Failed, await RunAsync("graph", "staging", "--cwd", _fixture.Folder, "--graph", "resources"));

        Assert.Empty(_out.ToString());
        Assert.Contains("slipway: the preview of staging failed", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("fleet-infrastructure", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--format", "png")]
    [InlineData("--graph", "pods")]
    public async Task What_cannot_be_drawn_is_wrong_use(string option, string value) => Assert.Equal(ExitCode.Usage, await RunAsync("graph", "dev", option, value));

    [Fact]
    public async Task The_fleet_that_repositories_start_with_has_no_finding()
    {
        Assert.Equal(ExitCode.Done, await RunAsync("check", Path.Combine(AppContext.BaseDirectory, "fleet")));

        Assert.Empty(_out.ToString());
    }

    [Fact]
    public async Task A_finding_ends_the_check_with_1_and_its_place()
    {
        Assert.Equal(ExitCode.Failed, await RunAsync("check", Bad()));

        Assert.Contains("bad.yaml\n  1:13  error    SLW021  ", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Findings_for_programs_are_json()
    {
        await RunAsync("check", Bad(), "--format", "json");

        Assert.Equal("SLW021", (string?)JsonNode.Parse(_out.ToString())!["findings"]![0]!["rule"]);
    }

    [Theory]
    [InlineData("--format", "markdown")]
    [InlineData("--format", "xml")]
    [InlineData("--fail-on", "never")]
    [InlineData("--source", "no-path")]
    [InlineData("--facts", "nowhere.yaml")]
    [InlineData("--schemas", "nowhere")]
    [InlineData("--diff", "no-such-commit")]
    public async Task What_cannot_be_checked_is_wrong_use(string option, string value) =>
        Assert.Equal(ExitCode.Usage, await RunAsync("check", Bad(), option, value));

    [Theory]
    [InlineData("prod", ExitCode.Done)]
    [InlineData("eu", ExitCode.Failed)]
    public async Task Clusters_that_serve_users_can_be_named(string production, int code) =>
        Assert.Equal(code, await RunAsync("check", OneReplica("eu"), "--fail-on", "warning", "--production", production));

    private string OneReplica(string cluster)
    {
        var folder = Path.Combine(_fixture.Folder, "fleet-of-" + cluster);
        var files = Directory.CreateDirectory(Path.Combine(folder, "clusters", cluster)).FullName;
        File.WriteAllText(Path.Combine(files, "flux-system.yaml"), $$"""
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: { name: flux-system, namespace: flux-system }
            spec: { interval: 10m, prune: true, path: ./clusters/{{cluster}}, sourceRef: { kind: GitRepository, name: flux-system } }
            ---
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: GitRepository
            metadata: { name: flux-system, namespace: flux-system }
            spec: { interval: 1m, url: "https://github.com/acme/fleet", ref: { branch: main } }
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: web, namespace: default }
            spec:
              replicas: 1
              selector: { matchLabels: { app: web } }
              template:
                metadata: { labels: { app: web } }
                spec: { containers: [{ name: web, image: "ghcr.io/acme/web:1.4.2" }] }

            """);
        return folder;
    }

    private string Bad()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_fixture.Folder, "bad")).FullName;
        File.WriteAllText(Path.Combine(folder, "bad.yaml"), "apiVersion: kustomize.toolkit.fluxcd.io/v1beta2\nkind: Kustomization\nmetadata: { name: a }\nspec: { interval: 1m, prune: true, sourceRef: { kind: GitRepository, name: flux-system } }\n");
        return folder;
    }

    [Fact]
    public async Task A_path_that_does_not_exist_is_wrong_use() => Assert.Equal(ExitCode.Usage, await RunAsync("check", "nowhere"));

    private Task<int> RunAsync(params string[] arguments) => SlipwayCommand.RunAsync(arguments, new Terminal(_out, _error, TextReader.Null));
}
