namespace Slipway.EndToEnd.Reconciling;

/// <summary>What breaks stops what depends on it and nothing else, and Git heals it: a broken operator, a bad release of an app.</summary>
public sealed class FailureTests : IDisposable
{
    private readonly SlipwayProcess _slipway = new();
    private readonly LabFleet _fleet;

    public FailureTests() => _fleet = new LabFleet(_slipway);

    public void Dispose() => _slipway.Dispose();

    [Fact]
    public async Task Behind_a_broken_operator_core_and_apps_wait_and_the_fix_in_git_heals_all()
    {
        await _slipway.UpDevAsync();
        await _fleet.CommitAsync("fleet-infrastructure", "operators/base/strimzi/release.yaml", text => text.Replace("    name: strimzi-kafka-operator\n  values", "    name: strimzi\n  values", StringComparison.Ordinal));

        await _slipway.RunAsync(1, "reconcile", "dev");

        var layers = await _fleet.LayersAsync("dev", exitCode: 1);
        Assert.Equal(["secrets", "infrastructure", "infrastructure-config"], layers.Where(l => l.Ready).Select(l => l.Name));
        Assert.Contains("HelmRelease/strimzi/strimzi-kafka-operator", layers.Single(l => l.Name == "operators").Message, StringComparison.Ordinal);
        Assert.Equal("dependency 'flux-system/operators' is not ready", layers.Single(l => l.Name == "core").Message);
        Assert.False(layers.Single(l => l.Name == "apps").Ready);
        Assert.Contains("failures→alertmanager", (await _slipway.RunAsync(0, "events", "dev")).Out, StringComparison.Ordinal);

        await _fleet.RevertAsync("fleet-infrastructure");
        await _slipway.RunAsync(0, "reconcile", "dev");
    }

    [Fact]
    public async Task A_release_that_fails_is_well_again_when_its_fault_is_gone()
    {
        await _slipway.UpDevAsync();
        await _slipway.RunAsync(0, "lab", "fault", "dev", "HelmRelease", "strimzi-kafka-operator", "-n", "strimzi", "--message", "pods crash");

        Assert.Contains("pods crash", (await _slipway.RunAsync(1, "reconcile", "dev")).Out, StringComparison.Ordinal);

        await _slipway.RunAsync(0, "lab", "fault", "dev", "HelmRelease", "strimzi-kafka-operator", "-n", "strimzi", "--clear");
        await _slipway.RunAsync(0, "reconcile", "dev");
    }

    [Fact]
    public async Task A_bad_release_of_an_app_is_taken_back_by_git_revert()
    {
        await BreakAnAppAsync();

        await _fleet.RevertAsync("fleet-apps");

        await _slipway.RunAsync(0, "reconcile", "dev");
    }

    [Fact]
    public async Task A_bad_release_of_an_app_is_taken_back_by_slipway_rollback_and_no_source_is_touched()
    {
        await _slipway.UpDevAsync();
        var before = (await FilesAsync(), await SourcesAsync());
        await BreakAnAppAsync();

        await _slipway.RunAsync(0, "rollback", "dev", "--yes", "--merge");

        await _slipway.RunAsync(0, "reconcile", "dev");
        Assert.Equal(before, (await FilesAsync(), await SourcesAsync()));
    }

    private async Task BreakAnAppAsync()
    {
        if (!Directory.Exists(_slipway.Home))
            await _slipway.UpDevAsync();
        await _fleet.CommitAsync("fleet-apps", "apps/base/podinfo/release.yaml", text => text.Replace("${region}", "${rigeon}", StringComparison.Ordinal));
        await _slipway.RunAsync(1, "reconcile", "dev");
        var layers = await _fleet.LayersAsync("dev", exitCode: 1);
        Assert.Contains("variable 'rigeon' is not set (apps/base/podinfo/release.yaml:", layers.Single(l => l.Name == "apps").Message, StringComparison.Ordinal);
        Assert.True(layers.Single(l => l.Name == "core").Ready);
    }

    private Task<string> FilesAsync() => _fleet.GitAsync("fleet-apps", "rev-parse", "main^{tree}");

    // What every environment follows: the release files, byte for byte, and the tags.
    private async Task<string> SourcesAsync() =>
        await _fleet.GitAsync("fleet-infrastructure", "ls-tree", "-r", "main", "clusters/dev/release.yaml", "clusters/staging/release.yaml", "clusters/prod/release.yaml")
        + await _fleet.ReferencesAsync("refs/tags") + await _fleet.GitAsync("fleet-infrastructure", "rev-parse", "main");
}
