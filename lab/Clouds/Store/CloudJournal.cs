using System.Text.Json;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Store;

/// <summary>
/// Makes each operation of the lab's clouds happen as a whole, as a cloud's does whoever asked for it and died: before a file changes, how it was is noted, and
/// when the process is gone in between, the next one that opens the clouds takes the operation back. It also keeps what each creation made, by its token, until
/// whoever asked has recorded the answer. One file for each host, <c>.operations/&lt;number&gt;.log</c>, locked while its process lives.
/// </summary>
internal sealed class CloudJournal
{
    /// <summary>How long an answer is kept that nobody asked for.</summary>
    private static readonly TimeSpan Keep = TimeSpan.FromDays(30);

    /// <summary>How many answers are at hand for a call that is made again; the log has all.</summary>
    private const int AtHand = 256;

    private static readonly AsyncLocal<Operation?> Running = new();

    private readonly Lock _gate = new();
    private readonly string _root;
    private readonly string _folder;
    private readonly IValueCipher _cipher;
    private readonly Dictionary<string, (string Id, string Outputs)> _made = new(StringComparer.Ordinal);
    private readonly Queue<string> _latest = new();
    private FileStream? _log;
    private int _operations;

    /// <summary>Opens the clouds' journal, and takes back what processes that are gone left half done.</summary>
    public CloudJournal(string root, IValueCipher cipher)
    {
        (_root, _folder, _cipher) = (Path.GetFullPath(root), Path.Combine(Path.GetFullPath(root), ".operations"), cipher);
        if (!Directory.Exists(_folder))
            return;
        foreach (var file in Directory.GetFiles(_folder, "*.log").Order(StringComparer.Ordinal))
            Recover(file);
    }

    /// <summary>The operation that is under way here, or null.</summary>
    public static Operation? Current => Running.Value;

    /// <summary>Runs an operation; of one that fails other than by a refusal nothing is left.</summary>
    /// <param name="run">The operation.</param>
    /// <param name="answer">What to keep of its result: token, id and outputs; null for nothing.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> run, Func<T, (string Token, string Id, PropertyMap Outputs)?> answer)
    {
        var operation = new Operation(this, Interlocked.Increment(ref _operations));
        Running.Value = operation;
        try
        {
            var result = await run();
            operation.Done(answer(result));
            return result;
        }
        catch (Slipway.Lab.Engine.Providers.ProviderException)
        {
            operation.Done(null);
            throw;
        }
        catch
        {
            operation.TakeBack();
            throw;
        }
        finally
        {
            Running.Value = null;
        }
    }

    /// <summary>What the creation of this token made, or null.</summary>
    public (string Id, PropertyMap Outputs)? Find(string token)
    {
        lock (_gate)
        {
            if (!_made.TryGetValue(token, out var made))
                return null;
            using var document = JsonDocument.Parse(made.Outputs);
            return (made.Id, PropertyJson.ReadMap(document.RootElement, _cipher));
        }
    }

    /// <summary>Everything that this host was asked for is recorded by whoever asked: what is kept for that may go.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _made.Clear();
            _latest.Clear();
            if (_log is null)
                return;
            File.Delete(_log.Name);
            _log.Dispose();
            _log = null;
        }
    }

    private void Append(CloudJournalEntry entry)
    {
        lock (_gate)
        {
            _log ??= PrivateFile.OpenExclusive(Path.Combine(_folder, $"{DateTime.UtcNow.Ticks:x16}-{Guid.NewGuid():N}.log"));
            _log.Write([.. JsonSerializer.SerializeToUtf8Bytes(entry), (byte)'\n']);
            if (entry.Token is not { } token)
                return;
            _made[token] = (entry.Id!, entry.Outputs!);
            _latest.Enqueue(token);
            if (_latest.Count > AtHand)
                _made.Remove(_latest.Dequeue());
        }
    }

    private void Recover(string file)
    {
        FileStream log;
        try
        {
            log = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its process lives.
            return;
        }
        using (log)
        {
            var entries = Entries(log);
            var ended = entries.Where(e => e.Ended).Select(e => e.Operation).ToHashSet();
            foreach (var entry in entries.AsEnumerable().Reverse().Where(e => !ended.Contains(e.Operation)))
                entry.Undo(_root);
            foreach (var entry in entries.Where(e => e.Trash is not null && ended.Contains(e.Operation)))
                CloudJournalEntry.DeleteFolder(Path.Combine(_root, entry.Trash!));
            foreach (var operation in entries.Select(e => e.Operation).Distinct().Where(o => !ended.Contains(o)))
                log.Write([.. JsonSerializer.SerializeToUtf8Bytes(new CloudJournalEntry { Operation = operation, Ended = true }), (byte)'\n']);
            foreach (var entry in entries.Where(e => e.Token is not null))
                _made[entry.Token!] = (entry.Id!, entry.Outputs!);
            if (!entries.Any(e => e.Token is not null) || File.GetLastWriteTimeUtc(file) < DateTime.UtcNow - Keep)
                File.Delete(file);
        }
    }

    private static List<CloudJournalEntry> Entries(FileStream log)
    {
        var entries = new List<CloudJournalEntry>();
        using var reader = new StreamReader(log, leaveOpen: true);
        var text = reader.ReadToEnd();
        foreach (var line in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
            entries.Add(JsonSerializer.Deserialize<CloudJournalEntry>(line) ?? throw new InvalidDataException($"{log.Name} is damaged; move it away."));
        // A line that was cut short never happened; what is noted from now on stands on a line of its own.
        log.SetLength(System.Text.Encoding.UTF8.GetByteCount(text[..(text.LastIndexOf('\n') + 1)]));
        log.Seek(0, SeekOrigin.End);
        return entries;
    }

    /// <summary>An operation under way.</summary>
    public sealed class Operation(CloudJournal journal, int number)
    {
        private readonly List<CloudJournalEntry> _entries = [];
        private bool _touched;

        /// <summary>Notes that it does something in a cloud, and does not live in a stack's state alone.</summary>
        public void Touch() => _touched = true;

        /// <summary>Notes that a file is about to change.</summary>
        /// <param name="file">The file.</param>
        /// <param name="content">What it will hold; null when it goes.</param>
        /// <param name="temporary">Where that is prepared.</param>
        public void Changing(string file, byte[]? content, string? temporary) => Changing(file, content is null ? null : CloudJournalEntry.SumOf(content), temporary);

        /// <summary>Notes that a file is about to become a further name of another.</summary>
        public void Linking(string file, string source)
        {
            var path = Path.GetRelativePath(journal._root, source);
            Changing(file, _entries.FindLast(e => e.File == path)?.Becomes ?? CloudJournalEntry.SumOf(File.ReadAllBytes(source)), null);
        }

        /// <summary>Notes that a folder is about to be made.</summary>
        public void Making(string folder) => Note(new CloudJournalEntry { Operation = number, Made = Path.GetRelativePath(journal._root, folder) });

        /// <summary>Puts a folder out of the way, to be deleted when the operation is done.</summary>
        public void Removing(string folder)
        {
            var trash = Path.Combine(journal._folder, $"{Guid.NewGuid():N}.trash");
            Note(new CloudJournalEntry { Operation = number, File = Path.GetRelativePath(journal._root, folder), Trash = Path.GetRelativePath(journal._root, trash) });
            Directory.Move(folder, trash);
        }

        internal void Done((string Token, string Id, PropertyMap Outputs)? answer)
        {
            var isAnswered = _touched && answer is { Token.Length: > 0 };
            if (_entries.Count == 0 && !isAnswered)
                return;
            journal.Append(new CloudJournalEntry
            {
                Operation = number,
                Ended = true,
                Token = isAnswered ? answer!.Value.Token : null,
                Id = isAnswered ? answer!.Value.Id : null,
                Outputs = isAnswered ? PropertyJson.Serialize(answer!.Value.Outputs, journal._cipher) : null,
            });
            foreach (var entry in _entries.Where(e => e.Trash is not null))
                CloudJournalEntry.DeleteFolder(Path.Combine(journal._root, entry.Trash!));
        }

        internal void TakeBack()
        {
            foreach (var entry in _entries.AsEnumerable().Reverse())
                entry.Undo(journal._root);
            Done(null);
        }

        private void Changing(string file, string? sum, string? temporary) => Note(new CloudJournalEntry
        {
            Operation = number,
            File = Path.GetRelativePath(journal._root, file),
            Was = File.Exists(file) ? File.ReadAllBytes(file) : null,
            Becomes = sum,
            Temporary = temporary is null ? null : Path.GetRelativePath(journal._root, temporary),
        });

        private void Note(CloudJournalEntry entry)
        {
            _touched = true;
            _entries.Add(entry);
            journal.Append(entry);
        }
    }
}
