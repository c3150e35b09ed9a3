using System.Reflection;

namespace Slipway.Fleet.Tests;

/// <summary>Where the fleet's files are.</summary>
internal static class FleetFolder
{
    /// <summary>The environments that the fleet has folders for, from first to last.</summary>
    public static IReadOnlyList<string> Environments { get; } = ["dev", "staging", "prod"];

    /// <summary>The two repositories.</summary>
    public static IReadOnlyList<string> Repositories { get; } = ["fleet-infrastructure", "fleet-apps"];

    /// <summary>The root of this project's repository.</summary>
    public static string Root { get; } = typeof(FleetFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Root").Value!;

    /// <summary>A file or folder of a fleet repository.</summary>
    public static string In(string repository, string path = "") => Path.Combine(Root, "fleet", repository, path);

    /// <summary>Every file of a fleet repository whose name ends so.</summary>
    public static IEnumerable<string> Files(string repository, string ending) =>
        Directory.EnumerateFiles(In(repository), $"*{ending}", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 });
}
