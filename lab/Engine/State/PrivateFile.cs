using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Slipway.Lab.Engine.State;

/// <summary>Files that only their owner may read (mode 0600, in directories of mode 0700), named all or nothing.</summary>
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

    /// <summary>Lets the names in a file's folder reach the disk, where the operating system has a way to ask for that.</summary>
    public static void FlushDirectoryOf(string path)
    {
        if (OperatingSystem.IsWindows() || Path.GetDirectoryName(Path.GetFullPath(path)) is not { } directory)
            return;
        var descriptor = OpenDescriptor(directory, 0);
        if (descriptor < 0)
            return;
        _ = Synchronize(descriptor);
        _ = CloseDescriptor(descriptor);
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

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int OpenDescriptor([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Synchronize(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int CloseDescriptor(int descriptor);

    private static FileStream Open(string path, FileMode mode, FileShare share)
    {
        EnsureDirectoryOf(path);
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
