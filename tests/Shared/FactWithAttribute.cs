using System.Runtime.CompilerServices;

namespace Slipway.Tests;

/// <summary>A test that needs tools of this machine; it is skipped, and says what is missing, where one is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithAttribute : FactAttribute
{
    /// <param name="tools">Commands on the path; <c>npm:</c> and a name for a package that <c>npm ci</c> in <c>tests/tools</c> installs.</param>
    public FactWithAttribute(params string[] tools)
    {
        var missing = tools.Where(tool => !IsThere(tool)).ToList();
        if (missing.Count > 0)
            Skip = $"needs {string.Join(" and ", missing)}, not installed here; .ci/install has what can be had";
    }

    /// <summary>The folder <c>tests/tools</c>.</summary>
    public static string ToolFolder { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "tools"));

    private static bool IsThere(string tool) => tool.StartsWith("npm:", StringComparison.Ordinal)
        ? Directory.Exists(Path.Combine(ToolFolder, "node_modules", tool["npm:".Length..]))
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, tool)) || File.Exists(Path.Combine(folder, tool + ".exe")));

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
