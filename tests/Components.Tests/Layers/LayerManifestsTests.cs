using Slipway.Components.Layers;
using Slipway.Tests;
using YamlDotNet.RepresentationModel;

namespace Slipway.Components.Tests.Layers;

public sealed class LayerManifestsTests
{
    private static LayerGraph Dev { get; } = LayerGraph.Of(LayerGraph.Default("dev"));

    [Fact]
    public void The_default_layers_are_rendered_as_flux_kustomizations() => Snapshot.Matches("layers.yaml", LayerManifests.Render(Dev, "dev"));

    [Fact]
    public void The_same_layers_give_the_same_bytes() => Assert.Equal(LayerManifests.Render(Dev, "dev"), LayerManifests.Render(Dev, "dev"));

    [Fact]
    public void Every_layer_prunes_waits_and_substitutes_cluster_info()
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(LayerManifests.Render(Dev, "dev")));

        Assert.Equal(4, stream.Documents.Count);
        Assert.All(stream.Documents, d =>
        {
            var spec = d.RootNode["spec"];
            Assert.Equal("true", spec["prune"].ToString());
            Assert.Equal("true", spec["wait"].ToString());
            Assert.Equal("cluster-info", spec["postBuild"]["substituteFrom"][0]["name"].ToString());
        });
    }

    [Fact]
    public void The_graph_is_drawn_as_mermaid() => Snapshot.Matches("layers.mmd", LayerDiagram.Mermaid(Dev));
}
