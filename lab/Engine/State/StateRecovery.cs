using System.Globalization;
using Slipway.Lab.Engine.Secrets;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.State;

/// <summary>
/// Puts a damaged state back: from its predecessor and the journals that led on from it, which together say all that the state said. What is damaged
/// is kept beside its place, as <c>.damaged</c>.
/// </summary>
/// <param name="Resources">How many resources the state has now.</param>
/// <param name="Kept">What was damaged, where it is now.</param>
/// <param name="IsComplete">False when something that happened may not be in the state: a refresh and an up settle that.</param>
public sealed record StateRecovery(int Resources, string Kept, bool IsComplete)
{
    private const string Damaged = ".damaged";

    /// <summary>Recovers the state at a path; the caller holds the stack's lock.</summary>
    /// <param name="path">The state file.</param>
    /// <param name="cipher">The key of the state.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="StateFormatException">There is nothing to recover, or nothing to recover it from.</exception>
    /// <exception cref="StateWriteException">It cannot be written.</exception>
    public static StateRecovery Run(string path, PassphraseCipher cipher, DateTimeOffset now)
    {
        var files = new StateFiles(path, () => { });
        var content = StateFiles.Content(path);
        var journal = FoundJournal.Read(files.Journal);
        var isDamaged = files.Damage(content) is not null || !IsReadable(content, path, cipher);
        if (!isDamaged && journal is not { Damaged: > 0 })
            throw new StateFormatException($"{path} is sound; there is nothing to recover.");

        var (start, complete) = isDamaged ? FromPredecessor(files, cipher) : (Read(content, path, cipher), true);
        var end = journal?.Replay(start, _ => cipher) ?? start;
        var damaged = isDamaged ? path : files.Journal;
        StateWriteException.Guard(path, () =>
        {
            if (File.Exists(damaged))
                File.Copy(damaged, damaged + Damaged, overwrite: true);
            // A missing state has no file to keep; its checksum alone says that it was there.
            File.Delete(files.Checksums);
            if (isDamaged)
                File.Delete(path);
            return true;
        });
        files.Replace(StateJson.WriteBytes(end with { Time = now }, cipher.EncryptionSalt, _ => cipher));
        return new StateRecovery(end.Resources.Length, damaged + Damaged, complete && journal is not { Damaged: > 0 });
    }

    /// <summary>The <c>encryptionsalt</c> under which a state can be recovered; null when nothing says.</summary>
    public static string? EncryptionSaltOf(string path)
    {
        try
        {
            return StackStateFile.EncryptionSaltOf(path) ?? StackStateFile.EncryptionSaltOf(path + ".bak");
        }
        catch (StateFormatException)
        {
            return StackStateFile.EncryptionSaltOf(path + ".bak");
        }
    }

    /// <summary>What to do about a damaged state.</summary>
    internal static string Remedy(StateFiles files) => File.Exists(files.Predecessor)
        ? string.Create(CultureInfo.InvariantCulture,
            $"It is left as it is. Its predecessor of {File.GetLastWriteTimeUtc(files.Predecessor):yyyy-MM-dd HH:mm:ss}Z is there; put the state back from it with: slipway state recover <env>")
        : "It is left as it is. Put the state back with: slipway state recover <env>";

    private static (Snapshot State, bool IsComplete) FromPredecessor(StateFiles files, PassphraseCipher cipher)
    {
        var predecessor = StateFiles.Content(files.Predecessor);
        var led = FoundJournal.Read(files.PredecessorJournal);
        if (predecessor is null && led is null)
            throw new StateFormatException($"{files.State} has no predecessor ({files.Predecessor}) to recover it from. Move it away, and import a state that was exported: slipway state import <env> --file <file>");
        var start = Read(predecessor, files.Predecessor, cipher);
        var belongs = led is { Damaged: 0 } && led.Continues == StateFiles.HashOf(predecessor);
        return belongs ? (led!.Replay(start, _ => cipher), true) : (start, false);
    }

    private static Snapshot Read(byte[]? content, string path, IValueCipher cipher) =>
        content is null ? Snapshot.Empty : StateJson.Read(content, path, _ => cipher);

    private static bool IsReadable(byte[]? content, string path, IValueCipher cipher)
    {
        try
        {
            Read(content, path, cipher);
            return true;
        }
        catch (StateFormatException)
        {
            return false;
        }
    }
}
