namespace Slipway.Lab.Engine.State;

/// <summary>Files that only their owner may read (mode 0600, in directories of mode 0700), written all or nothing.</summary>
public static class PrivateFile
{
    /// <summary>Creates the folder that a file goes into, and those above it, where they are missing.</summary>
    public static void EnsureDirectoryOf(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } directory)
            EnsureDirectory(directory);
    }

    /// <summary>An empty file to append to; every write reaches the operating system at once.</summary>
    public static FileStream OpenNew(string path) => Open(path, FileMode.Create, FileShare.Read);

    /// <summary>A file, made when it is missing, that nobody else can open the same way while it is open.</summary>
    /// <exception cref="IOException">Somebody else has it open.</exception>
    public static FileStream OpenExclusive(string path) => Open(path, FileMode.OpenOrCreate, FileShare.None);

    /// <summary>Writes a file beside its place, then moves it there; what was there is kept as <c>.bak</c>.</summary>
    public static void Replace(string path, byte[] content)
    {
        var fresh = path + ".new";
        using (var file = OpenNew(fresh))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        if (File.Exists(path))
            File.Copy(path, path + ".bak", overwrite: true);
        File.Move(fresh, path, overwrite: true);
    }

    private static void EnsureDirectory(string path)
    {
        if (Directory.Exists(path))
            return;
        // Created in one go, those above would get the process's default mode.
        EnsureDirectoryOf(path);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static FileStream Open(string path, FileMode mode, FileShare share)
    {
        EnsureDirectoryOf(path);
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
