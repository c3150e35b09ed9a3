using System.Text.Json;

namespace Slipway.EndToEnd;

public sealed class EnvironmentsTests : IDisposable
{
    private readonly SlipwayProcess _slipway = new();

    public void Dispose() => _slipway.Dispose();

    [Fact]
    public async Task All_three_environments_come_up_and_then_have_nothing_left_to_do()
    {
        foreach (var environment in (string[])["dev", "staging", "prod"])
        {
            await _slipway.RunAsync(0, "up", environment, "--yes");
            await _slipway.RunAsync(0, "preview", environment, "--expect-no-changes");
        }

        var outputs = Json(await _slipway.RunAsync(0, "outputs", "prod", "--json"));
        Assert.Equal("slipway-prod", outputs.GetProperty("clusterName").GetString());
        Assert.Equal("[secret]", outputs.GetProperty("kubeconfig").GetString());
        Assert.Equal("refs/tags/prod-v0.1.0", outputs.GetProperty("release").GetString());
        Assert.Equal("2.9.4", outputs.GetProperty("fluxVersion").GetString());
        Assert.StartsWith("SHA256:", outputs.GetProperty("appsDeployKey").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_state_is_a_deployment_of_version_3_in_which_everything_comes_after_what_it_needs()
    {
        await _slipway.UpDevAsync();

        var state = Json(await _slipway.RunAsync(0, "state", "export", "dev"));

        Assert.Equal(3, state.GetProperty("version").GetInt32());
        var deployment = state.GetProperty("deployment");
        Assert.Equal("passphrase", deployment.GetProperty("secrets_providers").GetProperty("type").GetString());
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var resource in deployment.GetProperty("resources").EnumerateArray())
        {
            if (resource.TryGetProperty("parent", out var parent))
                Assert.Contains(parent.GetString()!, seen);
            foreach (var dependency in resource.TryGetProperty("dependencies", out var all) ? all.EnumerateArray() : default)
                Assert.Contains(dependency.GetString()!, seen);
            seen.Add(resource.GetProperty("urn").GetString()!);
        }
        Assert.Contains("urn:pulumi:dev::slipway::pulumi:pulumi:Stack::slipway-dev", seen);
        Assert.Contains("urn:pulumi:dev::slipway::slipway:infra:Network$aws:ec2/vpc:Vpc::network-vpc", seen);
    }

    [Fact]
    public async Task The_repositories_are_real_and_show_the_template_and_the_generated_layers()
    {
        await _slipway.UpDevAsync();
        await _slipway.RunAsync(0, "up", "staging", "--yes");

        var clone = _slipway.Scratch("clone");
        await _slipway.GitAsync(_slipway.Project, "clone", "-q", Path.Combine(_slipway.Home, "clouds/github/acme/fleet-infrastructure.git"), clone);

        var log = await _slipway.GitAsync(clone, "log", "--format=%s");
        Assert.Equal([.. Generated("staging"), .. Generated("dev"), "Initial commit"], log.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("path: ./apps/overlays/staging", File.ReadAllText(Path.Combine(clone, "clusters/staging/layers.yaml")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(clone, "clusters/prod/release.yaml")));
    }

    // The last commit first.
    private static IEnumerable<string> Generated(string environment) =>
    [
        $"Set clusters/{environment}/secrets/kustomization.yaml",
        $"Set clusters/{environment}/secrets/cluster-secrets.sops.yaml",
        $"Set clusters/{environment}/.sops.yaml",
        $"Set the layers of {environment}",
    ];

    [Theory]
    [InlineData("preview")]
    [InlineData("up", "--yes")]
    public async Task An_environment_that_adopts_says_what_to_bring_up_first_and_changes_nothing(params string[] command)
    {
        var result = await _slipway.RunAsync(1, [command[0], "staging", .. command[1..]]);

        Assert.Contains("The repository acme/fleet-apps does not exist", result.Error, StringComparison.Ordinal);
        Assert.Contains("bring up the environment that owns the repositories (fleet.owner: true) first", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_slipway.Home, "stacks/slipway/staging.json")));
        Assert.False(Directory.Exists(Path.Combine(_slipway.Home, "clouds/aws")));
    }

    [Fact]
    public async Task Two_environments_can_come_up_at_the_same_time()
    {
        await _slipway.UpDevAsync();

        var results = await Task.WhenAll(_slipway.RunAsync("up", "staging", "--yes"), _slipway.RunAsync("up", "prod", "--yes"));

        Assert.All(results, r => Assert.True(r.ExitCode == 0, r.Error));
    }

    [Fact]
    public async Task Destroying_empties_the_state_and_keeps_the_repositories()
    {
        await _slipway.UpDevAsync();

        await _slipway.RunAsync(0, "destroy", "dev", "--yes");

        var state = Json(await _slipway.RunAsync(0, "state", "export", "dev"));
        Assert.Equal(0, state.GetProperty("deployment").GetProperty("resources").GetArrayLength());
        Assert.True(File.Exists(Path.Combine(_slipway.Home, "clouds/github/acme/fleet-apps.git/HEAD")));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_slipway.Home, "clouds/aws"), "*.json", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task An_owner_that_comes_up_again_takes_its_repositories_back_with_their_history()
    {
        await _slipway.UpDevAsync();
        await _slipway.RunAsync(0, "destroy", "dev", "--yes");

        var again = await _slipway.RunAsync(0, "up", "dev", "--yes");

        Assert.Contains("github:index:Repository fleet-infrastructure imported", again.Error, StringComparison.Ordinal);
        await _slipway.RunAsync(0, "preview", "dev", "--expect-no-changes");
        var log = await _slipway.GitAsync(Path.Combine(_slipway.Home, "clouds/github/acme/fleet-infrastructure.git"), "log", "--format=%s", "main");
        Assert.EndsWith("Initial commit\n", log.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flux_can_fetch_what_the_environment_follows_with_the_key_in_its_cluster()
    {
        Assert.Contains("bring it up with: slipway up dev", (await _slipway.RunAsync(1, "status", "dev")).Error, StringComparison.Ordinal);
        await _slipway.UpDevAsync();

        var status = await _slipway.RunAsync(0, "status", "dev");

        Assert.Matches(@"flux-system\s+refs/heads/main@sha1:[0-9a-f]{8}\s+False\s+True\s+stored artifact", status.Out);
    }

    [Fact]
    public async Task A_protected_cluster_is_not_destroyed()
    {
        await _slipway.UpDevAsync();
        await _slipway.RunAsync(0, "up", "prod", "--yes");

        var result = await _slipway.RunAsync(1, "destroy", "prod", "--yes");

        Assert.Contains("deletion protection", result.Error, StringComparison.OrdinalIgnoreCase);
    }

    private static JsonElement Json(SlipwayProcess.Result result) => JsonDocument.Parse(result.Out).RootElement;
}
