using Slipway.Components.Layers;

namespace Slipway.Components.Tests.Layers;

public sealed class LayerGraphTests
{
    [Fact]
    public void The_default_layers_come_in_the_order_of_the_field() => Assert.Equal(
        ["infrastructure", "operators", "core", "apps"],
        LayerGraph.Of(LayerGraph.Default("dev")).Layers.Select(l => l.Name));

    [Fact]
    public void A_layer_comes_after_all_it_depends_on_however_they_are_given()
    {
        var reversed = LayerGraph.Default("dev").Reverse().ToList();

        Assert.Equal(["infrastructure", "operators", "core", "apps"], LayerGraph.Of(reversed).Layers.Select(l => l.Name));
    }

    [Fact]
    public void Any_graph_without_a_cycle_is_ordered_so_that_dependencies_come_first()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var layers = RandomLayers(new Random(seed));

            var order = LayerGraph.Of(layers).Layers.Select(l => l.Name).ToList();

            Assert.Equal(layers.Count, order.Count);
            Assert.All(layers, l => Assert.All(l.DependsOn, d => Assert.True(order.IndexOf(d) < order.IndexOf(l.Name), $"seed {seed}: {d} before {l.Name}")));
        }
    }

    [Fact]
    public void A_cycle_is_refused_with_its_path() => Assert.Equal(
        "layer 'a' waits for itself: a → c → b → a",
        Refused(Layer("a", "c"), Layer("b", "a"), Layer("c", "b")));

    [Fact]
    public void A_dependency_on_an_unknown_layer_is_refused_with_the_known_ones() => Assert.Equal(
        "layer 'b' depends on 'x', which is no layer; the layers are a, b",
        Refused(Layer("a"), Layer("b", "x")));

    [Fact]
    public void A_layer_that_others_wait_for_must_wait_itself() => Assert.Equal(
        "layer 'a' does not wait for its objects to be healthy, but 'b' depends on it; set wait: true",
        Refused(Layer("a") with { Wait = false }, Layer("b", "a")));

    [Fact]
    public void Two_layers_of_one_name_or_path_are_refused() => Assert.Equal(
        string.Join(Environment.NewLine,
            "layer 'a' stands 2 times; a layer's name is unique",
            "layer 'a' has the path of 'a', ./a; two layers would fight over the same objects"),
        Refused(Layer("a"), Layer("a")));

    [Theory]
    [InlineData("/etc")]
    [InlineData("./../other")]
    [InlineData("apps")]
    public void A_path_that_leaves_its_repository_is_refused(string path) =>
        Assert.Contains("stays in its repository", Refused(Layer("a") with { Path = path }), StringComparison.Ordinal);

    [Fact]
    public void Every_problem_is_named_at_once()
    {
        var problem = Assert.Throws<LayerGraphException>(() => LayerGraph.Of(
            [Layer("Bad Name"), Layer("b", "x") with { Interval = TimeSpan.Zero }]));

        Assert.Equal(3, problem.Problems.Length);
    }

    private static string Refused(params Layer[] layers) => Assert.Throws<LayerGraphException>(() => LayerGraph.Of(layers)).Message;

    private static Layer Layer(string name, params string[] dependsOn) => new() { Name = name, Path = $"./{name}", DependsOn = [.. dependsOn] };

    private static List<Layer> RandomLayers(Random random)
    {
        var names = Enumerable.Range(0, random.Next(1, 12)).Select(i => $"layer-{i}").ToList();
        var layers = names.Select((name, i) => Layer(name, [.. names.Take(i).Where(_ => random.Next(3) == 0)])).ToArray();
        random.Shuffle(layers);
        return [.. layers];
    }
}
