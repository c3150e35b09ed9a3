using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace Slipway.EndToEnd;

/// <summary>A process under way: what it says is read line by line, and signals reach it.</summary>
internal sealed class RunningProcess : IDisposable
{
    private readonly Process _process;
    private readonly Channel<(bool IsError, string Text)> _lines = Channel.CreateUnbounded<(bool IsError, string Text)>();
    private readonly StringBuilder _error = new();
    private int _open = 2;

    public RunningProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        _process.StandardInput.Close();
        _process.OutputDataReceived += (_, line) => Take(isError: false, line.Data);
        _process.ErrorDataReceived += (_, line) => Take(isError: true, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Its number.</summary>
    public int Id => _process.Id;

    /// <summary>What it has said on standard error, as far as it was read.</summary>
    public string Error => _error.ToString();

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    /// <summary>Reads on until a line of either stream holds a text.</summary>
    public async Task SaysAsync(string text)
    {
        await foreach (var line in ReadAsync())
        {
            if (line.Contains(text, StringComparison.Ordinal))
                return;
        }
        Assert.Fail($"It ended without saying '{text}':\n{Error}");
    }

    /// <summary>Sends a signal, e.g. <c>INT</c>.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{name} {Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end, and gives its exit code.</summary>
    public async Task<int> EndAsync()
    {
        await foreach (var _ in ReadAsync())
        {
        }
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    private async IAsyncEnumerable<string> ReadAsync()
    {
        await foreach (var (isError, text) in _lines.Reader.ReadAllAsync())
        {
            if (isError)
                _error.AppendLine(text);
            yield return text;
        }
    }

    private void Take(bool isError, string? line)
    {
        if (line is not null)
            _lines.Writer.TryWrite((isError, line));
        else if (Interlocked.Decrement(ref _open) == 0)
            _lines.Writer.TryComplete();
    }
}
