using Pulumi;
using Slipway.Lab.Protocol;

namespace Slipway.Lab.Remote;

/// <summary>Runs a program that the <c>pulumi</c> CLI has started.</summary>
internal static class RemoteRun
{
    /// <summary>The CLI says no more of a program that ends with this code: what was wrong has been shown already.</summary>
    public const int AlreadyReported = 32;

    /// <summary>The program did not run to its end, and the CLI could not be told why.</summary>
    public const int Failed = 1;

    /// <summary>Runs a program to its end.</summary>
    /// <param name="environment">What the CLI told.</param>
    /// <param name="main">The program.</param>
    /// <param name="error">Where it is said what cannot be said through the engine.</param>
    /// <returns>The exit code for the process.</returns>
    public static async Task<int> RunAsync(EngineEnvironment environment, Func<Task> main, TextWriter error)
    {
        using var monitorConnection = new RpcConnection(environment.MonitorAddress);
        using var engineConnection = new RpcConnection(environment.EngineAddress);
        using var end = new EngineEnd();
        var engine = new EngineService(engineConnection);
        var monitor = new RemoteMonitor(new ResourceMonitor(monitorConnection), engine, end);

        var outcome = await ProgramRunner.RunAsync(monitor, environment.Options, async () =>
        {
            await monitor.RequireFeaturesAsync(end.Token).ConfigureAwait(false);
            await main().ConfigureAwait(false);
        }, end.Token).ConfigureAwait(false);
        if (outcome.Errors.IsEmpty)
            await SignalAsync(monitor, end).ConfigureAwait(false);

        if (end.Reason is { } reason)
            await error.WriteLineAsync($"{(end.Cause is null ? "warning" : "error")}: {reason}").ConfigureAwait(false);
        foreach (var unsaid in outcome.Errors.OfType<LogException>())
            await error.WriteLineAsync($"error: A message did not reach the pulumi engine. {unsaid.GetBaseException().Message}").ConfigureAwait(false);
        return (outcome.Errors, end) switch
        {
            (_, { Cause: not null }) => Failed,
            (_, { Reason: not null }) => AlreadyReported,
            ({ IsEmpty: true }, _) => 0,
            _ => outcome.Errors.Any(e => e is LogException) ? Failed : AlreadyReported,
        };
    }

    private static async Task SignalAsync(RemoteMonitor monitor, EngineEnd end)
    {
        try
        {
            await monitor.SignalAndWaitForShutdownAsync(end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // How the engine ended is in there.
        }
    }
}
