using System.Runtime.InteropServices;

namespace Slipway.Cli;

/// <summary>
/// Ctrl-C and SIGTERM: the first asks the command to end, which finishes what is in flight and records it; the second ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    // As shells count: 128 and the signal's number.
    private const int StoppedAtOnce = 128;

    private readonly CancellationTokenSource _asked = new();
    private readonly TextWriter _error;
    private readonly PosixSignalRegistration[] _registrations;
    private int _signals;

    /// <summary>Listens from now on.</summary>
    /// <param name="error">Where it says what happens now.</param>
    public Interruption(TextWriter error)
    {
        _error = error;
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, On), PosixSignalRegistration.Create(PosixSignal.SIGTERM, On)];
    }

    /// <summary>Canceled by the first signal.</summary>
    public CancellationToken Token => _asked.Token;

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _asked.Dispose();
    }

    private void On(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _signals) == 1)
        {
            _error.WriteLine("slipway: interrupted; what is in flight is finished and recorded, and nothing more is begun. A second time stops at once.");
            _asked.Cancel();
            return;
        }
        _error.WriteLine("slipway: stopped at once. The next command finds out what became of what was in flight.");
        _error.Flush();
        Environment.Exit(StoppedAtOnce + (context.Signal == PosixSignal.SIGINT ? 2 : 15));
    }
}
