using Slipway.Components.Layers;

namespace Slipway.Stacks.Tests;

public sealed class LayersSettingsTests
{
    private static readonly string[] Defaults = ["secrets", "infrastructure", "infrastructure-config", "operators", "core", "apps"];

    [Fact]
    public void An_entry_named_like_a_default_layer_tunes_it()
    {
        var settings = StackYaml.Read(With("""
            apps: { interval: 5m, retryInterval: 30s, timeout: 3m, deletionPolicy: WaitForTermination, force: true, wait: false, decryption: true, helmReleaseDefaults: false }
            """));

        Assert.Equal(Defaults, settings.Layers.Select(l => l.Name));
        var apps = settings.Layers[^1];
        Assert.Equal((5, 30, 3), (apps.Interval.TotalMinutes, apps.RetryInterval.TotalSeconds, apps.Timeout.TotalMinutes));
        Assert.Equal((DeletionPolicy.WaitForTermination, true, false, true, false), (apps.DeletionPolicy, apps.Force, apps.Wait, apps.Decryption, apps.HelmReleaseDefaults));
        Assert.Equal(["core"], apps.DependsOn.AsEnumerable());
    }

    [Fact]
    public void Any_other_entry_adds_a_layer()
    {
        var settings = StackYaml.Read(With("""
            databases:
                  path: ./databases/overlays/dev
                  dependsOn: [operators]
                  healthCheckExprs:
                    - { apiVersion: postgresql.cnpg.io/v1, kind: Cluster, current: "status.phase == 'healthy'" }
                apps:
                  dependsOn: [core, databases]
                tenants: { source: apps, path: ./tenants }
            """));

        Assert.Equal([.. Defaults, "databases", "tenants"], settings.Layers.Select(l => l.Name));
        Assert.Equal(LayerSource.Infrastructure, settings.Layers[6].Source);
        Assert.Equal("Cluster", Assert.Single(settings.Layers[6].HealthCheckExprs).Kind);
        Assert.Equal((LayerSource.Apps, "./tenants"), (settings.Layers[7].Source, settings.Layers[7].Path));
        Assert.Equal(["core", "databases"], settings.Layers[5].DependsOn.AsEnumerable());
    }

    [Fact]
    public void Image_automation_has_its_layer_where_it_is_on() => Assert.Equal(
        "image-automation",
        StackYaml.Read(StackYaml.Sound.Replace("owner: true", "owner: true\n    imageAutomation: true", StringComparison.Ordinal)).Layers[^1].Name);

    [Fact]
    public void Every_problem_stands_with_its_key_and_place() => Assert.Equal(
        string.Join('\n',
            "slipway:layers.operators.timeout: has 5s to become healthy, less than the 1m between two attempts; timeout ≥ retryInterval (Pulumi.dev.yaml:5:27)",
            "slipway:layers.core.wait: does not wait for its objects to be healthy, but 'apps' depends on it; set wait: true (Pulumi.dev.yaml:4:19)",
            "slipway:layers.databases.dependsOn[1]: depends on 'cores', which is no layer; is 'core' meant? (Pulumi.dev.yaml:3:65)",
            "slipway:layers.databases.path: has the path ./infrastructure, which overlaps with ./infrastructure/overlays/dev of 'infrastructure'; two layers would fight over the same objects (Pulumi.dev.yaml:3:24)"),
        string.Join('\n', StackYaml.Problems(With("""
            databases: { path: ./infrastructure, dependsOn: [operators, cores] }
                core: { wait: false }
                operators: { timeout: 5s }
            """))));

    [Theory]
    [InlineData("app: { interval: 5m }", "slipway:layers.app: is no default layer; is 'apps' meant? A layer of your own needs a path, e.g. ./app/overlays/dev (Pulumi.dev.yaml:3:10)")]
    [InlineData("image-automation: { interval: 5m }", "slipway:layers.image-automation: is a layer only where slipway:fleet.imageAutomation is true; set that or remove the entry (Pulumi.dev.yaml:3:23)")]
    [InlineData("apps: { path: ./a }", "slipway:layers.apps.path: is no key here; the keys are ")]
    [InlineData("apps: { interval: often }", "slipway:layers.apps.interval: 'often' is no duration; write it like 30m, 1h30m or 45s (Pulumi.dev.yaml:3:23)")]
    [InlineData("apps: { deletionPolicy: keep }", "slipway:layers.apps.deletionPolicy: 'keep' is none of MirrorPrune, Delete, WaitForTermination, Orphan (Pulumi.dev.yaml:3:29)")]
    [InlineData("tenants: { source: cluster, path: ./tenants }", "slipway:layers.tenants.source: 'cluster' is none of infrastructure, apps (Pulumi.dev.yaml:3:24)")]
    [InlineData("apps: { dependsOn: core }", "slipway:layers.apps.dependsOn: is the text 'core'; it is a list (Pulumi.dev.yaml:3:24)")]
    [InlineData("apps: fast", "slipway:layers.apps: is the text 'fast'; it is an object with keys (Pulumi.dev.yaml:3:11)")]
    [InlineData("core: { dependsOn: [apps] }", "slipway:layers.core.dependsOn: waits for itself: core → apps → core; remove one of these dependencies (Pulumi.dev.yaml:3:24)")]
    public void What_is_wrong_is_said(string layers, string problem)
    {
        var said = Assert.Single(StackYaml.Problems(With(layers)));

        Assert.True(said.StartsWith(problem, StringComparison.Ordinal), said);
    }

    // First in the file, so that places stay whatever else the configuration has.
    private static string With(string layers) => StackYaml.Sound.Replace("config:\n", $"config:\n  slipway:layers:\n    {layers}\n", StringComparison.Ordinal);
}
