using System.Text.Json;

namespace Slipway.EndToEnd;

public sealed class ChangesTests : IDisposable
{
    private readonly SlipwayProcess _slipway = new();

    public void Dispose() => _slipway.Dispose();

    [Theory]
    [InlineData("max: 4", "max: 5", "aws:eks/nodeGroup:NodeGroup", "update", "scalingConfig.maxSize")]
    [InlineData("[m7i.large, m6i.large, m7a.large]", "[m7i.xlarge]", "aws:eks/nodeGroup:NodeGroup", "replace", "instanceTypes")]
    [InlineData("interval: 5m", "interval: 10m", "github:index/repositoryFile:RepositoryFile", "update", "content")]
    [InlineData("interval: 1m", "interval: 2m", "kubernetes:helm.sh/v3:Release", "update", "values")]
    [InlineData("203.0.113.0/24", "198.51.100.0/24", "aws:eks/cluster:Cluster", "update", "vpcConfig.publicAccessCidrs")]
    public async Task One_changed_value_changes_exactly_the_resource_it_is_about(string part, string instead, string type, string op, string path)
    {
        await _slipway.UpDevAsync();
        _slipway.Edit("Pulumi.dev.yaml", part, instead);

        var plan = JsonDocument.Parse((await _slipway.RunAsync(0, "preview", "dev", "--json")).Out).RootElement;
        var changed = Assert.Single(plan.GetProperty("resources").EnumerateArray(), r => r.GetProperty("op").GetString() != "same");
        Assert.Equal((type, op), (changed.GetProperty("type").GetString(), changed.GetProperty("op").GetString()));
        Assert.Contains(changed.GetProperty("changes").EnumerateArray(), c => c.GetProperty("path").GetString()!.StartsWith(path, StringComparison.Ordinal));
        await _slipway.RunAsync(3, "preview", "dev", "--expect-no-changes");

        await _slipway.UpDevAsync();
        await _slipway.RunAsync(0, "preview", "dev", "--expect-no-changes");
    }

    [Fact]
    public async Task The_desired_size_is_left_to_autoscalers()
    {
        await _slipway.UpDevAsync();
        _slipway.Edit("Pulumi.dev.yaml", "desired: 2", "desired: 3");

        await _slipway.RunAsync(0, "preview", "dev", "--expect-no-changes");
    }

    [Fact]
    public async Task A_diff_shows_old_and_new_values_and_never_a_secret()
    {
        await _slipway.UpDevAsync();
        _slipway.Edit("Pulumi.dev.yaml", "max: 4", "max: 5");

        var result = await _slipway.RunAsync(0, "preview", "dev", "--diff");

        Assert.Contains("~ scalingConfig.maxSize: 4 => 5", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_stops_what_depends_on_it_alone_and_the_next_up_finishes_the_job()
    {
        _slipway.Environment["SLIPWAY_LAB_FAULTS"] = "aws:eks/cluster:Cluster=create:once";
        var failed = await _slipway.RunAsync(1, "up", "dev", "--yes");

        Assert.Contains("aws:eks:Cluster cluster failed", failed.Error, StringComparison.Ordinal);
        Assert.Contains("cluster-nodes-general not attempted", failed.Error, StringComparison.Ordinal);
        var recorded = (await _slipway.RunAsync(0, "state", "export", "dev")).Out;
        Assert.DoesNotContain("aws:eks/nodeGroup:NodeGroup", recorded, StringComparison.Ordinal);
        Assert.DoesNotContain("kubernetes:core/v1:Namespace", recorded, StringComparison.Ordinal);
        Assert.Contains("github:index/repositoryDeployKey:RepositoryDeployKey", recorded, StringComparison.Ordinal);
        Assert.Contains("aws:ec2/natGateway:NatGateway", recorded, StringComparison.Ordinal);

        _slipway.Environment.Remove("SLIPWAY_LAB_FAULTS");
        var finished = await _slipway.RunAsync(0, "up", "dev", "--yes");
        Assert.DoesNotContain("network-vpc created", finished.Error, StringComparison.Ordinal);
        await _slipway.RunAsync(0, "preview", "dev", "--expect-no-changes");
    }

    [Fact]
    public async Task Refresh_finds_what_was_changed_behind_the_states_back_and_up_heals_it()
    {
        await _slipway.UpDevAsync();
        var clone = _slipway.Scratch("clone");
        await _slipway.GitAsync(_slipway.Project, "clone", "-q", Path.Combine(_slipway.Home, "clouds/github/acme/fleet-infrastructure.git"), clone);
        File.WriteAllText(Path.Combine(clone, "clusters/dev/layers.yaml"), "# by hand\n");
        await _slipway.GitAsync(clone, "-c", "user.name=person", "-c", "user.email=person@example.org", "commit", "-qam", "Edit by hand");
        Assert.Equal(0, (await _slipway.GitAsync(clone, "push", "-q")).ExitCode);

        var refresh = await _slipway.RunAsync(0, "refresh", "dev", "--yes", "--json");
        Assert.Contains("RepositoryFile", Assert.Single(
            JsonDocument.Parse(refresh.Out).RootElement.GetProperty("resources").EnumerateArray(),
            r => r.GetProperty("op").GetString() == "update").GetProperty("type").GetString(), StringComparison.Ordinal);
        await _slipway.UpDevAsync();

        await _slipway.GitAsync(clone, "pull", "-q");
        Assert.Contains("kind: Kustomization", File.ReadAllText(Path.Combine(clone, "clusters/dev/layers.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_of_what_people_own_outlives_the_next_up()
    {
        await _slipway.UpDevAsync();
        var clone = _slipway.Scratch("clone");
        await _slipway.GitAsync(_slipway.Project, "clone", "-q", Path.Combine(_slipway.Home, "clouds/github/acme/fleet-infrastructure.git"), clone);
        var generated = Generated(clone);
        foreach (var file in Directory.EnumerateFiles(clone, "*.yaml", SearchOption.AllDirectories).Where(f => !generated.Contains(Path.GetRelativePath(clone, f))))
            File.AppendAllText(file, "# edited\n");
        await _slipway.GitAsync(clone, "-c", "user.name=person", "-c", "user.email=person@example.org", "commit", "-qam", "Edit everything by hand");
        Assert.Equal(0, (await _slipway.GitAsync(clone, "push", "-q")).ExitCode);
        var edited = (await _slipway.GitAsync(clone, "rev-parse", "HEAD")).Out;

        await _slipway.RunAsync(0, "refresh", "dev", "--yes");
        await _slipway.RunAsync(0, "up", "dev", "--yes", "--expect-no-changes");

        var main = await _slipway.GitAsync(Path.Combine(_slipway.Home, "clouds/github/acme/fleet-infrastructure.git"), "rev-parse", "main");
        Assert.Equal(edited, main.Out);
    }

    private static HashSet<string> Generated(string clone) =>
        [.. Directory.EnumerateFiles(clone, "*", SearchOption.AllDirectories).Where(f => File.ReadAllText(f).StartsWith("# Generated by Slipway", StringComparison.Ordinal)).Select(f => Path.GetRelativePath(clone, f))];

    [Fact]
    public async Task An_exported_state_can_be_imported_again()
    {
        await _slipway.UpDevAsync();
        var file = _slipway.Scratch("dev.json");
        File.WriteAllText(file, (await _slipway.RunAsync(0, "state", "export", "dev")).Out);

        await _slipway.RunAsync(0, "state", "import", "dev", "--file", file);

        Assert.Equal(File.ReadAllText(file), (await _slipway.RunAsync(0, "state", "export", "dev")).Out);
        await _slipway.RunAsync(0, "preview", "dev", "--expect-no-changes");
    }
}
