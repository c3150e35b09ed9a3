using System.Text.Json;

namespace Slipway.EndToEnd;

public sealed class FluxTests : IDisposable
{
    private const string GitHub = "clouds/github/acme";
    private const string KustomizeIdentity = "kustomize-controller";

    private readonly SlipwayProcess _slipway = new();

    public void Dispose() => _slipway.Dispose();

    [Fact]
    public async Task Up_leaves_every_layer_ready_in_the_declared_order_and_nothing_to_change()
    {
        await _slipway.UpDevAsync();

        Assert.Equal(
            ["secrets", "infrastructure", "infrastructure-config", "operators", "core", "apps", "image-automation"],
            (await LayersAsync("dev")).Where(l => l.Ready).Select(l => l.Name));
        Assert.Contains("\"ready\": true", (await _slipway.RunAsync(0, "reconcile", "dev", "--json")).Out, StringComparison.Ordinal);
        await _slipway.RunAsync(0, "preview", "dev", "--expect-no-changes");
    }

    [Fact]
    public async Task What_is_changed_or_deleted_behind_fluxs_back_comes_back_and_what_an_autoscaler_owns_stays()
    {
        await _slipway.UpDevAsync();
        await _slipway.RunAsync(0, "lab", "edit", "dev", "ConfigMap", "cluster-settings", "-n", "flux-system", "--set", "data.prometheus_retention=99d");
        await _slipway.RunAsync(0, "lab", "delete", "dev", "VirtualService", "podinfo", "-n", "podinfo");
        await _slipway.RunAsync(0, "lab", "edit", "dev", "Deployment", "welcome", "-n", "welcome", "--set", "spec.replicas=7", "--field-manager", "kube-controller-manager");

        await _slipway.RunAsync(0, "reconcile", "dev");

        Assert.Contains("prometheus_retention: 3d", (await _slipway.RunAsync(0, "lab", "get", "dev", "configmap", "cluster-settings")).Out, StringComparison.Ordinal);
        Assert.Contains("name: podinfo", (await _slipway.RunAsync(0, "lab", "get", "dev", "virtualservice", "podinfo")).Out, StringComparison.Ordinal);
        Assert.Contains("ConfigMap/flux-system/cluster-settings configured", (await _slipway.RunAsync(0, "events", "dev")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_a_broken_operator_core_and_apps_wait_and_all_heals_with_it()
    {
        await _slipway.UpDevAsync();
        await _slipway.RunAsync(0, "lab", "fault", "dev", "HelmRelease", "strimzi-kafka-operator", "-n", "strimzi", "--message", "pods crash");

        await _slipway.RunAsync(1, "reconcile", "dev");

        var layers = await LayersAsync("dev", exitCode: 1);
        Assert.Equal(["secrets", "infrastructure", "infrastructure-config"], layers.Where(l => l.Ready).Select(l => l.Name));
        Assert.Contains("HelmRelease/strimzi/strimzi-kafka-operator", layers.Single(l => l.Name == "operators").Message, StringComparison.Ordinal);
        Assert.Equal("dependency 'flux-system/operators' is not ready", layers.Single(l => l.Name == "core").Message);
        Assert.Contains("failures→alertmanager", (await _slipway.RunAsync(0, "events", "dev")).Out, StringComparison.Ordinal);

        await _slipway.RunAsync(0, "lab", "fault", "dev", "HelmRelease", "strimzi-kafka-operator", "-n", "strimzi", "--clear");
        await _slipway.RunAsync(0, "reconcile", "dev");
    }

    [Fact]
    public async Task A_bad_commit_fails_its_layer_alone_and_its_revert_heals_it()
    {
        await _slipway.UpDevAsync();
        var clone = await CloneAsync("fleet-apps");
        var file = Path.Combine(clone, "apps/base/podinfo/release.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace("${region}", "${rigeon}", StringComparison.Ordinal));
        await PushAsync(clone, "commit", "-qam", "Greet from the region");

        await _slipway.RunAsync(1, "reconcile", "dev");
        var layers = await LayersAsync("dev", exitCode: 1);
        Assert.Contains("variable 'rigeon' is not set (apps/base/podinfo/release.yaml:", layers.Single(l => l.Name == "apps").Message, StringComparison.Ordinal);
        Assert.True(layers.Single(l => l.Name == "core").Ready);

        await PushAsync(clone, "revert", "--no-edit", "HEAD");
        await _slipway.RunAsync(0, "reconcile", "dev");
    }

    [Fact]
    public async Task A_deploy_key_that_was_removed_fails_the_fetch_and_what_runs_goes_on()
    {
        await _slipway.UpDevAsync();
        foreach (var key in Directory.EnumerateFiles(Path.Combine(_slipway.Home, "clouds/github/_keys")).Where(f => File.ReadAllText(f).Contains("acme/fleet-infrastructure", StringComparison.Ordinal)))
            File.Delete(key);

        var reconciled = await _slipway.RunAsync(1, "reconcile", "dev");

        Assert.Matches(@"gitrepository/fleet-infrastructure.*False\s+False\s+failed to checkout and determine revision: .*ssh: unable to authenticate", reconciled.Out);
        Assert.All(await LayersAsync("dev", exitCode: 1), l => Assert.True(l.Ready, l.Message));
    }

    [Fact]
    public async Task Without_its_identity_in_aws_flux_opens_no_secret_and_says_what_is_missing()
    {
        await _slipway.UpDevAsync();
        await _slipway.RunAsync(0, "up", "staging", "--yes");
        Assert.True((await LayersAsync("staging", exitCode: 1)).Single(l => l.Name == "secrets").Ready);
        var folder = Path.Combine(_slipway.Home, "clouds/aws");
        foreach (var association in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Where(f => f.Contains("podIdentityAssociation", StringComparison.Ordinal)
            && File.ReadAllText(f).Contains(KustomizeIdentity, StringComparison.Ordinal)))
        {
            File.Delete(association);
        }

        await _slipway.RunAsync(1, "reconcile", "staging");

        Assert.Contains(
            "slipway-staging has no EKS Pod Identity association for service account flux-system/kustomize-controller",
            (await LayersAsync("staging", exitCode: 1)).Single(l => l.Name == "secrets").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_cluster_runs_the_same_commits_again_without_a_touch_to_git()
    {
        await _slipway.UpDevAsync();
        var before = await LayersAsync("dev");
        Directory.Delete(Directory.EnumerateDirectories(Path.Combine(_slipway.Home, "clouds/kubernetes"), "slipway-dev*").Single(), recursive: true);

        await _slipway.RunAsync(0, "refresh", "dev", "--yes");
        await _slipway.RunAsync(0, "up", "dev", "--yes");

        Assert.Equal(before, await LayersAsync("dev"));
    }

    [Fact]
    public async Task A_new_image_is_proposed_on_its_branch_and_nowhere_else()
    {
        await _slipway.UpDevAsync();
        await _slipway.RunAsync(0, "lab", "push-image", "dev", "ghcr.io/stefanprodan/charts/podinfo:6.99.0");
        var main = await GitAsync("fleet-apps", "rev-parse", "main");

        await _slipway.RunAsync(0, "reconcile", "dev");

        Assert.Equal(main, await GitAsync("fleet-apps", "rev-parse", "main"));
        Assert.Equal(["apps/overlays/dev/podinfo.yaml"], (await GitAsync("fleet-apps", "diff", "--name-only", "main", "flux/image-updates")).Split('\n'));
        Assert.Contains("+    tag: 6.99.0", await GitAsync("fleet-apps", "diff", "main", "flux/image-updates"), StringComparison.Ordinal);
    }

    private async Task<List<Layer>> LayersAsync(string environment, int exitCode = 0) =>
        [.. JsonDocument.Parse((await _slipway.RunAsync(exitCode, "status", environment, "--json")).Out).RootElement.GetProperty("layers").EnumerateArray().Select(l =>
            new Layer(l.GetProperty("name").GetString()!, l.GetProperty("revision").GetString()!, l.GetProperty("ready").GetBoolean(), l.GetProperty("message").GetString()!))];

    private async Task<string> CloneAsync(string repository)
    {
        var clone = _slipway.Scratch(repository);
        Assert.Equal(0, (await _slipway.GitAsync(_slipway.Home, "clone", "-q", Path.Combine(_slipway.Home, GitHub, repository + ".git"), clone)).ExitCode);
        return clone;
    }

    private async Task PushAsync(string clone, params string[] command)
    {
        foreach (var arguments in (string[][])[["-c", "user.name=test", "-c", "user.email=test@example.com", .. command], ["push", "-q", "origin", "HEAD:main"]])
            Assert.Equal(0, (await _slipway.GitAsync(clone, arguments)).ExitCode);
    }

    private async Task<string> GitAsync(string repository, params string[] arguments) =>
        (await _slipway.GitAsync(Path.Combine(_slipway.Home, GitHub, repository + ".git"), arguments)).Out.Trim();

    private sealed record Layer(string Name, string Revision, bool Ready, string Message);
}
