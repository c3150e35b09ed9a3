using Slipway.Lab.Protocol;

namespace Slipway.Lab.Remote;

/// <summary>Whether, and how, the engine ended a run before the program did. The first way counts.</summary>
internal sealed class EngineEnd : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private string? _reason;

    /// <summary>Cancelled when the engine has ended the run.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>How it ended, for people; null while it goes on.</summary>
    public string? Reason => _reason;

    /// <summary>Why there is no engine left to tell people anything; null while there is one.</summary>
    public ConnectionLostException? Cause { get; private set; }

    /// <summary>The engine takes no more: it was cancelled, or something that it does failed.</summary>
    /// <param name="sign">By what that shows.</param>
    public void Stopped(string sign) =>
        End($"The pulumi engine ended the run before the program was through ({sign}); what it had begun, and why, stands in its own messages.", null);

    /// <summary>There is no engine any more.</summary>
    public void Lost(ConnectionLostException cause) =>
        End($"The connection to the pulumi engine is lost. {cause.Message} Look for how the pulumi process ended, and run it again: its state has what was done so far.", cause);

    /// <inheritdoc />
    public void Dispose() => _source.Dispose();

    private void End(string reason, ConnectionLostException? cause)
    {
        if (Interlocked.CompareExchange(ref _reason, reason, null) is not null)
            return;
        Cause = cause;
        _source.Cancel();
    }
}
