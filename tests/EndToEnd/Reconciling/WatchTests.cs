using System.Diagnostics;

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
        try
        {
            await UntilAsync(watching.StandardError, "Watching; Ctrl-C ends it.");

            await new LabFleet(_slipway).CommitAsync("fleet-apps", "apps/base/podinfo/kustomization.yaml", text => text + "# changed\n");
            await UntilAsync(watching.StandardOutput, "Kustomization/flux-system/apps");
            using (var interrupt = Process.Start("kill", ["-INT", $"{watching.Id}"]))
                await interrupt.WaitForExitAsync();

            var rest = await watching.StandardError.ReadToEndAsync();
            await watching.WaitForExitAsync();
            Assert.Equal((0, ""), (watching.ExitCode, rest));
        }
        finally
        {
            if (!watching.HasExited)
                watching.Kill();
        }
    }

    [Fact]
    public async Task Json_is_refused_while_watching() =>
        Assert.Contains("--json and --watch do not go together", (await _slipway.RunAsync(2, "reconcile", "dev", "--watch", "--json")).Error, StringComparison.Ordinal);

    private static async Task UntilAsync(StreamReader reader, string part)
    {
        // A guard for a command that says nothing; nothing is measured.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Contains(part, StringComparison.Ordinal))
                return;
        }
        Assert.Fail($"It ended without '{part}'.");
    }
}
