using System.Text.RegularExpressions;
using Slipway.Tests;
using YamlDotNet.RepresentationModel;

namespace Slipway.Fleet.Tests;

public sealed partial class SourceTests
{
    [FactWith("kubectl")]
    public async Task Every_release_finds_its_source_in_its_own_layer_and_namespace()
    {
        var fleet = await BuiltFleet.GetAsync();

        var lost = fleet.Layers.SelectMany(l => l.Of("HelmRelease").Where(r => !l.Objects.Any(s =>
            s.Namespace == r.Namespace
            && s.Kind == (r.At("spec", "chartRef", "kind") ?? r.At("spec", "chart", "spec", "sourceRef", "kind"))
            && s.Name == (r.At("spec", "chartRef", "name") ?? r.At("spec", "chart", "spec", "sourceRef", "name")))).Select(r => $"{l}: {r}"));

        Assert.Empty(lost);
    }

    [FactWith("kubectl")]
    public async Task Every_release_waits_for_releases_of_its_own_layer()
    {
        var fleet = await BuiltFleet.GetAsync();

        var lost = fleet.Layers.SelectMany(l => l.Of("HelmRelease").SelectMany(r => r.List("spec", "dependsOn")
            .Where(d => !l.Of("HelmRelease").Any(o => o.Name == d.Text("name") && o.Namespace == (d.Text("namespace") ?? r.Namespace)))
            .Select(d => $"{l}: {r} waits for {d.Text("name")}")));

        Assert.Empty(lost);
    }

    [FactWith("kubectl")]
    public async Task Every_chart_is_pinned_to_one_version()
    {
        var fleet = await BuiltFleet.GetAsync();

        Assert.All(fleet.Objects.Where(o => o.Kind == "OCIRepository"), o => Assert.Matches(Version(), o.At("spec", "ref", "tag")));
        Assert.All(fleet.Objects.Where(o => o.Kind == "HelmRelease" && o.Find("spec", "chart") is not null),
            o => Assert.Matches(Version(), o.At("spec", "chart", "spec", "version")));
    }

    [FactWith("kubectl")]
    public async Task Every_image_is_pinned_to_one_version()
    {
        var fleet = await BuiltFleet.GetAsync();

        var images = fleet.Objects.SelectMany(o => o.Node.AllNodes.OfType<YamlMappingNode>())
            .SelectMany(m => (string?[])[m.Text("image"), m.Text("imageName")])
            .OfType<string>().Where(i => i.Contains(':', StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(images);
        Assert.All(images, i => Assert.Matches(@":v?\d+\.\d+(\.\d+)?(-[a-z0-9.-]+)?$", i));
    }

    [FactWith("kubectl")]
    public async Task The_cluster_allows_every_source_and_no_other_of_its_owner()
    {
        var fleet = await BuiltFleet.GetAsync();
        var allowed = fleet.Objects.First(o => o.Kind == "ConfigMap" && o.Name == "allowed-sources").At("data", "urls")!.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var used = fleet.Objects.Concat(fleet.Clusters.Values.SelectMany(c => c)).Where(o => o.Group == "source.toolkit.fluxcd.io").Select(o => o.At("spec", "url")!).Distinct().ToList();

        Assert.DoesNotContain(used, u => !allowed.Any(a => Allows(a, u)));
        // What nothing comes from needs no trust.
        Assert.DoesNotContain(allowed, a => !used.Any(u => Allows(a, u)));
    }

    [Fact]
    public void No_registry_is_allowed_as_a_whole()
    {
        var file = File.ReadAllText(FleetFolder.In("fleet-infrastructure", "infrastructure/base/cluster/allowed-sources.yaml"));

        Assert.DoesNotMatch(@"oci://[^/\s]+/\s", file);
    }

    // As the admission policy has it.
    private static bool Allows(string allowed, string url) => url == allowed || (allowed.EndsWith('/') && url.StartsWith(allowed, StringComparison.Ordinal));

    [GeneratedRegex(@"^v?\d+\.\d+\.\d+$")]
    private static partial Regex Version();
}
