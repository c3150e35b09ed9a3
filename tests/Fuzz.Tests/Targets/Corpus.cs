using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Slipway.Checks.Tests.Kustomize;

namespace Slipway.Fuzz.Tests.Targets;

/// <summary>Files that the readers take, and folders of them as one text.</summary>
internal static partial class Corpus
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "corpus");

    /// <summary>Texts of the files of a folder.</summary>
    public static ImmutableArray<string> Files(string folder, string pattern = "*.yaml") =>
        [.. Directory.EnumerateFiles(Path.Combine(Folder, folder), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    /// <summary>The release pin of staging.</summary>
    public static string Release => File.ReadAllText(Path.Combine(Folder, "fleet/fleet-infrastructure/clusters/staging/release.yaml"));

    /// <summary>Each folder in a folder as one text: before every file stands a line with its path.</summary>
    public static ImmutableArray<string> Bundles(string folder) =>
        [.. Directory.EnumerateDirectories(Path.Combine(Folder, folder)).Order(StringComparer.Ordinal).Select(Bundle)];

    /// <summary>The files in such a text.</summary>
    public static MemoryFiles Unpacked(string bundle)
    {
        var files = new MemoryFiles();
        foreach (var part in Header().Split(bundle).Skip(1).Chunk(2).Where(p => p.Length == 2))
            files[part[0].Trim()] = part[1];
        return files;
    }

    /// <summary>A text of files.</summary>
    public static string Bundle(IEnumerable<(string Path, string Text)> files) => string.Concat(files.Select(f => $"=== {f.Path} ===\n{f.Text}"));

    private static string Bundle(string folder) => Bundle(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(f => (Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllText(f))));

    [GeneratedRegex(@"^=== (.+?) ===\n", RegexOptions.Multiline)]
    private static partial Regex Header();
}
