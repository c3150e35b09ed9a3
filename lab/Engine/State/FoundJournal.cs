using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.State;

/// <summary>A journal as it was found.</summary>
/// <param name="Path">The file.</param>
/// <param name="Continues">Hash of the state that it continues; empty when its first line was cut short, so that nothing came of it.</param>
/// <param name="Entries">What was noted.</param>
/// <param name="Damaged">Number of a line that is not what was written although others follow it; 0 when there is none.</param>
internal sealed record FoundJournal(string Path, string Continues, IReadOnlyList<JsonElement> Entries, int Damaged)
{
    /// <summary>The version of the form.</summary>
    public const int FormatVersion = 1;

    /// <summary>Hexadecimal digits of a line's checksum.</summary>
    public const int SumLength = 16;

    /// <summary>The checksum of a line.</summary>
    public static string SumOf(ReadOnlySpan<byte> line) => Convert.ToHexStringLower(SHA256.HashData(line))[..SumLength];

    /// <summary>Reads a journal; null when there is none. What a crash cut short at its end never happened.</summary>
    /// <exception cref="StateFormatException">It may not be read, or is of another version.</exception>
    public static FoundJournal? Read(string path)
    {
        return StateFiles.Content(path) is { } content ? StateJson.Guard(path, () => Read(path, content)) : null;
    }

    private static FoundJournal Read(string path, byte[] content)
    {
        var lines = new List<JsonElement?>();
        for (var rest = content.AsMemory(); rest.Span.IndexOf((byte)'\n') is var end and >= 0; rest = rest[(end + 1)..])
            lines.Add(Entry(rest[..end]));
        while (lines.Count > 0 && lines[^1] is null)
            lines.RemoveAt(lines.Count - 1);
        if (lines.Count == 0)
            return new FoundJournal(path, "", [], 0);
        var bad = lines.IndexOf(null);
        var sound = lines.Take(bad < 0 ? lines.Count : bad).Select(l => l!.Value).ToList();
        if (sound.Count == 0)
            return new FoundJournal(path, "", [], 1);
        if (!sound[0].TryGetProperty("version", out var version) || version.GetInt32() != FormatVersion)
            throw new StateFormatException($"{path} was written by another version of the lab. Run the command with the version that wrote it, which finishes it, or move the file away and run refresh.");
        return new FoundJournal(path, sound[0].GetProperty("continues").GetString() ?? "", sound[1..], bad + 1);
    }

    /// <summary>The state that it leads to.</summary>
    public Snapshot Replay(Snapshot start, Func<string, IValueCipher> cipherOf) => StateJson.Guard(Path, () =>
    {
        var state = new LiveState(start, null);
        foreach (var entry in Entries)
        {
            if (entry.TryGetProperty("begin", out var operation))
                state.Begin(StateJson.ReadOperation(operation, cipherOf));
            else
                state.Replay(Change(entry, cipherOf));
        }
        return state.ToSnapshot(start.Time);
    });

    private static JsonElement? Entry(ReadOnlyMemory<byte> line)
    {
        if (line.Length <= SumLength || !Encoding.ASCII.GetBytes(SumOf(line.Span[(SumLength + 1)..])).AsSpan().SequenceEqual(line.Span[..SumLength]))
            return null;
        return JsonElement.Parse(line.Span[(SumLength + 1)..]);
    }

    private static StateChange Change(JsonElement entry, Func<string, IValueCipher> cipherOf) => new()
    {
        Ends = [.. entry.GetProperty("ends").EnumerateArray().Select(e => e.GetInt32())],
        Renames = [.. entry.GetProperty("renames").EnumerateObject().Select(p => (p.Name, p.Value.GetString() ?? ""))],
        Drops = [.. entry.GetProperty("drops").EnumerateArray().Select(e => e.GetInt32())],
        Puts = [.. entry.GetProperty("puts").EnumerateArray().Select(e => (e.GetProperty("handle").GetInt32(), ResourceJson.Read(e.GetProperty("resource"), cipherOf)))],
    };
}
