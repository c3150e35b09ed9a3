using Slipway.Tests;
using YamlDotNet.RepresentationModel;

namespace Slipway.Fleet.Tests;

public sealed class RouteTests
{
    [FactWith("kubectl")]
    public async Task Every_route_hangs_at_a_gateway_that_serves_its_host()
    {
        var fleet = await BuiltFleet.GetAsync();
        var served = fleet.Objects.Where(o => o.Kind == "Gateway").DistinctBy(o => o.Name).ToDictionary(
            g => $"{g.Namespace}/{g.Name}",
            g => g.List("spec", "servers").SelectMany(s => ((YamlSequenceNode)s.Child("hosts")!).Select(h => h.ToString())).ToHashSet(StringComparer.Ordinal));

        Assert.All(fleet.Objects.Where(o => o.Kind == "VirtualService"), r =>
        {
            var gateway = served[((YamlSequenceNode)r.Find("spec", "gateways")!).Single().ToString()];
            var host = ((YamlSequenceNode)r.Find("spec", "hosts")!).Single().ToString();
            Assert.True(gateway.Contains(host) || gateway.Contains($"*{host[host.IndexOf('.', StringComparison.Ordinal)..]}"), $"{r}: {host}");
        });
    }

    [FactWith("kubectl")]
    public async Task No_two_routes_have_one_host()
    {
        var fleet = await BuiltFleet.GetAsync();

        var hosts = fleet.Layers.Where(l => l.Environment == "prod").SelectMany(l => l.Of("VirtualService")).Select(r => r.Find("spec", "hosts")!.ToString()).ToList();

        Assert.Equal(hosts.Count, hosts.Distinct().Count());
    }

    [FactWith("kubectl")]
    public async Task Every_key_that_a_gateway_shows_is_made_in_its_namespace()
    {
        var fleet = await BuiltFleet.GetAsync();
        var made = fleet.Objects.Where(o => o.Kind == "Certificate").Select(c => $"{c.Namespace}/{c.At("spec", "secretName")}");

        var shown = fleet.Objects.Where(o => o.Kind == "Gateway").SelectMany(g => g.List("spec", "servers")
            .Select(s => s.Child("tls").Text("credentialName")).OfType<string>().Select(c => $"{g.Namespace}/{c}"));

        Assert.Empty(shown.Except(made));
    }

    [FactWith("kubectl")]
    public async Task Nothing_but_the_receivers_is_reached_at_the_webhooks_host()
    {
        var fleet = await BuiltFleet.GetAsync();

        var route = fleet.Layers.Single(l => l is { Environment: "dev", Layer.Name: "infrastructure-config" }).Of("VirtualService").Single(r => r.Name == "flux-webhook");

        Assert.Equal("/hook/", route.List("spec", "http").Single().Child("match")![0].Child("uri").Text("prefix"));
    }
}
