using Slipway.Lab.Engine.Secrets;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.State;

/// <summary>
/// A stack's state on disk: the state itself, and beside it (<c>.journal</c>) what a run that did not finish had done. Opening replays such a
/// journal; nothing is written before a run changes something. Writers hold the stack's <see cref="StackLock"/>.
/// </summary>
public sealed class StackStateFile
{
    private readonly CiphertextCache _ciphertexts;
    private string _hash;

    private StackStateFile(string path, PassphraseCipher cipher, CiphertextCache ciphertexts, Snapshot snapshot, string hash)
    {
        Path = path;
        Cipher = cipher;
        _ciphertexts = ciphertexts;
        Snapshot = snapshot;
        _hash = hash;
    }

    /// <summary>Where the state is.</summary>
    public string Path { get; }

    /// <summary>What its secrets are encrypted with.</summary>
    public PassphraseCipher Cipher { get; }

    /// <summary>The state: as it was read, then as the last finished run left it.</summary>
    public Snapshot Snapshot { get; private set; }

    private string JournalPath => Path + ".journal";

    /// <summary>Opens a state; a file that is not there is the state of a stack that was never brought up.</summary>
    /// <param name="path">The state file.</param>
    /// <param name="cipher">Encrypts what is written, and opens what is there unless <paramref name="reader"/> is given.</param>
    /// <param name="reader">Opens what is there, when that was written under another passphrase or salt.</param>
    /// <exception cref="StateFormatException">The file cannot be read.</exception>
    public static StackStateFile Open(string path, PassphraseCipher cipher, PassphraseCipher? reader = null)
    {
        var ciphertexts = new CiphertextCache(cipher);
        Func<string, IValueCipher> reading = reader is null ? ciphertexts.For : _ => reader;
        var bytes = File.Exists(path) ? File.ReadAllBytes(path) : null;
        var hash = StateJournal.HashOf(bytes);
        var snapshot = bytes is null ? Snapshot.Empty : StateJson.Read(bytes, path, reading);
        var journal = path + ".journal";
        if (File.Exists(journal))
            snapshot = StateJson.Guard(journal, () => StateJournal.Replay(journal, snapshot, hash, reading));
        return new StackStateFile(path, cipher, ciphertexts, snapshot, hash);
    }

    /// <summary>The <c>encryptionsalt</c> of the state at a path; null when there is none yet.</summary>
    /// <exception cref="StateFormatException">The file cannot be read.</exception>
    public static string? EncryptionSaltOf(string path) =>
        File.Exists(path) ? StateJson.EncryptionSalt(File.ReadAllBytes(path), path) : null;

    /// <summary>The state as JSON, as <c>pulumi stack export</c> gives it; secrets encrypted.</summary>
    public string Export() => System.Text.Encoding.UTF8.GetString(Bytes(Snapshot));

    /// <summary>Puts another state in the place of this one; the caller holds the stack's lock.</summary>
    /// <exception cref="StateFormatException">The state breaks a rule, see <see cref="SnapshotIntegrity"/>.</exception>
    public void Import(Snapshot snapshot)
    {
        if (snapshot.Verify() is { Length: > 0 } problems)
            throw new StateFormatException("The state is not consistent and was not imported: " + string.Join(" ", problems));
        Write(snapshot);
    }

    internal LiveState Begin(out StateJournal journal)
    {
        // A left-over journal ends here: what it told is in the snapshot now, and the new journal starts from that.
        if (File.Exists(JournalPath))
            Write(Snapshot);
        journal = new StateJournal(JournalPath, _hash, _ciphertexts.For);
        return new LiveState(Snapshot, journal);
    }

    internal void Finish(LiveState state, StateJournal journal, DateTimeOffset now)
    {
        journal.Dispose();
        if (File.Exists(JournalPath))
            Write(state.ToSnapshot(now));
    }

    private void Write(Snapshot snapshot)
    {
        var bytes = Bytes(snapshot);
        PrivateFile.EnsureDirectoryOf(Path);
        PrivateFile.Replace(Path, bytes);
        Snapshot = snapshot;
        _hash = StateJournal.HashOf(bytes);
        File.Delete(JournalPath);
    }

    private byte[] Bytes(Snapshot snapshot) => StateJson.WriteBytes(snapshot, Cipher.EncryptionSalt, _ciphertexts.For);
}
