namespace Slipway.Processes;

/// <summary>Temporary files that runs leave when they are killed, which the next run sweeps.</summary>
internal static class Leftovers
{
    /// <summary>Deletes what has not changed for long enough to belong to no run.</summary>
    /// <param name="folder">Where it is; it may be missing.</param>
    /// <param name="pattern">How its names look, with <c>*</c>.</param>
    /// <param name="age">How long it has not changed.</param>
    /// <param name="isLeft">Tells what is left from what is in use; null where age tells.</param>
    /// <returns>Whether all of it is gone; what belongs to others, or goes at this moment, is passed over.</returns>
    public static bool Sweep(string folder, string pattern, TimeSpan age, Func<FileSystemInfo, bool>? isLeft = null)
    {
        if (!Directory.Exists(folder))
            return true;
        var isClean = true;
        foreach (var left in new DirectoryInfo(folder).EnumerateFileSystemInfos(pattern).Where(e => e.LastWriteTimeUtc < DateTime.UtcNow - age && isLeft?.Invoke(e) != false))
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
