using Slipway.Components.Fleet;

namespace Slipway.Cli.Files;

/// <summary>
/// Writes changes of files all or nothing: new content stands complete beside its place before anything is replaced, each file changes in one
/// step, and what was done is undone when a later step fails. Where a run is killed in between, a <see cref="ChangeList"/> has it in writing.
/// </summary>
internal static class FileChanges
{
    /// <summary>Writes them.</summary>
    /// <param name="root">The folder that their paths are in.</param>
    /// <param name="changes">The changes; a file that does not hold what a change says it held is not touched, nor is any other.</param>
    /// <param name="boundary">Called at each moment at which the disk has changed; for tests of crashes.</param>
    /// <exception cref="IOException">Nothing was changed, and why.</exception>
    public static void Write(string root, IReadOnlyList<FileChange> changes, Action? boundary = null)
    {
        Finish(root);
        foreach (var change in changes)
            RequireUnchanged(root, change);
        var step = boundary ?? (() => { });
        using var list = ChangeList.Begin(root, changes);
        step();
        var done = new Stack<(string Path, FileChange Change, UnixFileMode? Mode)>();
        try
        {
            foreach (var change in changes.Where(c => c.After is not null))
            {
                Stage(At(root, change), change.After!, ModeOf(At(root, change)));
                step();
            }
            list.Stage();
            step();
            foreach (var change in changes)
            {
                var path = At(root, change);
                var mode = ModeOf(path);
                if (change.After is null)
                    File.Delete(path);
                else
                    File.Move(ChangeList.Staged(path), path, overwrite: true);
                done.Push((path, change, mode));
                step();
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            foreach (var (path, change, mode) in done)
                Undo(path, change, mode);
            list.TakeBack();
            throw new IOException($"nothing was changed: {problem.Message}", problem);
        }
        list.Complete();
    }

    /// <summary>Puts right what a run that was killed left half done: all of its changes are made where their contents stood ready, else none.</summary>
    /// <param name="root">The folder that it changed.</param>
    /// <returns>What to tell of that; null when there is nothing.</returns>
    /// <exception cref="IOException">It cannot be put right, or another run is at it.</exception>
    public static string? Finish(string root)
    {
        using var left = ChangeList.Find(root);
        if (left is null)
            return null;
        if (left.Finish())
            return $"A run that was ended was changing {left.Words} of {root}; that is done now, as git status shows.";
        left.TakeBack();
        return $"A run that was ended was about to change {left.Words} of {root}; nothing of that was done.";
    }

    private static string At(string root, FileChange change) => ChangeList.At(root, change.Path);

    private static void RequireUnchanged(string root, FileChange change)
    {
        var path = At(root, change);
        var isAsExpected = change.Before is { } before
            ? File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(before)
            : !Path.Exists(path) && new FileInfo(path).LinkTarget is null;
        if (!isAsExpected)
            throw new IOException($"nothing was changed: {change.Path} is not what it was when this was worked out; run it again");
    }

    private static void Stage(string path, byte[] content, UnixFileMode? mode)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var staged = ChangeList.Staged(path);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (mode is not null && !OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        using (var file = new FileStream(staged, options))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        // The process's mask may have taken bits away.
        if (mode is { } exact && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(staged, exact);
    }

    private static void Undo(string path, FileChange change, UnixFileMode? mode)
    {
        if (change.Before is null)
        {
            File.Delete(path);
            return;
        }
        Stage(path, change.Before, mode);
        File.Move(ChangeList.Staged(path), path, overwrite: true);
    }

    private static UnixFileMode? ModeOf(string path) => !OperatingSystem.IsWindows() && File.Exists(path) ? File.GetUnixFileMode(path) : null;
}
