using System.CommandLine;
using Slipway.Cli.Commands;
using Slipway.Cli.Lab.View;
using Slipway.Cli.Project;
using Slipway.Lab.Flux;

namespace Slipway.Cli.Lab;

/// <summary>The commands about Flux in an environment's cluster: <c>reconcile</c>, <c>status</c> and <c>events</c>.</summary>
internal static class FluxCommands
{
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(1);

    public static IEnumerable<Command> All(Terminal terminal) => [Reconcile(terminal), Status(terminal), Events(terminal)];

    private static Command Reconcile(Terminal terminal)
    {
        var stack = new StackArguments();
        var json = new Option<bool>("--json") { Description = "How everything is then, as JSON on standard output (docs/json.md)." };
        var watch = new Option<bool>("--watch", "-w") { Description = "Go on when something changes in Git or in the cluster, until Ctrl-C." };
        var command = new Command("reconcile", """
            Lets Flux look at everything in an environment's cluster, at once: fetch with the keys that the cluster holds, build, decrypt, apply, prune, wait.
            Intervals and timeouts pass on a clock of the lab. Charts are not rendered and no pods run; messages say what is simulated.

            Exit code 1 when something is not ready at the end.

            Example: slipway reconcile dev
            Example: slipway reconcile dev --watch
            """);
        stack.AddTo(command);
        command.Add(json);
        command.Add(watch);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(json) && parsed.GetValue(watch))
                throw new UsageException("--json and --watch do not go together: watching writes what happens, line by line.");
            var (project, file) = stack.Read(parsed);
            var session = StackSession.Open(project, file);
            if (session.Flux(session.Clouds()) is not { } flux || await flux.ReconcileAsync(cancellation).ConfigureAwait(false) is not { } run)
                return Missing(terminal, file.Environment);
            if (parsed.GetValue(json))
                terminal.Out.Write(FluxJson.Of(file.Environment, run.Status));
            else
                FluxView.Write(terminal.Out, run);
            if (parsed.GetValue(watch))
                run = await WatchAsync(terminal, flux, run, cancellation).ConfigureAwait(false);
            return run.Status.IsReady ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static Command Status(Terminal terminal)
    {
        var stack = new StackArguments();
        var json = new Option<bool>("--json") { Description = "As JSON (docs/json.md)." };
        var command = new Command("status", """
            Shows how Flux left an environment's cluster: layers in their order, sources, releases, and what is not ready and why.
            Nothing is fetched or changed; that is what 'slipway reconcile' does.

            Example: slipway status dev
            """);
        stack.AddTo(command);
        command.Add(json);
        command.SetAction(parsed =>
        {
            var (project, file) = stack.Read(parsed);
            var session = StackSession.Open(project, file);
            if (session.Flux(session.Clouds())?.Status() is not { } status)
                return Missing(terminal, file.Environment);
            if (parsed.GetValue(json))
                terminal.Out.Write(FluxJson.Of(file.Environment, status));
            else
                FluxView.Write(terminal.Out, status);
            return status.IsReady ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static Command Events(Terminal terminal)
    {
        var stack = new StackArguments();
        var json = new Option<bool>("--json") { Description = "As JSON (docs/json.md)." };
        var command = new Command("events", """
            Shows what Flux's controllers wrote in the last hour of the cluster's time, the oldest first, with the Alerts that pass it on.

            Example: slipway events dev
            """);
        stack.AddTo(command);
        command.Add(json);
        command.SetAction(parsed =>
        {
            var (project, file) = stack.Read(parsed);
            var session = StackSession.Open(project, file);
            if (session.Flux(session.Clouds()) is not { } flux)
                return Missing(terminal, file.Environment);
            if (parsed.GetValue(json))
                terminal.Out.Write(FluxJson.Of(flux.Events()));
            else
                FluxView.Write(terminal.Out, flux.Events());
            return ExitCode.Done;
        });
        return command;
    }

    // Goes on from what a run saw, so that nothing that happens meanwhile is missed; gives the last run.
    private static async Task<FluxRun> WatchAsync(Terminal terminal, FluxRuntime flux, FluxRun run, CancellationToken cancellation)
    {
        terminal.Error.WriteLine("Watching; Ctrl-C ends it.");
        using var timer = new PeriodicTimer(WatchInterval);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
            {
                if (await flux.FingerprintAsync(cancellation).ConfigureAwait(false) == run.Fingerprint || await flux.ReconcileAsync(cancellation).ConfigureAwait(false) is not { } next)
                    continue;
                run = next;
                if (!run.Events.IsEmpty)
                    FluxView.Write(terminal.Out, run.Events);
            }
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how watching ends.
        }
        return run;
    }

    private static int Missing(Terminal terminal, string environment)
    {
        terminal.Error.WriteLine($"slipway: {environment} has no cluster with Flux; bring it up with: slipway up {environment}");
        return ExitCode.Failed;
    }
}
