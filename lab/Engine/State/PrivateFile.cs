using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

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

    /// <summary>Lets what was written to a file reach the disk; on Linux without its times, which would have the file system's own journal written each time.</summary>
    /// <exception cref="IOException">It does not get there.</exception>
    public static void FlushContent(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
            return;
        }
        const int Interrupted = 4;
        while (SynchronizeContent(file) != 0)
        {
            if (Marshal.GetLastPInvokeError() is var error and not Interrupted)
                throw new IOException(new Win32Exception(error).Message);
        }
    }

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
            try
            {
                return TryLink(temporary, target);
            }
            finally
            {
                File.Delete(temporary);
            }
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

    /// <summary>Gives a file a further name, unless something has that name already; false when it does not. On Windows it is a copy.</summary>
    /// <exception cref="IOException">It cannot be named for another reason.</exception>
    public static bool TryLink(string file, string name)
    {
        if (OperatingSystem.IsWindows())
        {
            try
            {
                File.Copy(file, name);
                return true;
            }
            catch (IOException) when (File.Exists(name))
            {
                return false;
            }
        }
        const int AlreadyExists = 17;
        if (Link(file, name) == 0)
            return true;
        var error = Marshal.GetLastPInvokeError();
        return error == AlreadyExists ? false : throw new IOException($"{name} cannot be made: {new Win32Exception(error).Message}");
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

    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SynchronizeContent(SafeFileHandle file);

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
