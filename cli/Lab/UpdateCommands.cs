using System.Collections.Concurrent;
using System.CommandLine;
using Slipway.Cli.Commands;
using Slipway.Cli.Lab.View;
using Slipway.Cli.Project;
using Slipway.Lab.Engine;

namespace Slipway.Cli.Lab;

/// <summary><c>slipway preview</c>, <c>up</c>, <c>refresh</c> and <c>destroy</c>.</summary>
internal static class UpdateCommands
{
    private delegate Task<UpdateResult> Operation(StackSession session, UpdateEngine engine, bool preview, CancellationToken cancellation);

    public static IEnumerable<Command> All(Terminal terminal) =>
    [
        Create(terminal, new("preview", "Previewing", Changes: false, RunsProgram: true), """
            Shows what `up` would do. Nothing is changed. Values that only an update can tell read [unknown].

            Example: slipway preview dev --diff
            """, Up),
        Create(terminal, new("up", "Updating", Changes: true, RunsProgram: true, Reconciles: true), """
            Brings an environment to what the program and its configuration say.

            Example: slipway up dev --yes
            """, Up),
        Create(terminal, new("refresh", "Refreshing", Changes: true, RunsProgram: false), """
            Brings the state up to what is in the clouds: finds what was changed or deleted behind the state's back.

            Example: slipway refresh dev --yes
            """, (_, engine, preview, cancellation) => engine.RefreshAsync(preview, cancellation)),
        Create(terminal, new("destroy", "Destroying", Changes: true, RunsProgram: false, TearsDown: true), """
            Deletes everything that the environment's state records, dependants first. The fleet's repositories are kept.

            Example: slipway destroy dev --yes
            """, (_, engine, preview, cancellation) => engine.DestroyAsync(preview, cancellation)),
    ];

    private static Task<UpdateResult> Up(StackSession session, UpdateEngine engine, bool preview, CancellationToken cancellation) =>
        preview ? engine.PreviewAsync(session.RunProgramAsync, cancellation) : engine.UpAsync(session.RunProgramAsync, cancellation);

    private static Command Create(Terminal terminal, Verb verb, string description, Operation operation)
    {
        var stack = new StackArguments();
        var yes = new Option<bool>("--yes", "-y") { Description = "Do it without asking." };
        var json = new Option<bool>("--json") { Description = "The result as JSON on standard output (docs/json.md)." };
        var diff = new Option<bool>("--diff") { Description = "Every property that changes, with its values." };
        var parallel = new Option<int?>("--parallel", "-p") { Description = "How many operations run at a time. Default: four per core.", HelpName = "n" };
        parallel.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out var n) && n > 0))
                result.AddError($"--parallel is '{token.Value}'; it is a whole number from 1.");
        });
        var expectNone = new Option<bool>("--expect-no-changes") { Description = $"Change nothing, and end with exit code {ExitCode.Changes} when there is something to change." };

        var noReconcile = new Option<bool>("--no-reconcile") { Description = "Leave Flux alone. Default: it reconciles at the end, as it would in a cluster." };

        var command = new Command(verb.Name, description);
        stack.AddTo(command);
        if (verb.Reconciles)
            command.Add(noReconcile);
        foreach (var option in verb.Changes ? (Option[])[yes, json, diff, parallel, expectNone] : [json, diff, parallel, expectNone])
            command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            var (project, file) = stack.Read(parsed);
            return new UpdateRun(terminal, project, file, verb, operation)
            {
                Yes = parsed.GetValue(yes),
                Json = parsed.GetValue(json),
                Diff = parsed.GetValue(diff),
                Parallel = parsed.GetValue(parallel),
                ExpectNoChanges = parsed.GetValue(expectNone),
                Reconciles = verb.Reconciles && !parsed.GetValue(noReconcile),
            }.RunAsync(cancellation);
        });
        return command;
    }

    /// <summary>One of the commands.</summary>
    /// <param name="Name">As it is typed.</param>
    /// <param name="Doing">For a title, e.g. <c>Updating</c>.</param>
    /// <param name="Changes">True when it changes something.</param>
    /// <param name="RunsProgram">True when it runs the program, so the configuration must be sound.</param>
    /// <param name="TearsDown">True when it deletes the cluster.</param>
    /// <param name="Reconciles">True when Flux reconciles at the end.</param>
    private sealed record Verb(string Name, string Doing, bool Changes, bool RunsProgram, bool TearsDown = false, bool Reconciles = false);

    /// <summary>A command line at work.</summary>
    private sealed class UpdateRun(Terminal terminal, ProjectFile project, StackFile file, Verb verb, Operation operation)
    {
        private const int MaxNamed = 10;

        private readonly ConcurrentDictionary<Diagnostic, bool> _told = new();

        public bool Yes { get; init; }

        public bool Json { get; init; }

        public bool Diff { get; init; }

        public int? Parallel { get; init; }

        public bool ExpectNoChanges { get; init; }

        public bool Reconciles { get; init; }

        public async Task<int> RunAsync(CancellationToken cancellation)
        {
            try
            {
                using var held = verb.Changes ? StackSession.Lock(project, file, $"{verb.Name} {file.Environment}") : null;
                if (held?.TakenFrom is { } gone)
                    terminal.Error.WriteLine($"slipway: took the lock over from {Terminal.Harmless(gone.ToString())}, which is gone");
                var session = StackSession.Open(project, file);
                if (verb.RunsProgram)
                    session.CheckSettings();
                if (verb.TearsDown && !IsClear(session))
                    return ExitCode.Failed;
                if (!verb.Changes || ExpectNoChanges)
                    return await ShowAsync(session, cancellation).ConfigureAwait(false);
                if (verb.Reconciles && session.HasLostCluster(session.Clouds()) && !await RecoversAsync(session, cancellation).ConfigureAwait(false))
                    return ExitCode.Failed;
                return await AgreedAsync(session, cancellation).ConfigureAwait(false)
                    ? await ChangeAsync(session, cancellation).ConfigureAwait(false)
                    : ExitCode.Failed;
            }
            catch (StackLockedException locked)
            {
                terminal.Error.WriteLine($"slipway: {Terminal.Harmless(locked.Message)}");
                return ExitCode.Failed;
            }
        }

        // As `pulumi up --refresh` would: the state takes what it records in a cluster for granted, and nothing would be made again.
        private async Task<bool> RecoversAsync(StackSession session, CancellationToken cancellation)
        {
            terminal.Error.WriteLine($"The cluster of {file.Environment} was lost with everything in it: the state is refreshed first.");
            if (!Yes && Console.IsInputRedirected)
                throw new UsageException($"'{verb.Name}' asks before it changes anything, and nobody is there to answer; add --yes.");
            return (await EngineAsync(session, preview: false, cancellation, (_, engine, preview, c) => engine.RefreshAsync(preview, c)).ConfigureAwait(false)).Status == UpdateStatus.Succeeded;
        }

        private bool IsClear(StackSession session)
        {
            var remaining = TeardownGuard.Remaining(session.State.Snapshot, session.Clouds());
            if (remaining.IsEmpty)
                return true;
            terminal.Error.WriteLine($"slipway: {verb.Name} {file.Environment} was not begun: these were made from inside the cluster, and would outlive it:");
            foreach (var leftover in remaining)
                terminal.Error.WriteLine($"  {Terminal.Harmless(leftover)}");
            terminal.Error.WriteLine("Delete what owns them (Services of type LoadBalancer, Ingresses, PersistentVolumeClaims), wait until they are gone, and run this again.");
            return false;
        }

        private async Task<int> ShowAsync(StackSession session, CancellationToken cancellation)
        {
            var result = await EngineAsync(session, preview: true, cancellation).ConfigureAwait(false);
            if (Json)
                terminal.Out.Write(UpdateJson.Of(result));
            else
                PlanView.Write(terminal.Out, result, Diff);
            if (result.Status != UpdateStatus.Succeeded)
                return ExitCode.Failed;
            if (!ExpectNoChanges || !result.HasChanges)
                return ExitCode.Done;
            terminal.Error.WriteLine($"slipway: {file.Environment} has changes, and none were expected");
            return ExitCode.Changes;
        }

        // What cannot even be planned is not begun: a preview comes first, shown when somebody is to agree to it.
        private async Task<bool> AgreedAsync(StackSession session, CancellationToken cancellation)
        {
            if (!Yes && Console.IsInputRedirected)
                throw new UsageException($"'{verb.Name}' asks before it changes anything, and nobody is there to answer; add --yes.");
            var plan = await EngineAsync(session, preview: true, cancellation).ConfigureAwait(false);
            if (plan.Status != UpdateStatus.Succeeded)
            {
                terminal.Error.WriteLine($"slipway: {verb.Name} {file.Environment} was not begun, as its preview {(plan.Status == UpdateStatus.Canceled ? "was interrupted" : "failed")}. Nothing was changed.");
                return false;
            }
            if (Yes)
                return true;
            PlanView.Write(terminal.Error, plan, Diff);
            terminal.Error.Write($"\nDo this to {file.Environment}? [yes/no] ");
            if (string.Equals(await terminal.In.ReadLineAsync(cancellation).ConfigureAwait(false), "yes", StringComparison.OrdinalIgnoreCase))
                return true;
            terminal.Error.WriteLine("Nothing was changed.");
            return false;
        }

        private async Task<int> ChangeAsync(StackSession session, CancellationToken cancellation)
        {
            var result = await EngineAsync(session, preview: false, cancellation).ConfigureAwait(false);
            if (Json)
                terminal.Out.Write(UpdateJson.Of(result));
            else
                Summary(result);
            if (result.Status != UpdateStatus.Succeeded)
                return ExitCode.Failed;
            if (Reconciles)
                await ReconcileAsync(session, cancellation).ConfigureAwait(false);
            return ExitCode.Done;
        }

        // What Flux makes of it is no part of the update, in the lab as in a cluster: it may be waiting for a release that is still to be tagged.
        private async Task ReconcileAsync(StackSession session, CancellationToken cancellation)
        {
            if (session.Flux(session.Clouds()) is not { } flux || await flux.ReconcileAsync(cancellation).ConfigureAwait(false) is not { } run)
                return;
            terminal.Error.WriteLine($"Flux reconciled {file.Environment} in the lab: charts are not rendered and no pods run.");
            if (!Json)
            {
                terminal.Out.WriteLine();
                FluxView.WriteLayers(terminal.Out, run.Status);
            }
            if (!run.Status.IsReady)
                terminal.Error.WriteLine($"slipway: not everything in {file.Environment} is ready; see: slipway status {file.Environment}");
        }

        private void Summary(UpdateResult result)
        {
            SummaryView.Write(terminal.Out, result, Diff);
            if (result.Status != UpdateStatus.Succeeded)
                terminal.Error.WriteLine($"slipway: {verb.Name} {file.Environment} {(result.Status == UpdateStatus.Canceled ? "was interrupted" : "failed")}; what was done is recorded.{Remaining(result)} Run it again to go on.");
        }

        private static string Remaining(UpdateResult result)
        {
            if (result.Remaining.IsEmpty)
                return "";
            var named = string.Join(", ", result.Remaining.Take(MaxNamed).Select(StepLine.Name));
            var more = result.Remaining.Length > MaxNamed ? $" and {result.Remaining.Length - MaxNamed} more" : "";
            return $" {result.Remaining.Length} remain: {named}{more}.";
        }

        private Task<UpdateResult> EngineAsync(StackSession session, bool preview, CancellationToken cancellation, Operation? refresh = null)
        {
            var title = $"{(preview ? "Previewing" : refresh is not null ? "Refreshing" : verb.Doing)} {file.Environment} in the lab";
            if (!Console.IsErrorRedirected)
                return LiveProgress.FollowAsync(title, observer => Run(preview ? new PreviewMessages(observer, _told) : new NewMessages(observer, _told)));
            terminal.Error.WriteLine(title);
            var plain = new PlainProgress(terminal.Error);
            return Run(preview ? new PreviewMessages(plain, _told) : new NewMessages(plain, _told));

            Task<UpdateResult> Run(IEngineObserver observer) => (refresh ?? operation)(session, session.Engine(observer, Parallel, Diff), preview, cancellation);
        }
    }

    /// <summary>A preview's steps are shown as a whole when it is done; only messages come at once.</summary>
    private sealed class PreviewMessages(IEngineObserver observer, ConcurrentDictionary<Diagnostic, bool> told) : IEngineObserver
    {
        public void On(EngineEvent engineEvent)
        {
            if (engineEvent is not DiagnosticReported { Diagnostic: var message })
                return;
            told[message] = true;
            observer.On(engineEvent);
        }
    }

    /// <summary>What the preview before told is not told again.</summary>
    private sealed class NewMessages(IEngineObserver observer, ConcurrentDictionary<Diagnostic, bool> told) : IEngineObserver
    {
        public void On(EngineEvent engineEvent)
        {
            if (engineEvent is not DiagnosticReported { Diagnostic: var message } || !told.ContainsKey(message))
                observer.On(engineEvent);
        }
    }
}
