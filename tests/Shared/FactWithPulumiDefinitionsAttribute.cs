using System.Reflection;

namespace Slipway.Tests;

/// <summary>A test that needs Node and the protocol definitions that Pulumi publishes there; skipped where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithPulumiDefinitionsAttribute : FactAttribute
{
    public FactWithPulumiDefinitionsAttribute() => Skip = PulumiDefinitions.Missing;
}

/// <summary>A theory with the same needs.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TheoryWithPulumiDefinitionsAttribute : TheoryAttribute
{
    public TheoryWithPulumiDefinitionsAttribute() => Skip = PulumiDefinitions.Missing;
}

/// <summary>Where the definitions are.</summary>
internal static class PulumiDefinitions
{
    /// <summary>The folder of the server that plays the engine, in the sources: its packages are installed there.</summary>
    public static string Folder { get; } = typeof(PulumiDefinitions).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "PulumiEngine").Value!;

    /// <summary>What is missing, and how to get it; null when nothing is.</summary>
    public static string? Missing { get; } =
        !OnPath("node") ? "There is no 'node' on the PATH."
        : !Directory.Exists(Path.Combine(Folder, "node_modules", "@pulumi", "pulumi")) ? $"Pulumi's protocol definitions are not installed; run: npm ci --ignore-scripts --prefix {Folder}"
        : null;

    private static bool OnPath(string command) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, command)) || File.Exists(Path.Combine(folder, command + ".exe")));
}
