using Slipway.Components.Layers;

namespace Slipway.Components.Tests.Layers;

public sealed class LayerRulesTests
{
    [Fact]
    public void An_environment_has_at_least_one_layer() => Assert.Equal("there are no layers; an environment delivers at least one", Refused());

    [Fact]
    public void A_cycle_is_refused_with_its_path() => Assert.Equal(
        "layer 'a' waits for itself: a → c → b → a; remove one of these dependencies",
        Refused(Layer("a", "c"), Layer("b", "a"), Layer("c", "b")));

    [Fact]
    public void Every_cycle_is_named() => Assert.Equal(
        string.Join(Environment.NewLine,
            "layer 'a' waits for itself: a → b → a; remove one of these dependencies",
            "layer 'c' waits for itself: c → d → c; remove one of these dependencies"),
        Refused(Layer("a", "b"), Layer("b", "a"), Layer("c", "d"), Layer("d", "c")));

    [Fact]
    public void A_layer_does_not_depend_on_itself() => Assert.Equal("layer 'a' depends on itself; remove the dependency", Refused(Layer("a", "a")));

    [Fact]
    public void A_dependency_stands_once() => Assert.Equal("layer 'b' depends on 'a' twice; once is enough", Refused(Layer("a"), Layer("b", "a", "a")));

    [Fact]
    public void A_dependency_on_an_unknown_layer_is_refused_with_the_nearest_name() => Assert.Equal(
        "layer 'apps' depends on 'cores', which is no layer; is 'core' meant?",
        Refused(Layer("core"), Layer("apps", "cores")));

    [Fact]
    public void Without_a_near_name_the_others_are_listed() => Assert.Equal(
        "layer 'apps' depends on 'database', which is no layer; the layers are core, edge",
        Refused(Layer("core"), Layer("edge"), Layer("apps", "database")));

    [Fact]
    public void A_layer_that_others_wait_for_must_wait_itself() => Assert.Equal(
        "layer 'a' does not wait for its objects to be healthy, but 'b' depends on it; set wait: true",
        Refused(Layer("a") with { Wait = false }, Layer("b", "a")));

    [Fact]
    public void A_name_is_unique() => Assert.Equal(
        "layer 'a' stands 2 times; a layer's name is unique",
        Refused(Layer("a"), Layer("a") with { Path = "./b" }));

    [Theory]
    [InlineData("Core")]
    [InlineData("core_1")]
    [InlineData("-core")]
    [InlineData("core\n")]
    [InlineData("")]
    public void A_name_is_a_DNS_label(string name) => Assert.Contains("is no name for a Kustomization", Refused(Layer("x") with { Name = name }), StringComparison.Ordinal);

    [Fact]
    public void A_layer_does_not_take_the_name_of_the_clusters_own() => Assert.Equal(
        "layer 'flux-system' has the name of what syncs the cluster's own folder; choose another",
        Refused(Layer("flux-system")));

    [Fact]
    public void Two_layers_do_not_share_a_path() => Assert.Equal(
        "layer 'b' has the path of 'a', ./a; two layers would fight over the same objects",
        Refused(Layer("a"), Layer("b") with { Path = "./a" }));

    [Theory]
    [InlineData("./core", "./core/databases")]
    [InlineData("./core/databases", "./core")]
    public void No_layers_path_contains_anothers(string first, string second) => Assert.Equal(
        $"layer 'b' has the path {second}, which overlaps with {first} of 'a'; two layers would fight over the same objects",
        Refused(Layer("a") with { Path = first }, Layer("b") with { Path = second }));

    [Fact]
    public void The_clusters_source_is_the_infrastructure_repository_too() => Assert.Contains(
        "two layers would fight",
        Refused(Layer("a") with { Path = "./clusters/dev/secrets", Source = LayerSource.Cluster }, Layer("b") with { Path = "./clusters/dev/secrets" }),
        StringComparison.Ordinal);

    [Fact]
    public void The_same_path_in_two_repositories_and_a_common_beginning_are_no_overlap() => Assert.Equal(
        4,
        LayerGraph.Of([Layer("a"), Layer("b") with { Path = "./a", Source = LayerSource.Apps }, Layer("core"), Layer("core-config")]).Layers.Length);

    [Theory]
    [InlineData("/etc")]
    [InlineData("./../other")]
    [InlineData("./a/./b")]
    [InlineData("./a//b")]
    [InlineData("./a/")]
    [InlineData("./")]
    [InlineData("./a b")]
    [InlineData("./${environment}")]
    [InlineData("apps")]
    public void A_path_is_a_folder_of_its_repository(string path) =>
        Assert.Contains("stays in its repository", Refused(Layer("a") with { Path = path }), StringComparison.Ordinal);

    [Theory]
    [InlineData("./clusters")]
    [InlineData("./clusters/dev")]
    public void What_the_cluster_syncs_itself_is_no_layer(string path) =>
        Assert.Equal($"layer 'a' has the path {path}, which the cluster syncs by itself; choose another folder", Refused(Layer("a") with { Path = path }));

    [Fact]
    public void A_duration_is_whole_seconds() => Assert.Equal(
        string.Join(Environment.NewLine,
            "layer 'a' has interval 00:00:00; it is whole seconds, at least one",
            "layer 'a' has retryInterval 00:00:01.5000000; it is whole seconds, at least one",
            "layer 'a' has timeout -00:01:00; it is whole seconds, at least one"),
        Refused(Layer("a") with { Interval = TimeSpan.Zero, RetryInterval = TimeSpan.FromSeconds(1.5), Timeout = TimeSpan.FromMinutes(-1) }));

    [Fact]
    public void A_failure_is_tried_again_no_later_than_the_interval() => Assert.Equal(
        "layer 'a' is tried again every 5m after a failure, less often than the 1m it has when all is well; retryInterval ≤ interval",
        Refused(Layer("a") with { Interval = TimeSpan.FromMinutes(1), RetryInterval = TimeSpan.FromMinutes(5) }));

    [Fact]
    public void A_timeout_is_no_shorter_than_the_time_between_attempts() => Assert.Equal(
        "layer 'a' has 30s to become healthy, less than the 1m between two attempts; timeout ≥ retryInterval",
        Refused(Layer("a") with { Timeout = TimeSpan.FromSeconds(30) }));

    [Fact]
    public void Health_checks_need_a_layer_that_waits() => Assert.Equal(
        "layer 'a' does not wait, so nobody looks at its health checks; set wait: true or remove them",
        Refused(Layer("a") with { Wait = false, HealthCheckExprs = [Health()] }));

    [Fact]
    public void A_health_check_is_of_a_group_and_version_and_can_succeed() => Assert.Equal(
        string.Join(Environment.NewLine,
            "layer 'a' checks the health of 'ClusterIssuer', which is no group and version; write it like cert-manager.io/v1",
            "layer 'a' has a health check that never succeeds; say in CEL when an object is healthy"),
        Refused(Layer("a") with { HealthCheckExprs = [Health() with { ApiVersion = "ClusterIssuer", Current = " " }] }));

    [Fact]
    public void A_health_check_has_nothing_that_flux_takes_for_a_variable() => Assert.Contains(
        "Flux would take for a variable",
        Refused(Layer("a") with { HealthCheckExprs = [Health() with { Failed = "status.text == '${x}'" }] }),
        StringComparison.Ordinal);

    [Fact]
    public void The_health_of_a_kind_is_told_once() => Assert.Equal(
        "layer 'a' checks the health of cert-manager.io/v1 ClusterIssuer twice; make it one expression",
        Refused(Layer("a") with { HealthCheckExprs = [Health(), Health() with { Current = "true" }] }));

    [Fact]
    public void Variables_come_from_an_object_once() => Assert.Equal(
        "layer 'a' takes variables from ConfigMap 'cluster-info' twice; once is enough",
        Refused(Layer("a") with { SubstituteFrom = [new(VariableSourceKind.ConfigMap, "cluster-info"), new(VariableSourceKind.ConfigMap, "cluster-info")] }));

    [Fact]
    public void Every_problem_is_named_at_once_with_its_key()
    {
        var problem = Assert.Throws<LayerGraphException>(() => LayerGraph.Of(
            [Layer("Bad Name") with { Path = "./bad" }, Layer("b", "x") with { Interval = TimeSpan.Zero, Path = "/b" }]));

        Assert.Equal([("Bad Name", ""), ("b", "path"), ("b", "interval"), ("b", "dependsOn[0]")], problem.Problems.Select(p => (p.Layer, p.Key)));
    }

    private static HealthCheckExpression Health() => new() { ApiVersion = "cert-manager.io/v1", Kind = "ClusterIssuer", Current = "status.ready" };

    private static string Refused(params Layer[] layers) => Assert.Throws<LayerGraphException>(() => LayerGraph.Of(layers)).Message;

    private static Layer Layer(string name, params string[] dependsOn) => new() { Name = name, Path = $"./{name}", DependsOn = [.. dependsOn] };
}
