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
    private volatile bool _failed;

    public LiveState State => state;

    public EngineOptions Options => options;

    public bool DryRun => dryRun;

    public bool Failed => _failed;

    public bool Canceled => cancellation.IsCancellationRequested;

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
        var number = pending is null || dryRun ? (int?)null : state.Begin(pending);
        ImmutableArray<int> ends = number is { } n ? [n] : [];
        StepOutcome outcome;
        try
        {
            outcome = await apply().ConfigureAwait(false);
        }
        catch (StepFailedException e)
        {
            outcome = new StepOutcome(new StateChange()) { Error = e.Message, Reported = true };
        }
#pragma warning disable CA1031 // The edge to the providers: a fault of one must not lose the state of the others.
        catch (Exception e)
#pragma warning restore CA1031
        {
            outcome = new StepOutcome(new StateChange()) { Error = e is ProviderException ? e.Message : Fault(e) };
        }
        // What an earlier run left pending for this resource is settled by a step that succeeds.
        var settled = outcome.Error is null && pending is not null ? state.PendingWhere(p => p.Resource.Urn == step.Urn) : [];
        var change = outcome.Change with { Ends = [.. ends.Union(settled).Union(outcome.Change.Ends)] };
        if (!change.IsEmpty)
            state.Apply(change);
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

    /// <summary>What is said of a fault that a provider did not mean: not its message, which may repeat a value that is secret.</summary>
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
