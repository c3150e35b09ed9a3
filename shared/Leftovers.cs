namespace Slipway.Processes;

/// <summary>Temporary files that runs leave when they are killed, which the next run sweeps.</summary>
internal static class Leftovers
{
    /// <summary>No run takes as long.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>A new folder for temporary files, for its owner's eyes only; folders that killed runs left beside it are gone.</summary>
    /// <param name="prefix">What the names of such folders begin with.</param>
    public static DirectoryInfo NewFolder(string prefix)
    {
        Sweep(Path.GetTempPath(), prefix + "*", Longest);
        return Directory.CreateTempSubdirectory(prefix);
    }

    /// <summary>Deletes what has not changed for long enough to belong to no run.</summary>
    /// <param name="folder">Where it is; it may be missing.</param>
    /// <param name="pattern">How its names look, with <c>*</c>.</param>
    /// <param name="age">How long it has not changed.</param>
    /// <returns>Whether all of it is gone; what belongs to others, or goes at this moment, is passed over.</returns>
    public static bool Sweep(string folder, string pattern, TimeSpan age)
    {
        if (!Directory.Exists(folder))
            return true;
        var isClean = true;
        foreach (var left in new DirectoryInfo(folder).EnumerateFileSystemInfos(pattern).Where(e => e.LastWriteTimeUtc < DateTime.UtcNow - age))
        {
            try
            {
                if (left is DirectoryInfo { LinkTarget: null } below)
                    below.Delete(recursive: true);
                else
                    left.Delete();
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                isClean = false;
            }
        }
        return isClean;
    }
}
