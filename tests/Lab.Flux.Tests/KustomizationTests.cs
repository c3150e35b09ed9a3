using Slipway.Lab.Clouds.Kubernetes;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux.Tests;

public sealed class KustomizationTests
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          namespace: flux-system
        spec:
          selector:
            matchLabels:
              app: web
          template:
            metadata:
              labels:
                app: web
            spec:
              containers:
                - name: web
                  image: ghcr.io/acme/web:1.0.0
        """;

    [Fact]
    public async Task What_is_in_git_is_applied_with_the_labels_of_its_layer_and_the_revision_is_reported()
    {
        using var lab = await FluxLab.UpAsync(("cluster/apps.yaml", Manifests.Layer("apps")), ("apps/a.yaml", Manifests.Settings("a", "one")));

        var applied = lab.Find("v1", "ConfigMap", "flux-system", "a")!;
        Assert.Equal("one", applied.Text("data", "value"));
        Assert.Equal("apps", applied.Mark("kustomize.toolkit.fluxcd.io/name"));
        var layer = lab.Status("Kustomization", "apps");
        Assert.Matches("^refs/heads/main@sha1:[0-9a-f]{40}$", layer.Revision);
        Assert.Equal((true, "ReconciliationSucceeded", $"Applied revision: {layer.Revision}"), (layer.Ready, layer.Reason, layer.Message));
    }

    [Fact]
    public async Task A_second_run_changes_nothing_and_writes_no_event()
    {
        using var lab = await FluxLab.UpAsync(("cluster/apps.yaml", Manifests.Layer("apps", "wait: true")), ("apps/a.yaml", Manifests.Settings("a", "one")));
        var before = lab.Clouds.Kubernetes.List(lab.Cluster).ToList();

        var run = await lab.ReconcileAsync();

        Assert.Empty(run.Events);
        Assert.Equal(before, lab.Clouds.Kubernetes.List(lab.Cluster));
    }

    [Fact]
    public async Task A_change_behind_fluxs_back_is_reverted_and_reported()
    {
        using var lab = await FluxLab.UpAsync(("cluster/apps.yaml", Manifests.Layer("apps")), ("apps/a.yaml", Manifests.Settings("a", "one")));
        await lab.EditAsync("v1", "ConfigMap", "flux-system", "a", o => o.With("data", PropertyMap.Of(("value", "two"), ("more", "three"))));

        var run = await lab.ReconcileAsync();

        Assert.Equal(PropertyMap.Of(("value", "one")), lab.Find("v1", "ConfigMap", "flux-system", "a")!.Manifest.Map("data"));
        Assert.Contains(run.Events, e => e.Object == "Kustomization/flux-system/apps" && e.Message == "ConfigMap/flux-system/a configured");
    }

    [Fact]
    public async Task What_another_controller_owns_is_left_alone()
    {
        using var lab = await FluxLab.UpAsync(("cluster/apps.yaml", Manifests.Layer("apps")), ("apps/a.yaml", Deployment));
        await lab.EditAsync("apps/v1", "Deployment", "flux-system", "web", o => o.With("spec", o.Map("spec").With("replicas", 5)), "kube-controller-manager");

        await lab.ReconcileAsync();

        Assert.Equal(5, lab.Find("apps/v1", "Deployment", "flux-system", "web")!.Spec.Integer("replicas"));
    }

    [Fact]
    public async Task A_deleted_object_comes_back()
    {
        using var lab = await FluxLab.UpAsync(("cluster/apps.yaml", Manifests.Layer("apps")), ("apps/a.yaml", Manifests.Settings("a", "one")));
        await lab.InClusterAsync(session => session.Delete(new ObjectReference("v1", "ConfigMap", "flux-system", "a")));

        await lab.ReconcileAsync();

        Assert.NotNull(lab.Find("v1", "ConfigMap", "flux-system", "a"));
    }

    [Fact]
    public async Task What_is_removed_from_git_is_pruned_unless_it_says_that_it_stays()
    {
        using var lab = await FluxLab.UpAsync(
            ("cluster/apps.yaml", Manifests.Layer("apps")),
            ("apps/a.yaml", Manifests.Settings("gone", "one")),
            ("apps/b.yaml", Manifests.Settings("kept", "one", "kustomize.toolkit.fluxcd.io/prune: disabled")),
            ("apps/c.yaml", Manifests.Settings("left", "one")));

        await lab.CommitAsync(("apps/a.yaml", "# nothing\n"), ("apps/b.yaml", "# nothing\n"));
        var run = await lab.ReconcileAsync();

        Assert.Null(lab.Find("v1", "ConfigMap", "flux-system", "gone"));
        Assert.NotNull(lab.Find("v1", "ConfigMap", "flux-system", "kept"));
        Assert.NotNull(lab.Find("v1", "ConfigMap", "flux-system", "left"));
        Assert.Contains(run.Events, e => e.Message.Contains("ConfigMap/flux-system/gone deleted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_layer_that_is_removed_takes_what_it_applied_with_it()
    {
        using var lab = await FluxLab.UpAsync(("cluster/apps.yaml", Manifests.Layer("apps")), ("apps/a.yaml", Manifests.Settings("a", "one")), ("cluster/b.yaml", Manifests.Settings("b", "one")));

        await lab.CommitAsync(("cluster/apps.yaml", "# nothing\n"));
        await lab.ReconcileAsync();

        Assert.Null(lab.Find("v1", "ConfigMap", "flux-system", "a"));
        Assert.DoesNotContain(lab.Flux.Status()!.Objects, o => o.Name == "apps");
    }

    [Fact]
    public async Task A_layer_with_deletion_policy_orphan_leaves_it()
    {
        using var lab = await FluxLab.UpAsync(
            ("cluster/apps.yaml", Manifests.Layer("apps", "deletionPolicy: Orphan")), ("apps/a.yaml", Manifests.Settings("a", "one")), ("cluster/b.yaml", Manifests.Settings("b", "one")));

        await lab.CommitAsync(("cluster/apps.yaml", "# nothing\n"));
        await lab.ReconcileAsync();

        Assert.NotNull(lab.Find("v1", "ConfigMap", "flux-system", "a"));
        Assert.DoesNotContain(lab.Flux.Status()!.Objects, o => o.Name == "apps");
    }

    [Theory]
    [InlineData("kustomize.toolkit.fluxcd.io/ssa: IfNotPresent", "people's", "more")]
    [InlineData("kustomize.toolkit.fluxcd.io/ssa: Merge", "git's", "more")]
    [InlineData("example.com/none: none", "git's", null)]
    public async Task The_ssa_policy_of_an_object_decides_whose_fields_stay(string annotation, string value, string? more)
    {
        using var lab = await FluxLab.UpAsync(("cluster/apps.yaml", Manifests.Layer("apps")), ("apps/a.yaml", Manifests.Settings("a", "git's", annotation)));
        await lab.EditAsync("v1", "ConfigMap", "flux-system", "a", o => o.With("data", PropertyMap.Of(("value", "people's"), ("more", "more"))));

        await lab.ReconcileAsync();

        var data = lab.Find("v1", "ConfigMap", "flux-system", "a")!.Manifest.Map("data");
        Assert.Equal((value, more), (data.Text("value"), data.Text("more")));
    }

    [Fact]
    public async Task A_suspended_layer_is_left_alone()
    {
        using var lab = await FluxLab.UpAsync(("cluster/apps.yaml", Manifests.Layer("apps")), ("apps/a.yaml", Manifests.Settings("a", "one")));
        await lab.CommitAsync(("cluster/apps.yaml", Manifests.Layer("apps", "suspend: true")), ("apps/a.yaml", Manifests.Settings("a", "two")));

        await lab.ReconcileAsync();

        Assert.True(lab.Status("Kustomization", "apps").Suspended);
        Assert.Equal("one", lab.Find("v1", "ConfigMap", "flux-system", "a")!.Text("data", "value"));
    }

    [Fact]
    public async Task Variables_come_from_the_cluster_and_an_unset_one_fails_the_layer_with_its_place()
    {
        using var lab = await FluxLab.UpAsync(
            ("cluster/apps.yaml", Manifests.Layer("apps", "postBuild:\n  substituteFrom:\n    - kind: ConfigMap\n      name: info")),
            ("cluster/info.yaml", Manifests.Settings("info", "ready")),
            ("apps/a.yaml", Manifests.Settings("a", "${value}")));
        Assert.Equal("ready", lab.Find("v1", "ConfigMap", "flux-system", "a")!.Text("data", "value"));

        await lab.CommitAsync(("apps/a.yaml", Manifests.Settings("a", "${vlaue}")));
        await lab.ReconcileAsync();

        var layer = lab.Status("Kustomization", "apps");
        Assert.Equal((false, "BuildFailed"), (layer.Ready, layer.Reason));
        Assert.Contains("variable 'vlaue' is not set (apps/a.yaml:", layer.Message, StringComparison.Ordinal);
        Assert.Equal("ready", lab.Find("v1", "ConfigMap", "flux-system", "a")!.Text("data", "value"));
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: nowhere\n", "ConfigMap/nowhere/a dry-run failed: namespaces \"nowhere\" not found")]
    [InlineData("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n", "ConfigMap/a namespace not specified")]
    [InlineData("apiVersion: cert-manager.io/v1\nkind: Issuer\nmetadata:\n  name: a\n  namespace: flux-system\n", "no matches for kind \"Issuer\" in version \"cert-manager.io/v1\"")]
    [InlineData("apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\n  namespace: flux-system\nspec:\n  replicas: many\n", "dry-run failed (Invalid)")]
    public async Task What_the_api_server_would_refuse_fails_the_layer_and_nothing_of_it_is_applied(string manifest, string problem)
    {
        using var lab = await FluxLab.UpAsync(("cluster/apps.yaml", Manifests.Layer("apps")), ("apps/a.yaml", manifest), ("apps/b.yaml", Manifests.Settings("b", "one")));

        var layer = lab.Status("Kustomization", "apps");
        Assert.Equal((false, "ReconciliationFailed"), (layer.Ready, layer.Reason));
        Assert.Contains(problem, layer.Message, StringComparison.Ordinal);
        Assert.Null(lab.Find("v1", "ConfigMap", "flux-system", "b"));
    }

    [Fact]
    public async Task A_missing_path_and_a_missing_source_are_named()
    {
        using var lab = await FluxLab.UpAsync(
            ("cluster/a.yaml", Manifests.Layer("nowhere")),
            ("cluster/b.yaml", Manifests.Layer("other").Replace("name: flux-system\n", "name: missing\n", StringComparison.Ordinal)));

        Assert.Contains("kustomization path not found: stat nowhere", lab.Status("Kustomization", "nowhere").Message, StringComparison.Ordinal);
        Assert.Equal("gitrepositories.source.toolkit.fluxcd.io \"missing\" not found", lab.Status("Kustomization", "other").Message);
    }

    [Fact]
    public async Task A_service_account_that_is_not_there_fails_the_layer_and_one_that_is_there_is_said_to_have_every_right()
    {
        const string Account = "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: tenant\n  namespace: flux-system\n";
        using var lab = await FluxLab.UpAsync(("cluster/apps.yaml", Manifests.Layer("apps", "serviceAccountName: tenant")), ("apps/a.yaml", Manifests.Settings("a", "one")));

        var layer = lab.Status("Kustomization", "apps");
        Assert.Equal((false, "ReconciliationFailed"), (layer.Ready, layer.Reason));
        Assert.Contains("User \"system:serviceaccount:flux-system:tenant\" is forbidden", layer.Message, StringComparison.Ordinal);

        await lab.CommitAsync(("cluster/account.yaml", Account));
        var run = await lab.ReconcileAsync();
        Assert.True(lab.Status("Kustomization", "apps").Ready);
        Assert.Equal("Kustomization/flux-system/apps as flux-system/tenant", Assert.Single(run.Impersonations));
    }
}
