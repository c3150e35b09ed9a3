using System.Text;
using Slipway.Lab.Engine.Secrets;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.State;

/// <summary>
/// A stack's state on disk, see <see cref="StateFiles"/>. Opening replays the journal that a run left which did not finish; nothing is written
/// before a run changes something. Writers hold the stack's <see cref="StackLock"/>.
/// </summary>
public sealed class StackStateFile
{
    private readonly StateFiles _files;
    private readonly CiphertextCache _ciphertexts;
    private string _hash;

    private StackStateFile(StateFiles files, PassphraseCipher cipher, CiphertextCache ciphertexts, Snapshot snapshot, string hash)
    {
        _files = files;
        Cipher = cipher;
        _ciphertexts = ciphertexts;
        Snapshot = snapshot;
        _hash = hash;
    }

    /// <summary>Where the state is.</summary>
    public string Path => _files.State;

    /// <summary>What its secrets are encrypted with.</summary>
    public PassphraseCipher Cipher { get; }

    /// <summary>The state: as it was read, then as the last finished run left it.</summary>
    public Snapshot Snapshot { get; private set; }

    /// <summary>Opens a state; a file that is not there is the state of a stack that was never brought up.</summary>
    /// <param name="path">The state file.</param>
    /// <param name="cipher">Encrypts what is written, and opens what is there unless <paramref name="reader"/> is given.</param>
    /// <param name="reader">Opens what is there, when that was written under another passphrase or salt.</param>
    /// <param name="boundary">Called at each moment at which the disk or a cloud has changed: where a crash makes a difference. For tests of crashes.</param>
    /// <exception cref="StateFormatException">The file cannot be read, or is not what was written. It is left as it is.</exception>
    public static StackStateFile Open(string path, PassphraseCipher cipher, PassphraseCipher? reader = null, Action? boundary = null)
    {
        var files = new StateFiles(path, boundary ?? (() => { }));
        var ciphertexts = new CiphertextCache(cipher);
        Func<string, IValueCipher> reading = reader is null ? ciphertexts.For : _ => reader;
        var content = StateFiles.Content(path);
        if (files.Damage(content) is { } damage)
            throw new StateFormatException($"{damage} {StateRecovery.Remedy(files)}");
        var hash = StateFiles.HashOf(content);
        var snapshot = content is null ? Snapshot.Empty : StateJson.Read(content, path, reading);
        if (FoundJournal.Read(files.Journal) is { } journal)
        {
            if (journal.Damaged > 0)
                throw new StateFormatException($"{journal.Path}: line {journal.Damaged} is not what was written. {StateRecovery.Remedy(files)}");
            if (journal.Continues == hash)
                snapshot = journal.Replay(snapshot, reading);
            else if (journal.Continues.Length > 0 && journal.Continues != StateFiles.HashOf(StateFiles.Content(files.Predecessor)))
                throw new StateFormatException($"{journal.Path} does not continue {path}: one of them was put there by hand. Put the state back that belongs to it, or move it away and run refresh.");
        }
        return new StackStateFile(files, cipher, ciphertexts, snapshot, hash);
    }

    /// <summary>The <c>encryptionsalt</c> of the state at a path; null when there is none yet.</summary>
    /// <exception cref="StateFormatException">The file cannot be read.</exception>
    public static string? EncryptionSaltOf(string path) =>
        StateFiles.Content(path) is { } content ? StateJson.EncryptionSalt(content, path) : null;

    /// <summary>The state as JSON, as <c>pulumi stack export</c> gives it; secrets encrypted.</summary>
    public string Export() => Encoding.UTF8.GetString(Bytes(Snapshot));

    /// <summary>Puts another state in the place of this one; the caller holds the stack's lock.</summary>
    /// <exception cref="StateFormatException">The state breaks a rule, see <see cref="SnapshotIntegrity"/>.</exception>
    /// <exception cref="StateWriteException">It cannot be written.</exception>
    public void Import(Snapshot snapshot)
    {
        if (snapshot.Verify() is { Length: > 0 } problems)
            throw new StateFormatException("The state is not consistent and was not imported: " + string.Join(" ", problems));
        // The journal of a run that did not finish led to the state that goes.
        Begin(out var journal);
        journal.Dispose();
        Write(snapshot);
    }

    internal LiveState Begin(out StateJournal journal)
    {
        if (FoundJournal.Read(_files.Journal) is { } left)
        {
            // Its state may be written already, and only its place is still to change; else what it told is in the snapshot now.
            if (left.Continues == _hash)
                Write(Snapshot);
            else
                StateWriteException.Guard(_files.Journal, Retire);
        }
        journal = new StateJournal(_files, _hash, _ciphertexts.For);
        return new LiveState(Snapshot, journal);
    }

    internal void Finish(LiveState state, StateJournal journal, DateTimeOffset now)
    {
        journal.Dispose();
        if (!journal.IsEmpty)
            Write(state.ToSnapshot(now));
    }

    private bool Retire()
    {
        _files.RetireJournal();
        return true;
    }

    private void Write(Snapshot snapshot)
    {
        var bytes = Bytes(snapshot);
        StateWriteException.Guard(Path, () =>
        {
            PrivateFile.EnsureDirectoryOf(Path);
            return true;
        });
        _files.Replace(bytes);
        Snapshot = snapshot;
        _hash = StateFiles.HashOf(bytes);
    }

    private byte[] Bytes(Snapshot snapshot) => StateJson.WriteBytes(snapshot, Cipher.EncryptionSalt, _ciphertexts.For);
}
