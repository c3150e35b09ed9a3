using System.Collections.Frozen;
using System.Collections.Immutable;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;

namespace Slipway.Lab.Flux;

/// <summary>The files of a commit.</summary>
internal sealed class CommitFiles : IFleetFiles
{
    private readonly ImmutableSortedDictionary<string, ReadOnlyMemory<byte>?> _files;
    private readonly FrozenDictionary<string, ImmutableArray<string>> _folders;

    public CommitFiles(ImmutableSortedDictionary<string, ReadOnlyMemory<byte>?> files)
    {
        _files = files;
        var folders = new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal) { [""] = new(StringComparer.Ordinal) };
        foreach (var path in files.Keys)
        {
            for (var (child, at) = (path, path.LastIndexOf('/')); ; (child, at) = (child[..at], child[..at].LastIndexOf('/')))
            {
                var folder = at < 0 ? "" : child[..at];
                if (!folders.TryGetValue(folder, out var names))
                    folders[folder] = names = new SortedSet<string>(StringComparer.Ordinal);
                if (!names.Add(child[(at + 1)..]) || at < 0)
                    break;
            }
        }
        _folders = folders.ToFrozenDictionary(f => f.Key, f => f.Value.ToImmutableArray(), StringComparer.Ordinal);
    }

    public FleetEntry Find(string path) => _files.ContainsKey(path) ? FleetEntry.File : _folders.ContainsKey(path) ? FleetEntry.Folder : FleetEntry.Missing;

    public byte[] Read(string path, int limit)
    {
        if (!_files.TryGetValue(path, out var content))
            throw new FleetAccessException(SourceProblemKind.Missing, $"there is no file '{path}'", "check the path");
        if (content is not { } bytes)
            throw new FleetAccessException(SourceProblemKind.Unreadable, $"'{path}' is a symbolic link, which the lab does not follow", "put a copy in its place");
        return bytes.Length <= limit
            ? bytes.ToArray()
            : throw new FleetAccessException(SourceProblemKind.TooLarge, $"'{path}' has {bytes.Length} bytes; the most is {limit}", "split it");
    }

    public ImmutableArray<string> List(string path) => _folders.TryGetValue(path, out var names)
        ? names
        : throw new FleetAccessException(SourceProblemKind.Missing, $"there is no folder '{path}'", "check the path");
}
