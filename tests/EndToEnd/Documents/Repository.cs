using System.Runtime.CompilerServices;

namespace Slipway.EndToEnd.Documents;

/// <summary>The repository that these tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = ["node_modules", "artifacts", ".slipway", "bin", "obj", ".git"];

    /// <summary>Its folder.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    /// <summary>Every document, by its path from the root with slashes.</summary>
    public static IReadOnlyList<string> Documents { get; } =
        [.. Files(new DirectoryInfo(Root)).Where(f => f.EndsWith(".md", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The text of a file.</summary>
    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    /// <summary>Every file below a folder of the root.</summary>
    public static IEnumerable<string> Files(string folder) => Files(new DirectoryInfo(Path.Combine(Root, folder)));

    private static IEnumerable<string> Files(DirectoryInfo folder) =>
    [
        .. folder.EnumerateFiles().Select(f => Path.GetRelativePath(Root, f.FullName).Replace('\\', '/')),
        .. folder.EnumerateDirectories().Where(d => !NotOurs.Contains(d.Name)).SelectMany(Files),
    ];

    private static string Here([CallerFilePath] string file = "") => file;
}
