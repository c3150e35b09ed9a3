using System.Collections.Immutable;
using System.Text;
using Slipway.Components.Fleet;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Slipway.Components.Apps;

/// <summary>The files of a repository, byte for byte, by path with forward slashes.</summary>
public sealed class RepositoryFiles
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ImmutableSortedDictionary<string, byte[]> _files;

    private RepositoryFiles(ImmutableSortedDictionary<string, byte[]> files) => _files = files;

    /// <summary>A repository of these files.</summary>
    public static RepositoryFiles Of(IEnumerable<KeyValuePair<string, byte[]>> files) => new(files.ToImmutableSortedDictionary(StringComparer.Ordinal));

    /// <summary>Their paths, in ordinal order.</summary>
    public IEnumerable<string> Paths => _files.Keys;

    /// <summary>Whether there is such a file.</summary>
    public bool Has(string path) => _files.ContainsKey(path);

    /// <summary>The content of a file, or null when there is none.</summary>
    public byte[]? Find(string path) => _files.GetValueOrDefault(path);

    /// <summary>The repository after changes.</summary>
    public RepositoryFiles With(IEnumerable<FileChange> changes)
    {
        var files = _files.ToBuilder();
        foreach (var change in changes)
        {
            if (change.After is { } content)
                files[change.Path] = content;
            else
                files.Remove(change.Path);
        }
        return new RepositoryFiles(files.ToImmutable());
    }

    /// <summary>What became of the files of an earlier state.</summary>
    internal ImmutableArray<FileChange> Since(RepositoryFiles before) =>
    [
        .. before.Paths.Union(Paths).Order(StringComparer.Ordinal)
            .Select(path => new FileChange(path, before.Find(path), Find(path)))
            .Where(c => c.Before is null || c.After is null || !c.Before.AsSpan().SequenceEqual(c.After)),
    ];

    /// <summary>The repository with a text in a file.</summary>
    internal RepositoryFiles With(string path, string text) => new(_files.SetItem(path, Strict.GetBytes(text)));

    /// <summary>The repository without a file.</summary>
    internal RepositoryFiles Without(string path) => new(_files.Remove(path));

    /// <summary>Names of the folders in a folder that have a file of a name, in ordinal order.</summary>
    internal IEnumerable<string> FoldersWith(string folder, string file) => Paths
        .Where(p => p.StartsWith(folder + "/", StringComparison.Ordinal) && p.EndsWith("/" + file, StringComparison.Ordinal))
        .Select(p => p[(folder.Length + 1)..])
        .Where(p => p.Length > file.Length && p.IndexOf('/', StringComparison.Ordinal) == p.Length - file.Length - 1)
        .Select(p => p[..^(file.Length + 1)]);

    /// <summary>The text of a file.</summary>
    /// <exception cref="AppLayoutException">It is missing, or no UTF-8.</exception>
    internal string Text(string path)
    {
        if (Find(path) is not { } content)
            throw new AppLayoutException($"{path} is missing", "this command knows the layout that fleet-apps starts with (its README): restore the file, or change the fleet by hand");
        try
        {
            return Strict.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            throw new AppLayoutException($"{path} is not UTF-8", "save it as UTF-8");
        }
    }

    /// <summary>The documents of a YAML file that are maps.</summary>
    /// <exception cref="AppLayoutException">It is missing, or no YAML.</exception>
    internal IReadOnlyList<YamlMappingNode> Objects(string path)
    {
        try
        {
            using var reader = new StringReader(Text(path).TrimStart('\uFEFF'));
            return [.. YamlDocuments.Load(reader).Select(d => d.RootNode).OfType<YamlMappingNode>()];
        }
        catch (YamlException problem)
        {
            throw new AppLayoutException($"{path}:{problem.Start.Line}:{problem.Start.Column} is no YAML: {problem.Message}", "correct it first");
        }
    }

    /// <summary>The fields of a kustomization.</summary>
    /// <exception cref="AppLayoutException">It is missing, or not one map.</exception>
    internal YamlMappingNode Kustomization(string path) =>
        Objects(path) is [var one] ? one : throw new AppLayoutException($"{path} does not hold one document", "a kustomization is one map of fields: correct it first");
}
