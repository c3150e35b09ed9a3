using Slipway.Lab.Clouds.Kubernetes;

namespace Slipway.Lab.Flux.Tests;

public sealed class DependencyTests
{
    private static readonly (string, string)[] Layers =
    [
        ("cluster/first.yaml", Manifests.Layer("first", "wait: true")),
        ("cluster/second.yaml", Manifests.Layer("second", "dependsOn:\n  - name: first")),
        ("first/release.yaml", Manifests.Release("one")),
        ("second/a.yaml", Manifests.Settings("a", "one")),
    ];

    [Fact]
    public async Task A_layer_is_applied_after_all_of_what_it_depends_on_is_healthy()
    {
        using var lab = await FluxLab.UpAsync(Layers);

        var order = lab.Flux.Events().Where(e => e.Reason is "InstallSucceeded" or "ReconciliationSucceeded" && !e.Object.EndsWith("/flux-system", StringComparison.Ordinal)).Select(e => e.Object);
        Assert.Equal(["HelmRelease/flux-system/one", "Kustomization/flux-system/first", "Kustomization/flux-system/second"], order);
    }

    [Fact]
    public async Task What_depends_on_an_unhealthy_layer_waits_with_the_reason_and_what_does_not_goes_on()
    {
        using var lab = await FluxLab.UpAsync(("cluster/third.yaml", Manifests.Layer("third")), ("third/c.yaml", Manifests.Settings("c", "one")));
        await lab.InClusterAsync(s => LabFaults.Set(s, new ObjectReference("", "HelmRelease", "flux-system", "one"), "pods crash"));
        await lab.CommitAsync(Layers);

        await lab.ReconcileAsync();

        Assert.StartsWith("health check failed after ", lab.Status("Kustomization", "first").Message, StringComparison.Ordinal);
        Assert.Contains("HelmRelease/flux-system/one status:", lab.Status("Kustomization", "first").Message, StringComparison.Ordinal);
        Assert.Equal((false, "dependency 'flux-system/first' is not ready"), (lab.Status("Kustomization", "second").Ready, lab.Status("Kustomization", "second").Message));
        Assert.True(lab.Status("Kustomization", "third").Ready);
        Assert.Null(lab.Find("v1", "ConfigMap", "flux-system", "a"));
    }

    [Fact]
    public async Task Two_layers_that_stay_unhealthy_come_to_rest()
    {
        using var lab = await FluxLab.UpAsync();
        await lab.CommitAsync(
            ("cluster/first.yaml", Manifests.Layer("first", "wait: true")),
            ("cluster/second.yaml", Manifests.Layer("second", "wait: true")),
            ("cluster/third.yaml", Manifests.Layer("third", "dependsOn:\n  - name: first\n  - name: second")),
            ("first/release.yaml", WithoutChart("one")),
            ("second/release.yaml", WithoutChart("two")),
            ("third/c.yaml", Manifests.Settings("c", "one")));

        await lab.ReconcileAsync();

        Assert.Equal("health check failed after 5m: timeout waiting for: [HelmRelease/flux-system/one status: 'InProgress']", lab.Status("Kustomization", "first").Message);
        Assert.Equal("health check failed after 5m: timeout waiting for: [HelmRelease/flux-system/two status: 'InProgress']", lab.Status("Kustomization", "second").Message);
        Assert.Equal("dependency 'flux-system/first' is not ready", lab.Status("Kustomization", "third").Message);

        await lab.CommitAsync(("first/release.yaml", Manifests.Release("one")), ("second/release.yaml", Manifests.Release("two")));
        Assert.True((await lab.ReconcileAsync()).Status.IsReady);
    }

    [Fact]
    public async Task It_goes_on_by_itself_when_the_layer_is_well_again()
    {
        using var lab = await FluxLab.UpAsync();
        var release = new ObjectReference("", "HelmRelease", "flux-system", "one");
        await lab.InClusterAsync(s => LabFaults.Set(s, release, "pods crash"));
        await lab.CommitAsync(Layers);
        await lab.ReconcileAsync();

        await lab.InClusterAsync(s => LabFaults.Clear(s, release));
        var run = await lab.ReconcileAsync();

        Assert.True(run.Status.IsReady);
        Assert.NotNull(lab.Find("v1", "ConfigMap", "flux-system", "a"));
    }

    [Fact]
    public async Task A_layer_that_was_ready_waits_when_its_dependency_fails_later()
    {
        using var lab = await FluxLab.UpAsync(Layers);
        Assert.True(lab.Flux.Status()!.IsReady);
        await lab.InClusterAsync(s => LabFaults.Set(s, new ObjectReference("", "HelmRelease", "flux-system", "one"), "pods crash"));

        await lab.ReconcileAsync();

        Assert.Equal("dependency 'flux-system/first' is not ready", lab.Status("Kustomization", "second").Message);
        Assert.NotNull(lab.Find("v1", "ConfigMap", "flux-system", "a"));
    }

    [Fact]
    public async Task A_missing_dependency_is_named()
    {
        using var lab = await FluxLab.UpAsync(("cluster/second.yaml", Manifests.Layer("second", "dependsOn:\n  - name: nobody")), ("second/a.yaml", Manifests.Settings("a", "one")));

        Assert.Equal("dependency 'flux-system/nobody' not found: kustomizations.kustomize.toolkit.fluxcd.io \"nobody\" not found", lab.Status("Kustomization", "second").Message);
    }

    [Theory]
    [InlineData("dep.status.lastAppliedRevision.contains(\\\"refs/heads/main@\\\")", true)]
    [InlineData("dep.status.lastAppliedRevision.contains(\\\"refs/tags/\\\")", false)]
    [InlineData("dep.status.noSuchField == 1", false)]
    public async Task An_expression_takes_the_place_of_the_ready_condition(string expression, bool isReady)
    {
        using var lab = await FluxLab.UpAsync(
            ("cluster/first.yaml", Manifests.Layer("first")), ("first/a.yaml", Manifests.Settings("a", "one")), ("second/b.yaml", Manifests.Settings("b", "one")),
            ("cluster/second.yaml", Manifests.Layer("second", $"dependsOn:\n  - name: first\n    readyExpr: \"{expression}\"")));

        Assert.Equal(isReady, lab.Status("Kustomization", "second").Ready);
        Assert.Equal(isReady, lab.Find("v1", "ConfigMap", "flux-system", "b") is not null);
    }

    [Fact]
    public async Task An_expression_that_is_none_stalls_the_layer()
    {
        using var lab = await FluxLab.UpAsync(
            ("cluster/first.yaml", Manifests.Layer("first")), ("first/a.yaml", Manifests.Settings("a", "one")), ("second/b.yaml", Manifests.Settings("b", "one")),
            ("cluster/second.yaml", Manifests.Layer("second", "dependsOn:\n  - name: first\n    readyExpr: \"dep.status ==\"")));

        Assert.Equal("InvalidCELExpression", lab.Status("Kustomization", "second").Reason);
    }

    private static string WithoutChart(string name) => Manifests.Release(name).Split("---\n")[1];
}
