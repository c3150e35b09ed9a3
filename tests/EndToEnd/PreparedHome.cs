namespace Slipway.EndToEnd;

/// <summary>A home in which dev is up as its real configuration says, made once and copied by the tests that only start from there.</summary>
internal static class PreparedHome
{
    private static readonly Lazy<Task<string>> WithDev = new(MakeAsync);

    /// <summary>Copies it.</summary>
    public static async Task CopyAsync(string target) => Copy(new DirectoryInfo(await WithDev.Value), target);

    private static async Task<string> MakeAsync()
    {
        var slipway = new SlipwayProcess();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => slipway.Dispose();
        await slipway.RunAsync(0, "up", "dev", "--yes");
        return slipway.Home;
    }

    private static void Copy(DirectoryInfo source, string target)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(target);
        else
            Directory.CreateDirectory(target, source.UnixFileMode);
        foreach (var file in source.EnumerateFiles())
            file.CopyTo(Path.Combine(target, file.Name));
        foreach (var folder in source.EnumerateDirectories())
            Copy(folder, Path.Combine(target, folder.Name));
    }
}
