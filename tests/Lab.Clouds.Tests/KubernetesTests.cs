using System.Text;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;
using static Slipway.Lab.Clouds.Tests.Platform;
using static Slipway.Lab.Clouds.Tests.Provider;

namespace Slipway.Lab.Clouds.Tests;

public sealed class KubernetesObjects : IAsyncLifetime
{
    private const string Namespace = "kubernetes:core/v1:Namespace";
    private const string Secret = "kubernetes:core/v1:Secret";
    private const string ConfigMap = "kubernetes:core/v1:ConfigMap";
    private const string Release = "kubernetes:helm.sh/v3:Release";
    private const string Name = "dev.eu-west-1.111122223333";

    private readonly Lab _lab = new();
    private Made _cluster = null!;

    public async Task InitializeAsync() => _cluster = await _lab.Aws().NewCluster();

    public Task DisposeAsync()
    {
        _lab.Dispose();
        return Task.CompletedTask;
    }

    private Provider Kube => _lab.Configure("kubernetes", null, ("kubeconfig", PropertyValue.Secret(Kubeconfig(_cluster))));

    [Fact]
    public async Task A_namespace_is_as_the_API_server_keeps_it()
    {
        var made = await Kube.Create(Namespace, Meta("flux-system"));
        var stored = _lab.Host.Kubernetes.Find(Name, "v1", "Namespace", "", "flux-system")!;

        Assert.Equal("flux-system", made.Id);
        Assert.Equal(stored, made.Outputs);
        Assert.Equal("flux-system", stored["metadata"].AsMap!["labels"].AsMap!["kubernetes.io/metadata.name"].AsString);
        Assert.True(Guid.TryParse(stored["metadata"].AsMap!["uid"].AsString, out _));
        Assert.True(System.IO.File.Exists(Path.Combine(_lab.Root, "kubernetes", Name, "v1", "Namespace", "flux-system.json")));
    }

    [Fact]
    public async Task A_namespace_must_be_there_first() => Assert.Equal(
        "resource \"nowhere/info\" was not successfully created by the Kubernetes API server: namespaces \"nowhere\" not found",
        await Kube.Refusal(ConfigMap, Meta("info", "nowhere")));

    [Fact]
    public async Task An_object_is_made_once()
    {
        await Kube.Create(Namespace, Meta("apps"));

        Assert.EndsWith("namespaces \"apps\" already exists", await Kube.Refusal(Namespace, Meta("apps")));
    }

    [Theory]
    [InlineData("Apps", "lowercase RFC 1123 label")]
    [InlineData("a.b", "lowercase RFC 1123 label")]
    [InlineData("-a", "lowercase RFC 1123 label")]
    public async Task Names_keep_to_the_rules(string name, string rule) => Assert.Contains(rule, await Kube.Problems(Namespace, Meta(name)));

    [Fact]
    public async Task A_namespace_goes_with_everything_in_it()
    {
        var space = await Kube.Create(Namespace, Meta("apps"));
        var config = await Kube.Create(ConfigMap, Meta("info", "apps"));
        await Kube.Delete(space);

        Assert.Null(await Kube.Read(config));
        await Kube.Delete(config);
    }

    [Fact]
    public async Task An_unnamed_object_gets_a_name_and_keeps_it()
    {
        var made = await Kube.Create(ConfigMap, Map(("data", Map(("a", "1")))), "info");
        var again = await Kube.Check(ConfigMap, Map(("data", Map(("a", "2")))), made.Inputs, "info");
        var diff = await Kube.Diff(made, again.Inputs);

        Assert.Matches("^default/info-[0-9a-f]{8}$", made.Id);
        Assert.Equal(made.Inputs["metadata"], again.Inputs["metadata"]);
        Assert.True(diff.Replaces);
        Assert.False(diff.DeleteBeforeReplace);
    }

    [Fact]
    public async Task An_apply_changes_and_removes_its_own_and_leaves_what_others_set()
    {
        var made = await Kube.Create(Namespace, Labelled(("a", "1"), ("b", "1")));
        var foreign = _lab.Configure("kubernetes", null, ("kubeconfig", Kubeconfig(_cluster)));
        await foreign.Update(made with { Inputs = Meta("apps") }, Labelled(("theirs", "x")));
        var changed = await Kube.Update(made, Labelled(("a", "2")));
        var labels = changed.Outputs["metadata"].AsMap!["labels"].AsMap!;

        Assert.Equal(Map(("a", "2"), ("theirs", "x"), ("kubernetes.io/metadata.name", "apps")), labels);
        Assert.Equal(made.Outputs["metadata"].AsMap!["uid"], changed.Outputs["metadata"].AsMap!["uid"]);
        Assert.NotEqual(made.Outputs["metadata"].AsMap!["resourceVersion"], changed.Outputs["metadata"].AsMap!["resourceVersion"]);
    }

    [Fact]
    public async Task Data_of_a_secret_is_folded_secret_and_encrypted()
    {
        var secret = await Kube.Create(Secret, Meta("git", "default").Merge(Map(
            ("stringData", Map(("password", "correct horse"))), ("data", Map(("user", Base64("battery staple")))))));
        var stored = _lab.Host.Kubernetes.Find(Name, "v1", "Secret", "default", "git")!;
        var onDisk = string.Concat(_lab.Files());

        Assert.Equal(Map(("password", Base64("correct horse")), ("user", Base64("battery staple"))), stored["data"].AsMap);
        Assert.IsType<SecretValue>(stored["data"]);
        Assert.IsType<SecretValue>(secret.Outputs["data"]);
        Assert.Equal("Opaque", stored["type"].AsString);
        Assert.All(["correct horse", "battery staple", Base64("correct horse"), Base64("battery staple")], text => Assert.DoesNotContain(text, onDisk));
    }

    [Fact]
    public async Task A_changed_secret_is_replaced_after_the_old_one_is_gone_unless_the_provider_may_change_it()
    {
        var inputs = Meta("git", "default").Merge(Map(("stringData", Map(("password", "one")))));
        var secret = await Kube.Create(Secret, inputs);
        var changed = inputs.With("stringData", PropertyValue.Secret(Map(("password", "two"))));
        var mutable = _lab.Configure("kubernetes", null, ("kubeconfig", Kubeconfig(_cluster)), ("enableSecretMutable", "true"));
        var wanted = (await Kube.Check(Secret, changed, secret.Inputs)).Inputs;
        var diff = await Kube.Diff(secret, wanted);

        Assert.True(diff is { Replaces: true, DeleteBeforeReplace: true });
        Assert.False((await mutable.Diff(secret, wanted)).Replaces);
        Assert.Equal(Base64("two"), (await mutable.Update(secret, changed)).Outputs["data"].AsMap!["password"].AsString);
    }

    [Fact]
    public async Task An_immutable_object_stays_as_it_is()
    {
        var inputs = Meta("info", "default").Merge(Map(("data", Map(("a", "1"))), ("immutable", true)));
        var made = await Kube.Create(ConfigMap, inputs);
        var refusal = await Assert.ThrowsAsync<ProviderException>(() => Kube.Update(made, inputs.With("data", Map(("a", "2")))));

        Assert.Contains("field is immutable when `immutable` is set", refusal.Message);
    }

    [Fact]
    public async Task A_secret_annotation_is_encrypted()
    {
        var secret = Map(("metadata", Map(("name", "apps"), ("annotations", Map(("token", PropertyValue.Secret("correct horse")))))));
        var made = await Kube.Create(Namespace, secret);
        await Kube.Update(made, secret.With("metadata", secret["metadata"].AsMap!.With("labels", Map(("a", "b"))).With("annotations", Map(("token", PropertyValue.Secret("battery staple"))))));

        Assert.All(_lab.Files(), text =>
        {
            Assert.DoesNotContain("correct horse", text);
            Assert.DoesNotContain("battery staple", text);
        });
    }

    [Fact]
    public async Task A_refresh_finds_what_a_person_changed()
    {
        var inputs = Meta("git", "default").Merge(Map(("stringData", Map(("password", "one")))));
        var secret = await Kube.Create(Secret, inputs);
        var mutable = _lab.Configure("kubernetes", null, ("kubeconfig", Kubeconfig(_cluster)), ("enableSecretMutable", true));
        await mutable.Update(secret, inputs.With("stringData", Map(("password", "two"))));
        var read = await Kube.Read(secret);

        Assert.Equal("two", read!.Inputs["stringData"].AsMap!["password"].AsString);
        Assert.IsType<SecretValue>(read.Inputs["stringData"]);
        Assert.Null(read.Inputs["metadata"].AsMap!.Find("uid"));
    }

    [Fact]
    public async Task A_refresh_of_what_nobody_changed_changes_nothing()
    {
        var inputs = Meta("git", "default").Merge(Map(
            ("stringData", Map(("password", PropertyValue.Secret("one")), ("known_hosts", "github.com"))), ("data", Map(("user", "YQ==")))));
        var secret = await Kube.Create(Secret, inputs);
        var read = await Kube.Read(secret);

        Assert.Equal(secret.Inputs, read!.Inputs);
        Assert.Equal(secret.Outputs, read.Outputs);
    }

    [Fact]
    public async Task A_cluster_takes_its_objects_along()
    {
        var config = await Kube.Create(ConfigMap, Meta("info", "default"));
        await _lab.Aws().Delete(_cluster);
        var read = await Assert.ThrowsAsync<ProviderException>(() => Kube.Read(config));
        var deletion = await Assert.ThrowsAsync<ProviderException>(() => Kube.Delete(config));
        var patient = _lab.Configure("kubernetes", null, ("kubeconfig", Kubeconfig(_cluster)), ("deleteUnreachable", true));
        await patient.Delete(config);

        Assert.Matches("^configured Kubernetes cluster is unreachable: .*openapi/v2\\?timeout=32s\": dial tcp: lookup .*: no such host$", read.Message);
        Assert.Contains("set deleteUnreachable", deletion.Message);
        Assert.Empty(_lab.Host.Kubernetes.Clusters);
    }

    [Fact]
    public async Task Another_authority_is_not_trusted()
    {
        var kube = _lab.Configure("kubernetes", null, ("kubeconfig", KubeconfigOf(_cluster.Text("endpoint"), "bm90IGl0")));

        Assert.Contains("x509: certificate signed by unknown authority", await kube.Refusal(Namespace, Meta("apps")));
    }

    [Fact]
    public async Task An_unknown_kubeconfig_answers_previews()
    {
        var kube = _lab.Configure("kubernetes", null, ("kubeconfig", PropertyValue.Unknown));
        var preview = await kube.Preview(Namespace, Meta("apps"));

        Assert.Equal("apps", preview.Outputs["metadata"].AsMap!["name"].AsString);
        Assert.Equal(PropertyValue.Unknown, preview.Outputs["status"]);
        Assert.Contains("cluster is unreachable", await kube.Refusal(Namespace, Meta("apps")));
    }

    // So deep that a reader which did not count would end with its stack.
    private const string Deep = Deep10 + Deep10 + Deep10 + Deep10 + Deep10 + Deep10 + Deep10 + Deep10 + Deep10 + Deep10 + Deep10 + Deep10 + Deep10;
    private const string Deep10 = "[[[[[[[[[[";

    [Theory]
    [InlineData("current-context: [", "it is not YAML, or nested or aliased beyond measure (line ")]
    [InlineData("kind: Config", "it has no current-context")]
    [InlineData("current-context: dev", "there is no context \"dev\" under contexts")]
    [InlineData(Deep, "nested or aliased beyond measure (line 1, column 129)")]
    public async Task A_broken_kubeconfig_is_refused(string text, string why) => Assert.Contains(why, (await Assert.ThrowsAsync<ProviderException>(
        () => _lab.Host.ConfigureAsync("kubernetes", Map(("kubeconfig", text)), default))).Message);

    [Fact]
    public async Task The_identifier_says_whether_it_is_another_cluster()
    {
        var (old, moved) = (Kubeconfig(_cluster), KubeconfigOf("https://elsewhere", ""));
        Task<DiffResult> Diff(PropertyMap from, PropertyMap to) => _lab.Host.DiffConfigAsync("kubernetes", from, to, default);

        Assert.True((await Diff(Map(("kubeconfig", old)), Map(("kubeconfig", moved)))).Replaces);
        Assert.True((await Diff(Map(("kubeconfig", old)), Map(("kubeconfig", PropertyValue.Unknown)))).Replaces);
        Assert.False((await Diff(Map(("kubeconfig", old)), Map(("kubeconfig", old + "\n# a comment\n")))).Replaces);
        Assert.False((await Diff(Map(("kubeconfig", old), ("clusterIdentifier", "a")), Map(("kubeconfig", PropertyValue.Unknown), ("clusterIdentifier", "a")))).Replaces);
        Assert.True((await Diff(Map(("kubeconfig", old), ("clusterIdentifier", "a")), Map(("kubeconfig", old), ("clusterIdentifier", "b")))).Replaces);
    }

    [Fact]
    public async Task A_release_is_recorded_with_its_values_and_says_that_nothing_is_rendered()
    {
        await Kube.Create(Namespace, Meta("flux-system"));
        var inputs = Chart("0.58.1").Merge(Map(("name", "flux"), ("values", Map(("replicas", 2)))));
        var release = await Kube.Create(Release, inputs);
        var upgraded = await Kube.Update(release, inputs.With("version", "0.58.2"));
        var stored = _lab.Host.Kubernetes.Find(Name, "helm.sh/v3", "Release", "flux-system", "flux")!["spec"].AsMap!;

        Assert.Equal("flux-system/flux", release.Id);
        Assert.Equal("deployed", upgraded.Outputs["status"].AsMap!["status"].AsString);
        Assert.Equal(2, upgraded.Outputs["status"].AsMap!["revision"]);
        Assert.Equal("0.58.2", stored["version"].AsString);
        Assert.Equal(Map(("replicas", 2)), stored["values"].AsMap);
        Assert.Contains("renders no chart", stored["description"].AsString);
        Assert.Equal("cannot re-use a name that is still in use", await Kube.Refusal(Release, inputs));
        Assert.Equal(inputs["version"].AsString, release.Inputs["version"].AsString);
    }

    [Fact]
    public async Task Secret_values_of_a_release_stay_secret_through_upgrades_and_refreshes()
    {
        PropertyMap Values(int replicas) => Map(("replicas", replicas), ("auth", Map(("password", PropertyValue.Secret("correct horse")))));
        var inputs = Chart("1.0.0").Merge(Map(("name", "app"), ("createNamespace", true), ("values", Values(1))));
        var release = await Kube.Create(Release, inputs);
        await Kube.Update(release, inputs.With("values", Values(2)));
        var read = await Kube.Read(release);
        var onDisk = string.Concat(_lab.Files());

        Assert.DoesNotContain("correct horse", onDisk);
        Assert.Equal(Values(2), read!.Inputs["values"]);
        Assert.Equal(Values(2), read.Outputs["values"]);
    }

    [Fact]
    public async Task A_release_needs_its_namespace_unless_it_makes_it()
    {
        Assert.Contains("namespaces \"flux-system\" not found", await Kube.Refusal(Release, Chart("1.0.0")));
        await Kube.Create(Release, Chart("1.0.0").With("createNamespace", true));
        Assert.NotNull(_lab.Host.Kubernetes.Find(Name, "v1", "Namespace", "", "flux-system"));
    }

    [Theory]
    [InlineData("1.x", "is not an exact semantic version")]
    [InlineData(">=1.0.0", "is not an exact semantic version")]
    [InlineData("v1.0.0", "is not an exact semantic version")]
    public async Task A_release_has_an_exact_version(string version, string why) => Assert.Contains(why, await Kube.Problems(Release, Chart(version)));

    [Theory]
    [InlineData("oci://ghcr.io/charts/flux:1.0", "without a tag")]
    [InlineData("./charts/flux", "comes from nowhere")]
    [InlineData("flux", "comes from nowhere")]
    public async Task A_chart_comes_from_somewhere(string chart, string why) =>
        Assert.Contains(why, await Kube.Problems(Release, Chart("1.0.0").With("chart", chart)));

    [Fact]
    public async Task An_imported_object_gives_inputs_without_what_the_server_wrote()
    {
        await Kube.Create(ConfigMap, Meta("info", "default").With("data", Map(("a", "1"))));
        var read = await Kube.Import(ConfigMap, "default/info");

        Assert.Equal(["name", "namespace"], read!.Inputs["metadata"].AsMap!.Keys);
        Assert.Equal(Map(("a", "1")), read.Inputs["data"].AsMap);
    }

    private static PropertyMap Chart(string version) => Map(
        ("chart", "oci://ghcr.io/controlplaneio-fluxcd/charts/flux-operator"), ("version", version), ("namespace", "flux-system"));

    private static PropertyMap Meta(string name, string? space = null) =>
        Map(("metadata", space is null ? Map(("name", name)) : Map(("name", name), ("namespace", space))));

    private static PropertyMap Labelled(params (string, PropertyValue)[] labels) =>
        Map(("metadata", Map(("name", "apps"), ("labels", Map(labels)))));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
