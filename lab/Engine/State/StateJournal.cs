using System.Text;
using System.Text.Json;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.State;

/// <summary>
/// The file beside a state in which a run notes every operation as it begins and every change as it is made: a line each, its checksum and then
/// a JSON object. The first line says by hash which state it continues. While a run is under way, zeros follow the last line.
/// </summary>
internal sealed class StateJournal(StateFiles files, string startHash, Func<string, IValueCipher> cipherOf) : IStateJournal, IDisposable
{
    // A flush of what lies within a file that is long enough already need not wait for the file system's own journal, which at that moment would write
    // everything that the clouds have changed as well. That is most of what a flush takes.
    private static readonly byte[] Reserve = new byte[256 * 1024];

    private readonly SemaphoreSlim _flushing = new(1);
    private FileStream? _file;
    private StateWriteException? _broken;
    private long _written;
    private long _flushed;
    private long _end;
    private long _reserved;

    /// <summary>True when nothing was noted.</summary>
    public bool IsEmpty => _file is null && _broken is null;

    public void Began(PendingOperation operation) => Append(writer =>
    {
        writer.WritePropertyName("begin");
        StateJson.WriteOperation(writer, operation, cipherOf(operation.Resource.Urn));
    });

    public void Changed(StateChange change)
    {
        // The cloud has done it, and nobody has noted it yet: the one moment that only the cloud can tell of.
        if (!change.Ends.IsEmpty)
            files.Boundary();
        Append(writer => Write(writer, change));
    }

    /// <summary>Waits until all that was noted so far would outlive a power failure; operations that run side by side share a flush.</summary>
    public async Task FlushAsync()
    {
        var noted = Interlocked.Read(ref _written);
        await _flushing.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_flushed >= noted || _file is null)
                return;
            noted = Interlocked.Read(ref _written);
            StateWriteException.Guard(files.Journal, () =>
            {
                PrivateFile.FlushContent(_file.SafeFileHandle);
                return true;
            });
            _flushed = noted;
        }
        finally
        {
            _flushing.Release();
        }
    }

    public void Dispose()
    {
        try
        {
            _file?.SetLength(_end);
        }
        catch (IOException)
        {
            // The zeros mean nothing; what is noted is noted.
        }
        _file?.Dispose();
        _flushing.Dispose();
    }

    private void Write(Utf8JsonWriter writer, StateChange change)
    {
        writer.WriteStartArray("ends");
        foreach (var operation in change.Ends)
            writer.WriteNumberValue(operation);
        writer.WriteEndArray();
        writer.WriteStartObject("renames");
        foreach (var (old, @new) in change.Renames)
            writer.WriteString(old, @new);
        writer.WriteEndObject();
        writer.WriteStartArray("drops");
        foreach (var handle in change.Drops)
            writer.WriteNumberValue(handle);
        writer.WriteEndArray();
        writer.WriteStartArray("puts");
        foreach (var (handle, resource) in change.Puts)
        {
            writer.WriteStartObject();
            writer.WriteNumber("handle", handle);
            writer.WritePropertyName("resource");
            ResourceJson.Write(writer, resource, cipherOf(resource.Urn));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private void Append(Action<Utf8JsonWriter> write)
    {
        // After a line that did not fit, nothing may follow: the rest would continue what is not there.
        if (_broken is not null)
            throw _broken;
        try
        {
            if (_file is null)
            {
                _file = StateWriteException.Guard(files.Journal, () => PrivateFile.OpenNew(files.Journal));
                WriteLine(writer =>
                {
                    writer.WriteNumber("version", FoundJournal.FormatVersion);
                    writer.WriteString("continues", startHash);
                });
                PrivateFile.FlushDirectoryOf(files.Journal);
            }
            WriteLine(write);
        }
        catch (StateWriteException e)
        {
            _broken = e;
            throw;
        }
    }

    private void WriteLine(Action<Utf8JsonWriter> write)
    {
        using var line = new MemoryStream();
        line.Write(new byte[FoundJournal.SumLength + 1]);
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }
        line.WriteByte((byte)'\n');
        var text = line.GetBuffer().AsSpan(0, (int)line.Length);
        Encoding.ASCII.GetBytes(FoundJournal.SumOf(text[(FoundJournal.SumLength + 1)..^1]) + " ", text);
        StateWriteException.Guard(files.Journal, () =>
        {
            for (; _end + line.Length > _reserved; _reserved += Reserve.Length)
                RandomAccess.Write(_file!.SafeFileHandle, Reserve, _reserved);
            RandomAccess.Write(_file!.SafeFileHandle, line.GetBuffer().AsSpan(0, (int)line.Length), _end);
            _end += line.Length;
            return true;
        });
        Interlocked.Increment(ref _written);
        files.Boundary();
    }
}
