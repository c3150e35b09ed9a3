using System.Security.Cryptography;
using System.Text.Json;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.State;

/// <summary>
/// The file beside a state in which a run notes every operation as it begins and every change as it is made, one JSON object a line. Its first
/// line says by hash which state it continues, so a journal that outlived the writing of its own result is known as such.
/// </summary>
internal sealed class StateJournal(string path, string startHash, Func<string, IValueCipher> cipherOf) : IStateJournal, IDisposable
{
    private FileStream? _file;

    public static string HashOf(ReadOnlySpan<byte> state) => Convert.ToHexStringLower(SHA256.HashData(state));

    public void Began(PendingOperation operation) => Append(writer =>
    {
        writer.WritePropertyName("begin");
        StateJson.WriteOperation(writer, operation, cipherOf(operation.Resource.Urn));
    });

    public void Changed(StateChange change) => Append(writer =>
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
    });

    public void Dispose() => _file?.Dispose();

    /// <summary>Replays a journal over the state that it continues; a last line cut short by a crash never happened.</summary>
    public static Snapshot Replay(string path, Snapshot start, string startHash, Func<string, IValueCipher> cipherOf)
    {
        var text = File.ReadAllText(path);
        var lines = text.Split('\n');
        if (lines.Length < 2 || Parse(lines[0]).GetProperty("continues").GetString() != startHash)
            return start;
        var state = new LiveState(start, null);
        foreach (var line in lines[1..^1])
        {
            var entry = Parse(line);
            if (entry.TryGetProperty("begin", out var operation))
                state.Begin(StateJson.ReadOperation(operation, cipherOf));
            else
                state.Replay(ReadChange(entry, cipherOf));
        }
        return state.ToSnapshot(start.Time);
    }

    private static JsonElement Parse(string line) => JsonElement.Parse(line);

    private static StateChange ReadChange(JsonElement entry, Func<string, IValueCipher> cipherOf) => new()
    {
        Ends = [.. entry.GetProperty("ends").EnumerateArray().Select(e => e.GetInt32())],
        Renames = [.. entry.GetProperty("renames").EnumerateObject().Select(p => (p.Name, p.Value.GetString() ?? ""))],
        Drops = [.. entry.GetProperty("drops").EnumerateArray().Select(e => e.GetInt32())],
        Puts = [.. entry.GetProperty("puts").EnumerateArray().Select(e => (e.GetProperty("handle").GetInt32(), ResourceJson.Read(e.GetProperty("resource"), cipherOf)))],
    };

    private void Append(Action<Utf8JsonWriter> write)
    {
        if (_file is null)
        {
            _file = PrivateFile.OpenNew(path);
            WriteLine(writer => writer.WriteString("continues", startHash));
        }
        WriteLine(write);
    }

    private void WriteLine(Action<Utf8JsonWriter> write)
    {
        using var line = new MemoryStream();
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }
        line.WriteByte((byte)'\n');
        _file!.Write(line.GetBuffer(), 0, (int)line.Length);
    }
}
