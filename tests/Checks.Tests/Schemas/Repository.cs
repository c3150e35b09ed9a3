using System.Runtime.CompilerServices;

namespace Slipway.Checks.Tests.Schemas;

/// <summary>The repository that the tests stand in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(Here());

    private static string Find(string path) => File.Exists(Path.Combine(path, "Slipway.slnx")) ? path : Find(Path.GetDirectoryName(path)!);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
