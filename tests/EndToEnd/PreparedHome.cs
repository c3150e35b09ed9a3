namespace Slipway.EndToEnd;

/// <summary>Homes in which environments are up as their real configuration says, made once and copied by the tests that only start from there.</summary>
internal static class PreparedHome
{
    private static readonly Lazy<Task<string>> WithDev = new(() => MakeAsync(slipway => slipway.RunAsync(0, "up", "dev", "--yes")));
    private static readonly Lazy<Task<string>> WithAll = new(() => MakeAsync(AddAllAsync));

    /// <summary>Copies the one with dev.</summary>
    public static async Task CopyAsync(string target) => Copy(new DirectoryInfo(await WithDev.Value), target);

    /// <summary>Copies the one in which staging and prod run what dev does, released as 0.1.0.</summary>
    public static async Task CopyAllAsync(string target) => Copy(new DirectoryInfo(await WithAll.Value), target);

    private static async Task<string> MakeAsync(Func<SlipwayProcess, Task> make)
    {
        var slipway = new SlipwayProcess();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => slipway.Dispose();
        await make(slipway);
        return slipway.Home;
    }

    private static async Task AddAllAsync(SlipwayProcess slipway)
    {
        await CopyAsync(slipway.Home);
        foreach (var environment in (string[])["staging", "prod"])
        {
            await slipway.RunAsync(0, "up", environment, "--yes", "--no-reconcile");
            await slipway.RunAsync(0, "promote", environment, "0.1.0", "--yes");
        }
        await slipway.RunAsync(0, "reconcile", "prod");
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
