using Slipway.Lab.Clouds.Kubernetes;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Tests;

public sealed class ClusterSessionTests : IDisposable
{
    private const string Cluster = "dev.eu-west-1.111122223333";

    private static readonly ObjectReference Settings = new("v1", "ConfigMap", "default", "settings");

    private readonly Lab _lab = new();

    public ClusterSessionTests() => _lab.Host.Kubernetes.Install(Cluster);

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task What_a_client_says_no_more_goes_and_what_others_said_stays()
    {
        using var session = await OpenAsync();
        session.ApplyAs("one", Map(("a", "1"), ("b", "1")));
        session.ApplyAs("other", Map(("c", "2")));

        session.ApplyAs("one", Map(("a", "1")));

        Assert.Equal(["a", "c"], session.Find(Settings)!.Map("data").Keys);
    }

    [Fact]
    public async Task A_field_that_two_clients_say_stays_when_one_of_them_lets_go()
    {
        using var session = await OpenAsync();
        session.ApplyAs("one", Map(("a", "1")));
        session.ApplyAs("other", Map(("a", "1")));

        session.ApplyAs("one", Map());

        Assert.Equal("1", session.Find(Settings)!.Map("data").Text("a"));
    }

    [Fact]
    public async Task Fields_of_clients_that_are_overridden_go()
    {
        using var session = await OpenAsync();
        session.ApplyAs("one", Map(("a", "1")));
        session.ReplaceAs("kubectl-edit", session.Find(Settings)!.With("data", PropertyMap.Of(("a", "2"), ("b", "2"))));

        session.ApplyAs("one", Map(("a", "1")), "kubectl");

        Assert.Equal(PropertyMap.Of(("a", "1")), session.Find(Settings)!.Map("data"));
    }

    [Fact]
    public async Task An_apply_that_changes_nothing_leaves_the_version()
    {
        using var session = await OpenAsync();
        var first = session.ApplyAs("one", Map(("a", "1")));

        var second = session.ApplyAs("one", Map(("a", "1")));

        Assert.Equal((ObjectChange.Created, ObjectChange.Unchanged), (first.Change, second.Change));
        Assert.Equal(first.Object, second.Object);
    }

    [Fact]
    public async Task A_new_spec_is_a_new_generation_and_a_new_label_is_not()
    {
        using var session = await OpenAsync();
        var one = session.ApplyAs("one", Job(1, "a"));
        var two = session.ApplyAs("one", Job(2, "a"));
        var three = session.ApplyAs("one", Job(2, "b"));

        Assert.Equal([1, 2, 2], ((AppliedObject[])[one, two, three]).Select(o => o.Object.Map("metadata").Integer("generation")!.Value));
    }

    [Fact]
    public async Task An_object_with_a_finalizer_stays_until_it_is_gone()
    {
        using var session = await OpenAsync();
        session.ApplyAs("one", Map(("a", "1")));
        session.SetFinalizer(Settings, "example.com/wait", present: true);

        session.Delete(Settings);
        Assert.True(session.Find(Settings)!.Map("metadata").Has("deletionTimestamp"));
        session.SetFinalizer(Settings, "example.com/wait", present: false);

        Assert.Null(session.Find(Settings));
        Assert.Null(_lab.Host.Kubernetes.Find(Cluster, "v1", "ConfigMap", "default", "settings"));
    }

    [Fact]
    public async Task A_namespace_that_is_missing_is_refused_and_one_that_goes_takes_everything_along()
    {
        using var session = await OpenAsync();
        Assert.Equal("namespaces \"shop\" not found", Assert.Throws<ProviderException>(() => session.ApplyAs("one", In("shop"))).Message);
        session.ApplyAs("one", PropertyMap.Of(("apiVersion", "v1"), ("kind", "Namespace"), ("metadata", PropertyMap.Of(("name", "shop")))));
        session.ApplyAs("one", In("shop"));

        session.Delete(new ObjectReference("v1", "Namespace", "", "shop"));

        Assert.Null(session.Find(Settings with { Namespace = "shop" }));
        Assert.Empty(_lab.Host.Kubernetes.List(Cluster, "v1", "ConfigMap"));
    }

    private Task<ClusterSession> OpenAsync() => _lab.Host.Kubernetes.OpenAsync(Cluster, default);

    private static PropertyMap Map(params (string, PropertyValue)[] data) => In("default").With("data", PropertyMap.Of(data));

    private static PropertyMap In(string space) => PropertyMap.Of(
        ("apiVersion", "v1"), ("kind", "ConfigMap"), ("metadata", PropertyMap.Of(("name", "settings"), ("namespace", space))));

    private static PropertyMap Job(int parallelism, string label) => PropertyMap.Of(
        ("apiVersion", "batch/v1"), ("kind", "Job"), ("spec", PropertyMap.Of(("parallelism", parallelism))),
        ("metadata", PropertyMap.Of(("name", "job"), ("namespace", "default"), ("labels", PropertyMap.Of(("is", label))))));
}
