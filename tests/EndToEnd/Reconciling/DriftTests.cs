namespace Slipway.EndToEnd.Reconciling;

/// <summary>What is changed behind Flux's back is reverted and reported; what Git no longer has is pruned.</summary>
public sealed class DriftTests : IDisposable
{
    private readonly SlipwayProcess _slipway = new();

    public void Dispose() => _slipway.Dispose();

    [Fact]
    public async Task A_change_is_reverted_and_a_deleted_object_comes_back()
    {
        await _slipway.UpDevAsync();
        await _slipway.RunAsync(0, "lab", "edit", "dev", "ConfigMap", "cluster-settings", "-n", "flux-system", "--set", "data.prometheus_retention=99d");
        await _slipway.RunAsync(0, "lab", "delete", "dev", "VirtualService", "podinfo", "-n", "podinfo");

        await _slipway.RunAsync(0, "reconcile", "dev");

        Assert.Contains("prometheus_retention: 3d", await ShowAsync("configmap", "cluster-settings"), StringComparison.Ordinal);
        Assert.Contains("name: podinfo", await ShowAsync("virtualservice", "podinfo"), StringComparison.Ordinal);
        var events = (await _slipway.RunAsync(0, "events", "dev")).Out;
        Assert.Contains("ConfigMap/flux-system/cluster-settings configured", events, StringComparison.Ordinal);
        Assert.Contains("VirtualService/podinfo/podinfo created", events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_replicas_that_an_autoscaler_owns_are_left_alone()
    {
        await _slipway.UpAllAsync();
        await _slipway.RunAsync(0, "lab", "edit", "prod", "Deployment", "welcome", "-n", "welcome", "--set", "spec.replicas=7", "--field-manager", "kube-controller-manager");

        await _slipway.RunAsync(0, "reconcile", "prod");

        Assert.Contains("replicas: 7", await ShowAsync("deployment", "welcome", "prod"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_that_git_no_longer_has_is_pruned()
    {
        await _slipway.UpDevAsync();
        await new LabFleet(_slipway).CommitAsync("fleet-apps", "apps/base/podinfo/kustomization.yaml", text => text.Replace("  - route.yaml\n", "", StringComparison.Ordinal));

        await _slipway.RunAsync(0, "reconcile", "dev");

        Assert.Contains("The cluster has no virtualservice 'podinfo'", (await _slipway.RunAsync(2, "lab", "get", "dev", "virtualservice", "podinfo")).Error, StringComparison.Ordinal);
        Assert.Contains("VirtualService/podinfo/podinfo deleted", (await _slipway.RunAsync(0, "events", "dev")).Out, StringComparison.Ordinal);
    }

    private async Task<string> ShowAsync(string kind, string name, string environment = "dev") => (await _slipway.RunAsync(0, "lab", "get", environment, kind, name)).Out;
}
