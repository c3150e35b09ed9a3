using Slipway.Lab.Clouds.Kubernetes;

namespace Slipway.Lab.Flux.Tests;

public sealed class HelmReleaseTests
{
    private const string RemediateTwice = "upgrade:\n  strategy:\n    name: RemediateOnFailure\n  remediation:\n    retries: 2\nvalues:\n  size: 1";

    private static readonly ObjectReference Release = new("helm.toolkit.fluxcd.io/v2", "HelmRelease", "flux-system", "one");

    [Fact]
    public async Task A_release_is_installed_with_its_chart_and_says_that_it_is_simulated()
    {
        using var lab = await FluxLab.UpAsync(("cluster/one.yaml", Manifests.Release("one")));

        var release = lab.Status("HelmRelease", "one");
        Assert.Equal(
            (true, "InstallSucceeded", "Helm install succeeded for release flux-system/one.v1 with chart one@1.0.0 (simulated: the lab renders no charts)"),
            (release.Ready, release.Reason, release.Message));
        Assert.NotNull(lab.Find("v1", "Secret", "flux-system", "sh.helm.release.v1.one.v1"));
    }

    [Theory]
    [InlineData("1.1.0", "values:\n  size: 1", "one@1.1.0")]
    [InlineData("1.0.0", "values:\n  size: 2", "one@1.0.0")]
    public async Task Another_version_or_another_value_is_an_upgrade(string tag, string values, string chart)
    {
        using var lab = await FluxLab.UpAsync(("cluster/one.yaml", Manifests.Release("one", "values:\n  size: 1")));

        await lab.CommitAsync(("cluster/one.yaml", Manifests.Release("one", values, tag)));
        await lab.ReconcileAsync();

        Assert.StartsWith($"Helm upgrade succeeded for release flux-system/one.v2 with chart {chart}", lab.Status("HelmRelease", "one").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_of_a_secret_count_and_its_change_is_an_upgrade()
    {
        const string ValuesFrom = "valuesFrom:\n  - kind: ConfigMap\n    name: values\n    valuesKey: value";
        using var lab = await FluxLab.UpAsync(("cluster/one.yaml", Manifests.Release("one", ValuesFrom)), ("cluster/values.yaml", Manifests.Settings("values", "size: 1")));

        await lab.CommitAsync(("cluster/values.yaml", Manifests.Settings("values", "size: 2")));
        await lab.ReconcileAsync();

        Assert.Equal("UpgradeSucceeded", lab.Status("HelmRelease", "one").Reason);
    }

    [Fact]
    public async Task Values_that_are_missing_are_named()
    {
        using var lab = await FluxLab.UpAsync(("cluster/one.yaml", Manifests.Release("one", "valuesFrom:\n  - kind: Secret\n    name: values")));

        Assert.Equal("could not resolve Secret chart values reference 'flux-system/values' with key 'values.yaml': secrets \"values\" not found", lab.Status("HelmRelease", "one").Message);
    }

    [Fact]
    public async Task A_failing_upgrade_is_rolled_back_as_often_as_it_is_tried_and_then_stalls()
    {
        using var lab = await FluxLab.UpAsync(("cluster/one.yaml", Manifests.Release("one", RemediateTwice)));
        await lab.InClusterAsync(s => LabFaults.Set(s, Release, "pods crash"));
        await lab.CommitAsync(("cluster/one.yaml", Manifests.Release("one", RemediateTwice, "2.0.0")));

        var run = await lab.ReconcileAsync();

        var release = lab.Status("HelmRelease", "one");
        Assert.Equal((false, "RetriesExceeded", "1.0.0"), (release.Ready, release.Reason, release.Revision));
        Assert.StartsWith("Failed to upgrade after 3 attempt(s): Helm upgrade failed for release flux-system/one with chart one@2.0.0: pods crash", release.Message, StringComparison.Ordinal);
        Assert.Contains(run.Events, e => e.Reason == "RollbackSucceeded" && e.Message.Contains("one@1.0.0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_strategy_a_failing_install_is_not_tried_again()
    {
        using var lab = await FluxLab.UpAsync();
        await lab.InClusterAsync(s => LabFaults.Set(s, Release, "pods crash"));
        await lab.CommitAsync(("cluster/one.yaml", Manifests.Release("one")));

        await lab.ReconcileAsync();

        Assert.StartsWith("Failed to install after 1 attempt(s)", lab.Status("HelmRelease", "one").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_of_helm_that_was_deleted_is_written_anew()
    {
        using var lab = await FluxLab.UpAsync(("cluster/one.yaml", Manifests.Release("one")));
        await lab.InClusterAsync(s => s.Delete(new ObjectReference("v1", "Secret", "flux-system", "sh.helm.release.v1.one.v1")));

        await lab.ReconcileAsync();

        Assert.NotNull(lab.Find("v1", "Secret", "flux-system", "sh.helm.release.v1.one.v2"));
    }

    [Fact]
    public async Task A_release_that_is_removed_from_git_is_uninstalled()
    {
        using var lab = await FluxLab.UpAsync(("cluster/one.yaml", Manifests.Release("one")), ("cluster/a.yaml", Manifests.Settings("a", "one")));

        await lab.CommitAsync(("cluster/one.yaml", "# nothing\n"));
        var run = await lab.ReconcileAsync();

        Assert.Null(lab.Find("helm.toolkit.fluxcd.io/v2", "HelmRelease", "flux-system", "one"));
        Assert.Null(lab.Find("v1", "Secret", "flux-system", "sh.helm.release.v1.one.v1"));
        Assert.Contains(run.Events, e => e.Reason == "UninstallSucceeded");
    }

    [Fact]
    public async Task A_release_waits_for_the_one_that_it_depends_on()
    {
        using var lab = await FluxLab.UpAsync(("cluster/one.yaml", Manifests.Release("one", "dependsOn:\n  - name: two")), ("cluster/two.yaml", Manifests.Release("two")));

        Assert.Equal(["two", "one"], lab.Flux.Events().Where(e => e.Reason == "InstallSucceeded").Select(e => e.Object.Split('/')[2]));
    }

    [Fact]
    public async Task A_chart_of_a_repository_needs_an_exact_version_as_the_lab_has_no_index()
    {
        const string Chart = """
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: HelmRepository
            metadata:
              name: charts
              namespace: flux-system
            spec:
              interval: 1h
              url: https://charts.example.com
            ---
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata:
              name: one
              namespace: flux-system
            spec:
              interval: 10m
              chart:
                spec:
                  chart: one
                  version: VERSION
                  sourceRef:
                    kind: HelmRepository
                    name: charts
            """;
        using var lab = await FluxLab.UpAsync(("cluster/one.yaml", Chart.Replace("VERSION", "1.x", StringComparison.Ordinal)));
        Assert.Contains("chart version '1.x' is a range, and the lab has no index of https://charts.example.com", lab.Status("HelmRelease", "one").Message, StringComparison.Ordinal);

        await lab.CommitAsync(("cluster/one.yaml", Chart.Replace("VERSION", "1.2.3", StringComparison.Ordinal)));
        await lab.ReconcileAsync();

        Assert.Equal("1.2.3", lab.Status("HelmRelease", "one").Revision);
    }

    [Fact]
    public async Task Kinds_that_a_chart_brings_can_be_applied_once_it_is_installed()
    {
        const string Issuer = "apiVersion: cert-manager.io/v1\nkind: Issuer\nmetadata:\n  name: a\n  namespace: flux-system\nspec: {}\n";
        using var lab = await FluxLab.UpAsync(
            ("cluster/a.yaml", Manifests.Layer("charts", "wait: true")), ("cluster/b.yaml", Manifests.Layer("issuers", "dependsOn:\n  - name: charts")),
            ("charts/r.yaml", Manifests.Release("cert-manager")), ("issuers/i.yaml", Issuer));

        Assert.NotNull(lab.Find("cert-manager.io/v1", "Issuer", "flux-system", "a"));
        Assert.Empty((await lab.ReconcileAsync()).UnknownGroups);
    }
}
