using Slipway.Components.Fleet;
using Slipway.Components.Layers;
using Slipway.Tests;

namespace Slipway.Fleet.Tests;

public sealed class LayerOrderTests
{
    // Which layer brings the definitions of a group. Those of Flux are there before any layer.
    private static readonly Dictionary<string, string> Definitions = new(StringComparer.Ordinal)
    {
        ["cert-manager.io"] = "infrastructure",
        ["monitoring.coreos.com"] = "infrastructure",
        ["networking.istio.io"] = "infrastructure",
        ["operator.tekton.dev"] = "operators",
        ["postgresql.cnpg.io"] = "operators",
    };

    [FactWith("kubectl")]
    public async Task Custom_resources_come_in_a_layer_after_the_one_that_brings_their_definitions()
    {
        var fleet = await BuiltFleet.GetAsync();

        var early = fleet.Layers.SelectMany(l => l.Objects
            .Where(o => Definitions.TryGetValue(o.Group, out var layer) && (layer == l.Layer.Name || fleet.Before(l).All(b => b.Layer.Name != layer)))
            .Select(o => $"{l}: {o}"));

        Assert.Empty(early);
    }

    [FactWith("kubectl")]
    public async Task Every_group_of_custom_resources_is_brought_by_a_layer()
    {
        var fleet = await BuiltFleet.GetAsync();

        var groups = fleet.Objects.Select(o => o.Group)
            .Where(g => g.Contains('.', StringComparison.Ordinal) && !g.EndsWith(".k8s.io", StringComparison.Ordinal) && !g.EndsWith(".fluxcd.io", StringComparison.Ordinal));

        Assert.Empty(groups.Except(Definitions.Keys));
    }

    [FactWith("kubectl")]
    public async Task Nothing_is_applied_by_two_layers()
    {
        var fleet = await BuiltFleet.GetAsync();

        var twice = fleet.Layers.SelectMany(l => l.Objects.Select(o => $"{l.Environment}: {o.Group} {o}")).GroupBy(o => o).Where(g => g.Count() > 1).Select(g => g.Key);

        Assert.Empty(twice);
    }

    [FactWith("kubectl")]
    public async Task Every_layer_carries_the_release_of_its_environment()
    {
        var fleet = await BuiltFleet.GetAsync();

        var labels = fleet.Clusters.SelectMany(c => c.Value.Where(o => o.Kind == "Kustomization")
            .Select(o => $"{c.Key} {o.At("metadata", "labels", FleetNames.ReleaseLabel)}")).Distinct();

        Assert.Equal(["dev main", "staging staging-v0.1.0", "prod prod-v0.1.0"], labels);
    }

    [FactWith("kubectl")]
    public async Task Flux_syncs_every_layer_and_both_sources()
    {
        var fleet = await BuiltFleet.GetAsync();

        Assert.All(fleet.Clusters, c =>
        {
            Assert.Equal(BuiltFleet.Graph(c.Key).Select(l => l.Name).Order(), c.Value.Where(o => o.Kind == "Kustomization").Select(o => o.Name).Order());
            Assert.Equal(["fleet-apps", "fleet-infrastructure"], c.Value.Where(o => o.Kind == "GitRepository").Select(o => o.Name).Order());
        });
    }

    [Fact]
    public void Every_layer_has_its_folder_in_every_environment() => Assert.All(
        FleetFolder.Environments.SelectMany(BuiltFleet.Graph).Where(l => l.Source != LayerSource.Cluster),
        l => Assert.True(File.Exists(FleetFolder.In(FleetNames.Source(l.Source), $"{l.Path[2..]}/kustomization.yaml")), l.Path));
}
