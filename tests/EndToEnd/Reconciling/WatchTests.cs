namespace Slipway.EndToEnd.Reconciling;

/// <summary><c>slipway reconcile --watch</c>.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly SlipwayProcess _slipway = new();

    public void Dispose() => _slipway.Dispose();

    [Fact]
    public async Task A_commit_is_reconciled_while_watching_and_ctrl_c_ends_it_cleanly()
    {
        await _slipway.UpDevAsync();
        using var watching = _slipway.Start("reconcile", "dev", "--watch");
        await watching.SaysAsync("Watching; Ctrl-C ends it.");

        await new LabFleet(_slipway).CommitAsync("fleet-apps", "apps/base/podinfo/kustomization.yaml", text => text + "# changed\n");
        await watching.SaysAsync("Kustomization/flux-system/apps");
        watching.Signal("INT");

        Assert.Equal(0, await watching.EndAsync());
        // It stops, and says so once; nothing else went wrong.
        Assert.Matches(@"Watching; Ctrl-C ends it\.\nslipway: interrupted; .*\n\z", watching.Error);
    }

    [Fact]
    public async Task Json_is_refused_while_watching() =>
        Assert.Contains("--json and --watch do not go together", (await _slipway.RunAsync(2, "reconcile", "dev", "--watch", "--json")).Error, StringComparison.Ordinal);
}
