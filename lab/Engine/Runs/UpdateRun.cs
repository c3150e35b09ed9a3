using System.Collections.Immutable;
using System.Diagnostics;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Runs;

/// <summary>What all parts of one run share: the state, the slots for operations, and the reporting.</summary>
internal sealed class UpdateRun(LiveState state, EngineOptions options, IEngineObserver observer, bool dryRun, CancellationToken cancellation) : IDisposable
{
    private readonly Lock _reporting = new();
    private readonly Dictionary<string, int> _stepOf = new(StringComparer.Ordinal);
    private readonly List<Step> _steps = [];
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly SemaphoreSlim _slots = new(Math.Max(1, options.Parallel));
    private readonly List<string> _remaining = [];
    private volatile bool _failed;
    private volatile bool _halted;

    public LiveState State => state;

    public EngineOptions Options => options;

    public bool DryRun => dryRun;

    public bool Failed => _failed;

    /// <summary>True when nothing more is to begin: the run was interrupted, or what it does cannot be recorded any more.</summary>
    public bool Canceled => cancellation.IsCancellationRequested || _halted;

    /// <summary>True when somebody interrupted it.</summary>
    public bool Interrupted => cancellation.IsCancellationRequested;

    /// <summary>Ends with the run's interruption.</summary>
    public CancellationToken Interruption => cancellation;

    /// <summary>URNs of what was not attempted as the run ended early.</summary>
    public ImmutableArray<string> Remaining
    {
        get
        {
            lock (_reporting)
                return [.. _remaining];
        }
    }

    public DateTimeOffset Now => options.Time.GetUtcNow();

    public ImmutableArray<Step> Steps => [.. _steps];

    public ImmutableArray<Diagnostic> Diagnostics => [.. _diagnostics];

    public void Dispose() => _slots.Dispose();

    /// <summary>Waits for a slot; disposing the result gives it back.</summary>
    public async Task<IDisposable> SlotAsync()
    {
        await _slots.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        return new Slot(_slots);
    }

    /// <summary>Reports, and fails the run when it is an error.</summary>
    public void Report(Diagnostic diagnostic)
    {
        if (diagnostic.Severity == LogSeverity.Error)
            _failed = true;
        Emit(new DiagnosticReported(diagnostic));
    }

    public void Error(string urn, string message) => Report(new Diagnostic(LogSeverity.Error, message, urn));

    public void Warn(string urn, string message) => Report(new Diagnostic(LogSeverity.Warning, message, urn));

    public void Fail() => _failed = true;

    public void Skipped(string urn, string because) => Emit(new ResourceSkipped(urn, because));

    /// <summary>
    /// Takes a step: notes it as pending while the cloud is at work, and makes its change of the state.
    /// </summary>
    /// <param name="step">What is done.</param>
    /// <param name="pending">What to note as pending; null when the cloud is not asked to change anything.</param>
    /// <param name="apply">Does it. In a preview it asks the provider only for what would come.</param>
    /// <exception cref="StepFailedException">It failed, and that was reported.</exception>
    public async Task StepAsync(Step step, PendingOperation? pending, Func<Task<StepOutcome>> apply)
    {
        Emit(new StepStarted(step));
        var watch = Stopwatch.StartNew();
        ImmutableArray<int> ends = [];
        StepOutcome outcome;
        try
        {
            if (pending is not null && !dryRun)
            {
                ends = [state.Begin(pending)];
                await state.FlushAsync().ConfigureAwait(false);
            }
            outcome = await apply().ConfigureAwait(false);
        }
        catch (StateWriteException e)
        {
            outcome = new StepOutcome(new StateChange()) { Error = Halt(e), Reported = true };
        }
        catch (StepFailedException e)
        {
            outcome = new StepOutcome(new StateChange()) { Error = e.Message, Reported = true };
        }
#pragma warning disable CA1031 // The edge to the providers: a fault of one must not lose the state of the others.
        catch (Exception e)
#pragma warning restore CA1031
        {
            outcome = new StepOutcome(new StateChange()) { Error = Words(e) };
            // Nobody knows whether it was done: it stays pending, and the next run asks.
            if (e is ProviderException { Transient: TransientFault.NoAnswer })
                ends = [];
        }
        var change = outcome.Change with { Ends = ends };
        if (!change.IsEmpty && !TryApply(change, out var unrecorded))
            outcome = outcome with { Error = unrecorded, Reported = true };
        if (outcome.Error is null)
        {
            Emit(new StepFinished(outcome.Op is { } op ? step with { Op = op, Changes = outcome.Changes } : step, watch.Elapsed));
            return;
        }
        if (!outcome.Reported)
            Error(step.Urn, outcome.Error);
        Emit(new StepFailed(step, watch.Elapsed));
        throw new StepFailedException(outcome.Error);
    }

    /// <summary>Reports a step that needs nothing done.</summary>
    public void StepDone(Step step)
    {
        Emit(new StepStarted(step));
        Emit(new StepFinished(step, TimeSpan.Zero));
    }

    /// <summary>Begins nothing more, as what is done cannot be recorded; says so once.</summary>
    public string Halt(StateWriteException failure)
    {
        lock (_reporting)
        {
            if (_halted)
                return failure.Message;
            _halted = true;
        }
        Error("", failure.Message);
        return failure.Message;
    }

    private bool TryApply(StateChange change, out string? unrecorded)
    {
        try
        {
            state.Apply(change);
            unrecorded = null;
            return true;
        }
        catch (StateWriteException e)
        {
            // That it began is recorded: the next run asks the cloud how it ended.
            unrecorded = Halt(e);
            return false;
        }
    }

    /// <summary>
    /// What is said of an exception: of a fault that a provider did not mean, not its message, which may repeat a value that is secret. What the operating system
    /// says names files.
    /// </summary>
    private static string Words(Exception fault) => fault switch
    {
        ProviderException => fault.Message,
        IOException or UnauthorizedAccessException => $"The lab's cloud cannot be read or written: {fault.Message.TrimEnd('.')}. Make room or give access there, and run the command again.",
        _ => Fault(fault),
    };

    private static string Fault(Exception fault) =>
        $"The provider failed with {fault.GetType().Name} in {fault.TargetSite?.DeclaringType?.FullName}.{fault.TargetSite?.Name}. This is a fault of the lab; please report it.";

    private void Emit(EngineEvent engineEvent)
    {
        lock (_reporting)
        {
            switch (engineEvent)
            {
                case DiagnosticReported { Diagnostic.Ephemeral: false } reported:
                    _diagnostics.Add(reported.Diagnostic);
                    break;
                case ResourceSkipped { Because: "" } skipped:
                    _remaining.Add(skipped.Urn);
                    break;
                case StepFinished finished:
                    Count(finished.Step with { Op = finished.Step.Op.Counted() });
                    break;
            }
            observer.On(engineEvent);
        }
    }

    private void Count(Step step)
    {
        if (!_stepOf.TryGetValue(step.Urn, out var at))
        {
            _stepOf[step.Urn] = _steps.Count;
            _steps.Add(step);
        }
        else if (step.Op == StepOp.Replace || _steps[at].Op is StepOp.Same or StepOp.Read)
            _steps[at] = step;
    }

    private sealed class Slot(SemaphoreSlim slots) : IDisposable
    {
        public void Dispose() => slots.Release();
    }
}

/// <summary>What came of a step.</summary>
internal sealed record StepOutcome(StateChange Change)
{
    /// <summary>Why it failed; null when it did not. The change is made all the same: what exists is recorded.</summary>
    public string? Error { get; init; }

    /// <summary>True when <see cref="Error"/> was reported, or is thrown to the program instead.</summary>
    public bool Reported { get; init; }

    /// <summary>What the step turned out to be, when that shows only by doing it.</summary>
    public StepOp? Op { get; init; }

    /// <summary>What changed, with <see cref="Op"/>.</summary>
    public ImmutableArray<PropertyChange> Changes { get; init; } = [];
}

/// <summary>A step failed, and that was reported.</summary>
internal sealed class StepFailedException(string message = "The step failed.") : Exception(message);
