using System.Security.Cryptography;
using System.Text;

namespace Slipway.Lab.Engine.State;

/// <summary>
/// The files of one state: the state, its predecessor (<c>.bak</c>), the journal of a run under way (<c>.journal</c>), the journal that led from the
/// predecessor to the state (<c>.bak.journal</c>), and the checksums of both (<c>.sha256</c>, as <c>sha256sum -c</c> reads them).
/// At every moment of a replacement the state is the old or the new one, whole, and its checksum is listed.
/// </summary>
/// <param name="path">The state.</param>
/// <param name="boundary">Called at each moment at which the disk has changed; for tests of crashes.</param>
internal sealed class StateFiles(string path, Action boundary)
{
    public string State => path;

    public string Predecessor => path + ".bak";

    public string Journal => path + ".journal";

    public string PredecessorJournal => path + ".bak.journal";

    public string Checksums => path + ".sha256";

    /// <summary>Called at each moment at which the disk has changed.</summary>
    public Action Boundary => boundary;

    public static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>A file's content; null when there is none.</summary>
    /// <exception cref="StateFormatException">It may not be read.</exception>
    public static byte[]? Content(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllBytes(file) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StateFormatException($"{file} cannot be read: {e.Message}");
        }
    }

    /// <summary>Why the state's content is not what was written; null when it is, or when nobody noted what was.</summary>
    public string? Damage(byte[]? content)
    {
        if (Content(Checksums) is not { } sums)
            return null;
        // The first state of all was about to get its name.
        if (content is null && File.Exists(path + ".new") && !File.Exists(Predecessor))
            return null;
        if (content is null)
            return $"{State} is missing, though {Checksums} says that it was written.";
        var known = Encoding.UTF8.GetString(sums).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]);
        return known.Contains(HashOf(content), StringComparer.Ordinal)
            ? null
            : $"{State} is not what was written: its checksum is not in {Checksums}. It was damaged, or changed by hand.";
    }

    /// <summary>Puts another state in the place of the one that is there, which becomes the predecessor, with the journal that led on from it.</summary>
    /// <exception cref="StateWriteException">It cannot be written; the state is left as it was.</exception>
    public void Replace(byte[] content) => StateWriteException.Guard(path, () =>
    {
        var old = Content(path);
        Write(path + ".new", content);
        var sums = $"{HashOf(content)}  {Path.GetFileName(path)}\n" + (old is null ? "" : $"{HashOf(old)}  {Path.GetFileName(Predecessor)}\n");
        Publish(Checksums, Encoding.UTF8.GetBytes(sums));
        if (old is not null)
            Publish(Predecessor, old);
        File.Move(path + ".new", path, overwrite: true);
        PrivateFile.FlushDirectoryOf(path);
        boundary();
        RetireJournal();
        return true;
    });

    /// <summary>Keeps the journal with the predecessor, where it belongs once its state is written.</summary>
    public void RetireJournal()
    {
        if (File.Exists(Journal))
            File.Move(Journal, PredecessorJournal, overwrite: true);
        else
            File.Delete(PredecessorJournal);
        boundary();
    }

    private void Publish(string file, byte[] content)
    {
        Write(file + ".new", content);
        File.Move(file + ".new", file, overwrite: true);
        boundary();
    }

    private void Write(string file, byte[] content)
    {
        using (var stream = PrivateFile.OpenNew(file))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }
        boundary();
    }
}
