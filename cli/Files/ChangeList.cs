using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Slipway.Components.Fleet;

namespace Slipway.Cli.Files;

/// <summary>
/// What a run is about to change in a folder, in a file there (<c>.slipway-changes</c>) for as long as that takes: which files it writes and removes, and, once their
/// contents stand complete beside their places, that they do. Whoever has it open is at it; a run that is gone has not.
/// </summary>
internal sealed class ChangeList : IDisposable
{
    /// <summary>Its name.</summary>
    public const string FileName = ".slipway-changes";

    private const string Notice = "# A run of slipway was ended while it changed these files. The next one puts that right.\n";
    private const string Ready = "staged\n";

    private readonly string _root;
    private readonly FileStream _file;
    private readonly Listed _listed;
    private readonly bool _isStaged;

    private ChangeList(string root, FileStream file, Listed listed, bool isStaged) => (_root, _file, _listed, _isStaged) = (root, file, listed, isStaged);

    /// <summary>What is changed: the file, or how many.</summary>
    public string Words => (string[])[.. _listed.Written, .. _listed.Removed] is [var path] ? path : $"{_listed.Written.Length + _listed.Removed.Length} files";

    /// <summary>Begins a list.</summary>
    /// <exception cref="IOException">Another run is changing files there, or the folder cannot be written.</exception>
    public static ChangeList Begin(string root, IReadOnlyList<FileChange> changes)
    {
        var listed = new Listed([.. changes.Where(c => c.After is not null).Select(c => c.Path)], [.. changes.Where(c => c.After is null).Select(c => c.Path)]);
        var list = new ChangeList(root, Open(root, FileMode.CreateNew), listed, false);
        try
        {
            list.Append($"{Notice}{JsonSerializer.Serialize(listed)}\n");
            return list;
        }
        catch (IOException problem)
        {
            list.End();
            list.Dispose();
            throw new IOException($"nothing was changed: {problem.Message}", problem);
        }
    }

    /// <summary>The list that a run which is gone has left; null when there is none.</summary>
    /// <exception cref="IOException">The run is at it, or the list cannot be read.</exception>
    public static ChangeList? Find(string root)
    {
        if (!File.Exists(Path.Combine(root, FileName)))
            return null;
        var file = Open(root, FileMode.Open);
        using var reader = new StreamReader(file, Encoding.UTF8, leaveOpen: true);
        var text = reader.ReadToEnd();
        // One that was not written to its end is of a run that had changed nothing yet.
        var lines = text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#').ToList();
        return new ChangeList(root, file, Read(file, lines), lines.Count > 1);
    }

    /// <summary>Where a file of the folder is.</summary>
    public static string At(string root, string path) => Path.Combine(root, path.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>Where the new content of a file stands until it takes its place.</summary>
    public static string Staged(string path) => Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.slipway-new");

    /// <summary>Notes that every new content stands beside its place: from now on the changes are made, whoever makes them.</summary>
    public void Stage() => Append(Ready);

    /// <summary>Makes the changes that a run which is gone has not made, and ends the list; false when the contents do not stand ready.</summary>
    public bool Finish()
    {
        if (!_isStaged)
            return false;
        foreach (var path in _listed.Written.Select(p => At(_root, p)).Where(p => File.Exists(Staged(p))))
            File.Move(Staged(path), path, overwrite: true);
        foreach (var path in _listed.Removed)
            File.Delete(At(_root, path));
        Complete();
        return true;
    }

    /// <summary>Ends the list of changes that are all made.</summary>
    public void Complete()
    {
        RemoveEmptyFolders(_listed.Removed);
        End();
    }

    /// <summary>Removes contents that were prepared, and ends the list.</summary>
    public void TakeBack()
    {
        foreach (var path in _listed.Written.Select(p => Staged(At(_root, p))).Where(File.Exists))
            File.Delete(path);
        RemoveEmptyFolders(_listed.Written);
        End();
    }

    /// <summary>Lets go of it; as it stands, if it is not ended.</summary>
    public void Dispose() => _file.Dispose();

    private static FileStream Open(string root, FileMode mode)
    {
        var path = Path.Combine(root, FileName);
        try
        {
            return new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            var why = problem is IOException && File.Exists(path) ? $"another run is changing files of {root}, as {path} says; wait for it to end" : problem.Message;
            throw new IOException($"nothing was changed: {why}", problem);
        }
    }

    private static Listed Read(FileStream file, List<string> lines)
    {
        try
        {
            return lines.Count == 0 ? new Listed([], []) : JsonSerializer.Deserialize<Listed>(lines[0]) ?? throw new JsonException("null");
        }
        catch (JsonException problem)
        {
            file.Dispose();
            throw new IOException($"{file.Name} is not what a run of slipway writes ({problem.Message}); see with git status what changed, and remove it", problem);
        }
    }

    private void Append(string text)
    {
        _file.Write(Encoding.UTF8.GetBytes(text));
        _file.Flush(flushToDisk: true);
    }

    private void End()
    {
        // Windows deletes nothing that is open.
        if (OperatingSystem.IsWindows())
            _file.Dispose();
        File.Delete(_file.Name);
    }

    private void RemoveEmptyFolders(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            for (var folder = new DirectoryInfo(Path.GetDirectoryName(At(_root, path))!); IsEmptyBelow(folder); folder = folder.Parent!)
                folder.Delete();
        }
    }

    // What is already gone may stand in a folder that is not.
    private bool IsEmptyBelow(DirectoryInfo folder) =>
        folder.FullName.Length > Path.TrimEndingDirectorySeparator(Path.GetFullPath(_root)).Length && folder.Exists && !folder.EnumerateFileSystemInfos().Any();

    private sealed record Listed(ImmutableArray<string> Written, ImmutableArray<string> Removed);
}
