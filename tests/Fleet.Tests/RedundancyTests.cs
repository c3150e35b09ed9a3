using Slipway.Tests;

namespace Slipway.Fleet.Tests;

public sealed class RedundancyTests
{
    [FactWith("kubectl")]
    public async Task Staging_has_the_objects_of_prod()
    {
        var fleet = await BuiltFleet.GetAsync();

        Assert.Equal(Names(fleet, "prod"), Names(fleet, "staging"));
    }

    [FactWith("kubectl")]
    public async Task Dev_runs_one_pod_where_prod_runs_several()
    {
        var fleet = await BuiltFleet.GetAsync();
        string[] releases = ["authentik", "cert-manager", "harbor", "istio-gateway", "istiod", "kube-prometheus-stack", "metrics-server", "podinfo"];

        Assert.All(releases, r =>
        {
            Assert.True(Replicas(fleet, "dev", r) == 1, $"{r} of dev");
            Assert.True(Replicas(fleet, "prod", r) >= 2, $"{r} of prod");
        });
    }

    [FactWith("kubectl")]
    public async Task Databases_have_a_standby_in_staging_and_two_in_prod()
    {
        var fleet = await BuiltFleet.GetAsync();

        Assert.All(fleet.Layers, l => Assert.All(l.Of("Cluster"), c =>
        {
            Assert.Equal(l.Environment switch { "dev" => "1", "staging" => "2", _ => "3" }, c.At("spec", "instances"));
            // A budget on one instance would hold up every drain of a node.
            Assert.Equal(l.Environment == "dev" ? "false" : "true", c.At("spec", "enablePDB"));
        }));
    }

    [FactWith("kubectl")]
    public async Task What_an_autoscaler_owns_says_no_replicas()
    {
        var fleet = await BuiltFleet.GetAsync();

        var scaled = fleet.Layers.SelectMany(l => l.Of("HorizontalPodAutoscaler")
            .Select(h => l.Of("Deployment").Single(d => d.Namespace == h.Namespace && d.Name == h.At("spec", "scaleTargetRef", "name")))).ToList();

        Assert.Equal(2, scaled.Count);
        Assert.All(scaled, d => Assert.Null(d.Find("spec", "replicas")));
    }

    private static IEnumerable<string> Names(BuiltFleet fleet, string environment) =>
        fleet.Layers.Where(l => l.Environment == environment).SelectMany(l => l.Objects.Select(o => $"{l.Layer.Name}: {o}"));

    // The least of the numbers that the charts call replicas, by whatever name; a chart's default is one.
    private static int Replicas(BuiltFleet fleet, string environment, string release)
    {
        string[] names = ["autoscaleMin", "minReplicas", "replicaCount", "replicas"];
        var values = fleet.Layers.Where(l => l.Environment == environment).SelectMany(l => l.Of("HelmRelease")).Single(r => r.Name == release).Find("spec", "values")!;
        return values.AllNodes.OfType<YamlDotNet.RepresentationModel.YamlMappingNode>().SelectMany(m => names.Select(n => m.Text(n))).OfType<string>()
            .Select(int.Parse).DefaultIfEmpty(1).Min();
    }
}
