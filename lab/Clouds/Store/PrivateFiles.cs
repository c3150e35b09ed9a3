using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Slipway.Lab.Clouds.Store;

/// <summary>Files and folders that only their owner may read: modes 0600 and 0700.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode FileMode600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode FolderMode700 = FileMode600 | UnixFileMode.UserExecute;

    /// <summary>Creates a folder and those above it where they are missing.</summary>
    public static void CreateFolder(string path)
    {
        if (Directory.Exists(path))
            return;
        if (Path.GetDirectoryName(path) is { Length: > 0 } parent)
            CreateFolder(parent);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, FolderMode700);
    }

    /// <summary>Creates a file.</summary>
    /// <exception cref="IOException">It is there already.</exception>
    public static FileStream Create(string path) => Open(path, FileMode.CreateNew, FileShare.ReadWrite);

    /// <summary>Opens a file, made when missing, for this process alone.</summary>
    /// <exception cref="IOException">Someone else has it open.</exception>
    public static FileStream OpenAlone(string path) => Open(path, FileMode.OpenOrCreate, FileShare.None);

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
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = FileMode600;
        return new FileStream(path, options);
    }
}
