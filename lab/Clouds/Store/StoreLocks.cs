using System.Collections.Concurrent;
using Slipway.Lab.Engine.State;

namespace Slipway.Lab.Clouds.Store;

/// <summary>
/// Locks by name that hold among the tasks of this process and among all processes that share the folder: what has to be looked at
/// and changed as one is done under one. A lock ends with its process, so a killed run leaves none behind.
/// </summary>
internal sealed class StoreLocks(string root)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = new(StringComparer.Ordinal);

    /// <summary>Takes the lock, waiting for whoever has it.</summary>
    /// <exception cref="TimeoutException">Another process has held it for a minute.</exception>
    public async Task<IDisposable> TakeAsync(string name, CancellationToken cancellation)
    {
        CloudJournal.Current?.Touch();
        var gate = _gates.GetOrAdd(name, _ => new SemaphoreSlim(1));
        await gate.WaitAsync(cancellation);
        try
        {
            return new Held(gate, await TakeFileAsync(Path.Combine(root, ".locks", SafeName.Of(name)), cancellation));
        }
        catch
        {
            gate.Release();
            throw;
        }
    }

    private static async Task<FileStream> TakeFileAsync(string path, CancellationToken cancellation)
    {
        PrivateFile.EnsureDirectory(Path.GetDirectoryName(path)!);
        var started = TimeProvider.System.GetTimestamp();
        for (var wait = 1; ; wait = Math.Min(wait * 2, 50))
        {
            try
            {
                return PrivateFile.OpenExclusive(path);
            }
            catch (IOException) when (File.Exists(path))
            {
                if (TimeProvider.System.GetElapsedTime(started) > Patience)
                    throw new TimeoutException($"Another process has held {path} for {Patience.TotalSeconds:0} s. Wait for it to finish, or end it.");
            }
            await Task.Delay(wait, cancellation);
        }
    }

    private sealed class Held(SemaphoreSlim gate, FileStream file) : IDisposable
    {
        public void Dispose()
        {
            file.Dispose();
            gate.Release();
        }
    }
}
