using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Tests.Kustomize;

/// <summary>Files in memory; it counts how often each is read.</summary>
internal sealed class MemoryFiles : IFleetFiles
{
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, int> Reads { get; } = new(StringComparer.Ordinal);

    /// <summary>Files that are there until someone reads them.</summary>
    public HashSet<string> Vanishing { get; } = new(StringComparer.Ordinal);

    public string this[string path]
    {
        set => _files[path] = Encoding.UTF8.GetBytes(value);
    }

    public void Add(string path, byte[] content) => _files[path] = content;

    public FleetEntry Find(string path) => _files.ContainsKey(path) ? FleetEntry.File
        : path.Length == 0 || _files.Keys.Any(f => f.StartsWith(path + "/", StringComparison.Ordinal)) ? FleetEntry.Folder : FleetEntry.Missing;

    public byte[] Read(string path, int limit)
    {
        Reads.AddOrUpdate(path, 1, (_, count) => count + 1);
        if (Vanishing.Contains(path) || !_files.TryGetValue(path, out var content))
            throw new FleetAccessException(SourceProblemKind.Missing, $"'{path}' does not exist", "add it");
        return content;
    }

    public ImmutableArray<string> List(string path) =>
        [.. _files.Keys.Where(f => path.Length == 0 || f.StartsWith(path + "/", StringComparison.Ordinal)).Select(f => f[(path.Length == 0 ? 0 : path.Length + 1)..].Split('/')[0]).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Builds a folder of these files.</summary>
    public BuildResult Build(string folder = "") => new KustomizeBuilder(new FleetTree(this)).Build(folder);
}
