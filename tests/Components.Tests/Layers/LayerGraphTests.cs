using Slipway.Components.Layers;

namespace Slipway.Components.Tests.Layers;

public sealed class LayerGraphTests
{
    private static readonly string[] Field = ["secrets", "infrastructure", "infrastructure-config", "operators", "core", "apps"];

    [Fact]
    public void The_default_layers_come_in_the_order_of_the_field() => Assert.Equal(Field, LayerGraph.Of(LayerGraph.Default("dev")).Layers.Select(l => l.Name));

    [Fact]
    public void Image_automation_is_a_layer_after_the_apps() => Assert.Equal(
        [.. Field, "image-automation"],
        LayerGraph.Of(LayerGraph.Default("dev", imageAutomation: true)).Layers.Select(l => l.Name));

    [Fact]
    public void What_uses_CRDs_comes_after_what_installs_them()
    {
        var layers = LayerGraph.Of(LayerGraph.Default("dev")).Layers.ToDictionary(l => l.Name);

        Assert.Equal(["infrastructure"], layers["infrastructure-config"].DependsOn.AsEnumerable());
        Assert.Equal(["operators", "infrastructure-config"], layers["core"].DependsOn.AsEnumerable());
    }

    [Fact]
    public void Secrets_alone_follow_the_branch_are_decrypted_and_are_no_template()
    {
        var layers = LayerGraph.Default("dev", imageAutomation: true);

        Assert.All(layers, l => Assert.Equal(l.Name == "secrets", l.Source == LayerSource.Cluster));
        Assert.All(layers, l => Assert.Equal(l.Name == "secrets", l.Decryption));
        Assert.All(layers, l => Assert.Equal(l.Name == "secrets", l.SubstituteFrom.IsEmpty));
        Assert.All(layers, l => Assert.Equal(l.Name == "secrets", !l.HelmReleaseDefaults));
    }

    [Fact]
    public void Any_graph_without_a_cycle_is_ordered_so_that_dependencies_come_first()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var layers = RandomLayers.Of(seed);

            var order = LayerGraph.Of(layers).Layers.Select(l => l.Name).ToList();

            Assert.Equal(layers.Count, order.Count);
            Assert.All(layers, l => Assert.All(l.DependsOn, d => Assert.True(order.IndexOf(d) < order.IndexOf(l.Name), $"seed {seed}: {d} before {l.Name}")));
        }
    }
}
