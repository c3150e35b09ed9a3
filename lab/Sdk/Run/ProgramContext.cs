using System.Collections.Immutable;
using Slipway.Lab;
using Slipway.Lab.Wire;

namespace Pulumi;

/// <summary>One run of a program: what it runs over, what it waits for, and what went wrong.</summary>
internal sealed class ProgramContext(IMonitor monitor, ProgramOptions options, CancellationToken cancellation)
{
    private static readonly AsyncLocal<ProgramContext?> Local = new();

    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<Exception> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly List<Exception> _errors = [];
    private int _outstanding;
    private int _errorMessages;

    public static ProgramContext? Current
    {
        get => Local.Value;
        set => Local.Value = value;
    }

    public IMonitor Monitor { get; } = monitor;

    public ProgramOptions Options { get; } = options;

    public CancellationToken Cancellation { get; } = cancellation;

    public Stack? Stack { get; set; }

    public DeploymentInstance Instance => new(this);

    /// <summary>Told of every resource as it is registered; tests collect them.</summary>
    public Action<Resource>? Registered { get; init; }

    public static ProgramContext Require() => Current ?? throw new InvalidOperationException(
        "No Pulumi program is running here. Resources, configuration and Deployment.Instance exist only while one does: in Deployment.RunAsync, or in Deployment.TestAsync.");

    /// <summary>Runs a program to its end: until it, and everything that it started, is done.</summary>
    public async Task<ImmutableArray<Exception>> RunAsync(Func<Task> main)
    {
        Interlocked.Increment(ref _outstanding);
        try
        {
            await main().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Add(e);
        }
        Release();
        await _idle.Task.ConfigureAwait(false);
        foreach (var error in _errors)
            await ReportAsync(error).ConfigureAwait(false);
        if (_errors.Count == 0 && _errorMessages > 0)
            _errors.Add(new RunException(_errorMessages == 1 ? "The program reported an error." : $"The program reported {_errorMessages} errors."));
        return [.. _errors];
    }

    /// <summary>Makes the run wait for a task, and its failure a failure of the program.</summary>
    public void Track(Task task)
    {
        if (task.IsCompletedSuccessfully)
            return;
        Interlocked.Increment(ref _outstanding);
        task.ContinueWith(
            static (done, context) => ((ProgramContext)context!).Done(done),
            this,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>Passes on a message of the program; an error makes the run fail.</summary>
    public void Log(LogSeverity severity, string message, Resource? resource, int? streamId, bool? ephemeral)
    {
        if (severity == LogSeverity.Error)
            Interlocked.Increment(ref _errorMessages);
        Track(LogAsync(severity, message, resource, streamId ?? 0, ephemeral ?? false));
    }

    private async Task LogAsync(LogSeverity severity, string message, Resource? resource, int streamId = 0, bool ephemeral = false)
    {
        // A resource whose registration failed reports that itself; a message about it goes without its URN.
        var urn = resource is null ? null : await Task.WhenAny(resource.Urn.Data).ConfigureAwait(false);
        try
        {
            await Monitor.LogAsync(new LogEntry(severity, message, urn is { IsCompletedSuccessfully: true } ? urn.Result.Value : "", ephemeral, streamId), Cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new LogException(e);
        }
    }

    private async Task ReportAsync(Exception error)
    {
        if (error is LogException || (error is OperationCanceledException && Cancellation.IsCancellationRequested))
            return;
        var (message, resource) = error switch
        {
            RunException or MonitorException => (error.Message, null),
            ResourceException e => (e.HideStack ? e.Message : e.ToString(), e.Resource),
            _ => ($"Running the program failed with an unhandled exception:\n{error}", null),
        };
        try
        {
            await LogAsync(LogSeverity.Error, message, resource).ConfigureAwait(false);
        }
        catch (Exception e) when (e is LogException or OperationCanceledException)
        {
            // The error itself is in the outcome; that it could not be shown as well adds nothing.
        }
    }

    private void Done(Task task)
    {
        if (task.Exception is { } failure)
        {
            foreach (var exception in failure.Flatten().InnerExceptions)
                Add(exception);
        }
        else if (task.IsCanceled)
        {
            Add(new TaskCanceledException(task));
        }
        Release();
    }

    private void Add(Exception exception)
    {
        lock (_seen)
        {
            var again = exception is OperationCanceledException && _errors.Exists(e => e is OperationCanceledException);
            if (_seen.Add(exception) && !again)
                _errors.Add(exception);
        }
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _outstanding) == 0)
            _idle.TrySetResult();
    }
}
