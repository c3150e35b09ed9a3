using Slipway.Components.Fleet;

namespace Slipway.Cli.Files;

/// <summary>
/// Writes changes of files all or nothing: new content stands complete beside its place before anything is replaced, each file changes in one
/// step, and what was done is undone when a later step fails.
/// </summary>
internal static class FileChanges
{
    /// <summary>Writes them.</summary>
    /// <param name="root">The folder that their paths are in.</param>
    /// <param name="changes">The changes; a file that does not hold what a change says it held is not touched, nor is any other.</param>
    /// <exception cref="IOException">Nothing was changed, and why.</exception>
    public static void Write(string root, IReadOnlyList<FileChange> changes)
    {
        foreach (var change in changes)
            RequireUnchanged(root, change);
        var staged = new List<string>();
        var done = new Stack<(string Path, FileChange Change, UnixFileMode? Mode)>();
        try
        {
            foreach (var change in changes.Where(c => c.After is not null))
                staged.Add(Stage(At(root, change), change.After!, ModeOf(At(root, change))));
            foreach (var change in changes)
            {
                var path = At(root, change);
                var mode = ModeOf(path);
                if (change.After is null)
                    File.Delete(path);
                else
                    File.Move(Staged(path), path, overwrite: true);
                done.Push((path, change, mode));
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            foreach (var (path, change, mode) in done)
                Undo(path, change, mode);
            staged.ForEach(File.Delete);
            RemoveEmptyFolders(root, changes);
            throw new IOException($"nothing was changed: {problem.Message}", problem);
        }
        RemoveEmptyFolders(root, changes.Where(c => c.After is null));
    }

    private static string At(string root, FileChange change) => Path.Combine(root, change.Path.Replace('/', Path.DirectorySeparatorChar));

    private static string Staged(string path) => Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Environment.ProcessId}.new");

    private static void RequireUnchanged(string root, FileChange change)
    {
        var path = At(root, change);
        var isAsExpected = change.Before is { } before
            ? File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(before)
            : !Path.Exists(path) && new FileInfo(path).LinkTarget is null;
        if (!isAsExpected)
            throw new IOException($"nothing was changed: {change.Path} is not what it was when this was worked out; run it again");
    }

    private static string Stage(string path, byte[] content, UnixFileMode? mode)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (mode is not null && !OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        using (var file = new FileStream(Staged(path), options))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        // The process's mask may have taken bits away.
        if (mode is { } exact && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(Staged(path), exact);
        return Staged(path);
    }

    private static void Undo(string path, FileChange change, UnixFileMode? mode)
    {
        if (change.Before is null)
            File.Delete(path);
        else
            File.Move(Stage(path, change.Before, mode), path, overwrite: true);
    }

    private static UnixFileMode? ModeOf(string path) => !OperatingSystem.IsWindows() && File.Exists(path) ? File.GetUnixFileMode(path) : null;

    private static void RemoveEmptyFolders(string root, IEnumerable<FileChange> changes)
    {
        foreach (var change in changes)
        {
            for (var folder = new DirectoryInfo(Path.GetDirectoryName(At(root, change))!); IsEmptyBelow(root, folder); folder = folder.Parent!)
                folder.Delete();
        }
    }

    // What is already gone may stand in a folder that is not.
    private static bool IsEmptyBelow(string root, DirectoryInfo folder) =>
        folder.FullName.Length > Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)).Length && folder.Exists && !folder.EnumerateFileSystemInfos().Any();
}
