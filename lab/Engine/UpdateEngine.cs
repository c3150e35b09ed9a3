using System.Collections.Immutable;
using System.Diagnostics;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Engine.Runs;
using Slipway.Lab.Engine.State;

namespace Slipway.Lab.Engine;

/// <summary>
/// Runs programs against a stack's state: the semantics of Pulumi's deployment engine, in process. Previews change nothing; everything else
/// asks for the stack's <see cref="StackLock"/> to be held, and records every step as it ends.
/// </summary>
/// <param name="file">The stack's state.</param>
/// <param name="host">Where its providers come from.</param>
/// <param name="options">What to work on and how.</param>
/// <param name="observer">Follows the run.</param>
public sealed class UpdateEngine(StackStateFile file, IProviderHost host, EngineOptions options, IEngineObserver observer)
{
    /// <summary>What <see cref="UpAsync"/> would do.</summary>
    public Task<UpdateResult> PreviewAsync(EngineProgram program, CancellationToken cancellation) =>
        RunAsync(true, cancellation, (run, providers) => ProgramAsync(run, providers, program, cancellation));

    /// <summary>Brings the stack to what the program says.</summary>
    public Task<UpdateResult> UpAsync(EngineProgram program, CancellationToken cancellation) =>
        RunAsync(false, cancellation, (run, providers) => ProgramAsync(run, providers, program, cancellation));

    /// <summary>Brings the state up to what is in the clouds.</summary>
    /// <param name="preview">True to change nothing and only tell what differs.</param>
    /// <param name="cancellation">Ends the run early; what is under way is finished.</param>
    public Task<UpdateResult> RefreshAsync(bool preview, CancellationToken cancellation) => RunAsync(preview, cancellation, async (run, providers) =>
    {
        await new Refreshes(run, providers).RunAsync().ConfigureAwait(false);
        return [];
    });

    /// <summary>Deletes everything in the state.</summary>
    /// <param name="preview">True to change nothing and only tell what would be deleted.</param>
    /// <param name="cancellation">Ends the run early; what is under way is finished.</param>
    public Task<UpdateResult> DestroyAsync(bool preview, CancellationToken cancellation) => RunAsync(preview, cancellation, async (run, providers) =>
    {
        await new Deletions(run, providers).RunAsync(null).ConfigureAwait(false);
        return [];
    });

    private static async Task<ImmutableArray<Exception>> ProgramAsync(UpdateRun run, ProviderRegistry providers, EngineProgram program, CancellationToken cancellation)
    {
        var monitor = new EngineMonitor(run, providers);
        ImmutableArray<Exception> errors;
        try
        {
            errors = await program(monitor, run.DryRun, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            errors = [];
        }
        finally
        {
            await monitor.CloseAsync().ConfigureAwait(false);
        }
        if (errors.Length > 0)
            run.Fail();
        if (!run.Canceled)
            await new Deletions(run, providers).RunAsync(monitor).ConfigureAwait(false);
        return errors;
    }

    private async Task<UpdateResult> RunAsync(
        bool dryRun, CancellationToken cancellation, Func<UpdateRun, ProviderRegistry, Task<ImmutableArray<Exception>>> work)
    {
        var watch = Stopwatch.StartNew();
        var start = file.Snapshot;
        ImmutableArray<Diagnostic> settled = [];
        if (!start.PendingOperations.IsEmpty)
        {
            var first = await RunAsync(start, dryRun, cancellation, async (run, providers) =>
            {
                await new PendingSettlement(run, providers).RunAsync().ConfigureAwait(false);
                return [];
            }).ConfigureAwait(false);
            if (first.Result.Status != UpdateStatus.Succeeded)
                return first.Result with { Duration = watch.Elapsed };
            (start, settled) = (first.End, first.Result.Diagnostics);
        }
        var (result, _) = await RunAsync(start, dryRun, cancellation, work).ConfigureAwait(false);
        return result with { Diagnostics = [.. settled, .. result.Diagnostics], Duration = watch.Elapsed };
    }

    private async Task<(UpdateResult Result, Snapshot End)> RunAsync(
        Snapshot start, bool dryRun, CancellationToken cancellation, Func<UpdateRun, ProviderRegistry, Task<ImmutableArray<Exception>>> work)
    {
        StateJournal? journal = null;
        var state = dryRun ? new LiveState(start, null) : file.Begin(out journal);
        using var run = new UpdateRun(state, options, observer, dryRun, cancellation);
        ImmutableArray<Exception> errors = [];
        try
        {
            errors = await work(run, new ProviderRegistry(run, host)).ConfigureAwait(false);
        }
        catch (StateWriteException e)
        {
            run.Halt(e);
        }
        finally
        {
            Finish(run, journal);
        }
        var end = state.ToSnapshot(start.Time);
        return (new UpdateResult
        {
            Status = run.Interrupted ? UpdateStatus.Canceled : run.Failed ? UpdateStatus.Failed : UpdateStatus.Succeeded,
            Steps = run.Steps,
            Diagnostics = run.Diagnostics,
            ProgramErrors = errors,
            Remaining = run.Remaining,
            StackOutputs = end.StackOutputs,
        }, end);
    }

    private void Finish(UpdateRun run, StateJournal? journal)
    {
        if (journal is null)
            return;
        try
        {
            file.Finish(run.State, journal, run.Now);
            if (file.Snapshot.PendingOperations.IsEmpty)
                host.AllRecorded();
        }
        catch (StateWriteException e)
        {
            // The journal has it all; the next command writes the state from that.
            run.Halt(e);
        }
    }
}
