using System.ComponentModel;
using System.Runtime.InteropServices;

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

    /// <summary>Creates a folder, and those above it, where they are missing.</summary>
    public static void EnsureDirectory(string path)
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

    /// <summary>Gives a file its name, unless something has that name already; of many who do so at once, one succeeds. False when it does not.</summary>
    /// <exception cref="IOException">It cannot be named for another reason.</exception>
    public static bool TryPublish(string temporary, string target)
    {
        // On Unix, File.Move looks first and moves then, so that two can win; only a link is refused by the file system itself.
        if (!OperatingSystem.IsWindows())
        {
            const int AlreadyExists = 17;
            var isNew = Link(temporary, target) == 0;
            var error = Marshal.GetLastPInvokeError();
            File.Delete(temporary);
            return isNew || error == AlreadyExists ? isNew : throw new IOException($"{target} cannot be made: {new Win32Exception(error).Message}");
        }
        try
        {
            File.Move(temporary, target, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(target))
        {
            File.Delete(temporary);
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string existing, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);

    private static FileStream Open(string path, FileMode mode, FileShare share)
    {
        EnsureDirectoryOf(path);
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
