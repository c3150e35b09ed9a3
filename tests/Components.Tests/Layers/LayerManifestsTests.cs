using System.Collections.Immutable;
using Slipway.Components.Layers;
using Slipway.Tests;
using YamlDotNet.RepresentationModel;

namespace Slipway.Components.Tests.Layers;

public sealed class LayerManifestsTests
{
    private static LayerGraph Dev { get; } = LayerGraph.Of(LayerGraph.Default("dev", imageAutomation: true));

    [Fact]
    public void The_default_layers_are_rendered_as_flux_kustomizations() => Snapshot.Matches("layers.yaml", LayerManifests.Render(Dev, "dev"));

    [Fact]
    public void What_a_layer_sets_is_rendered() => Snapshot.Matches("layer.yaml", LayerManifests.Render(
        LayerGraph.Of(
        [
            new Layer
            {
                Name = "databases",
                Path = "./databases",
                Interval = TimeSpan.FromMinutes(90),
                DeletionPolicy = DeletionPolicy.WaitForTermination,
                Force = true,
                Decryption = true,
                SubstituteFrom = [],
                HelmReleaseDefaults = false,
                HealthCheckExprs =
                [
                    new() { ApiVersion = "postgresql.cnpg.io/v1", Kind = "Cluster", Current = "status.phase == 'healthy'", Failed = "status.phase == 'failed'" },
                    new() { ApiVersion = "kafka.strimzi.io/v1", Current = "status.ready" },
                ],
            },
        ]),
        "dev"));

    [Fact]
    public void The_same_layers_give_the_same_bytes() => Assert.Equal(LayerManifests.Render(Dev, "dev"), LayerManifests.Render(Dev, "dev"));

    [Fact]
    public void Every_layer_prunes_and_waits() => Assert.All(Specs(Dev), layer =>
    {
        Assert.Equal("true", layer.Spec["prune"].ToString());
        Assert.Equal("true", layer.Spec["wait"].ToString());
    });

    [Fact]
    public void Layers_of_two_repositories_that_follow_the_release_are_held_to_the_same_release()
    {
        var layers = LayerGraph.Of(
        [
            Of("main", LayerSource.Cluster),
            Of("below", LayerSource.Infrastructure, "main"),
            Of("beside", LayerSource.Infrastructure, "below"),
            Of("above", LayerSource.Apps, "main", "below"),
        ]);

        var held = Specs(layers).SelectMany(l => Dependencies(l.Spec).Where(d => d.Children.ContainsKey("readyExpr")).Select(d => (l.Name, d["name"].ToString())));

        Assert.Equal([("above", "below")], held);
    }

    [Fact]
    public void The_rendered_dependencies_reach_what_the_graphs_reach()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var graph = LayerGraph.Of(RandomLayers.Of(seed));

            var rendered = Closure(Specs(graph).ToDictionary(l => l.Name, l => Dependencies(l.Spec).Select(d => d["name"].ToString()).ToList()));

            Assert.Equal(Closure(graph.Layers.ToDictionary(l => l.Name, l => l.DependsOn.ToList())), rendered);
        }
    }

    // Every pair of a layer and one that it waits for, however far: Warshall's way, unlike that of the code under test.
    private static ImmutableSortedSet<string> Closure(Dictionary<string, List<string>> edges)
    {
        var reach = edges.SelectMany(e => e.Value.Select(d => (From: e.Key, To: d))).ToHashSet();
        foreach (var via in edges.Keys)
        {
            foreach (var from in edges.Keys.Where(from => reach.Contains((from, via))))
                reach.UnionWith(edges.Keys.Where(to => reach.Contains((via, to))).Select(to => (from, to)).ToList());
        }
        return [.. reach.Select(e => $"{e.From} > {e.To}")];
    }

    private static Layer Of(string name, LayerSource source, params string[] dependsOn) => new() { Name = name, Path = $"./{name}", Source = source, DependsOn = [.. dependsOn] };

    private static List<YamlMappingNode> Dependencies(YamlNode spec) =>
        ((YamlMappingNode)spec).Children.TryGetValue("dependsOn", out var list) ? [.. ((YamlSequenceNode)list).Cast<YamlMappingNode>()] : [];

    private static List<(string Name, YamlNode Spec)> Specs(LayerGraph graph)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(LayerManifests.Render(graph, "dev")));
        return [.. stream.Documents.Select(d => (d.RootNode["metadata"]["name"].ToString(), d.RootNode["spec"]))];
    }
}
