namespace Slipway.Processes;

/// <summary>A folder for temporary files, for its owner's eyes only. Those that killed runs left are gone when the next one is made.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>Held open for as long as the folder is in use: a run that is gone holds nothing.</summary>
    private const string Hold = ".in-use";

    /// <summary>Between a folder and what holds it lies less.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly FileStream _hold;

    /// <summary>Makes one.</summary>
    /// <param name="prefix">What its name begins with.</param>
    public TemporaryFolder(string prefix)
    {
        Leftovers.Sweep(System.IO.Path.GetTempPath(), prefix + "*", Fresh, IsLeft);
        Path = Directory.CreateTempSubdirectory(prefix).FullName;
        _hold = Open(Path, FileMode.CreateNew);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Deletes it with all that is in it.</summary>
    public void Dispose()
    {
        _hold.Dispose();
        Directory.Delete(Path, recursive: true);
    }

    private static bool IsLeft(FileSystemInfo folder)
    {
        try
        {
            using var hold = Open(folder.FullName, FileMode.Open);
            return true;
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static FileStream Open(string folder, FileMode mode) => new(System.IO.Path.Combine(folder, Hold), mode, FileAccess.ReadWrite, FileShare.None);
}
