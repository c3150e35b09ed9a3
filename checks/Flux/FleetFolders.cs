using System.Collections.Immutable;
using Slipway.Checks.Kustomize;

namespace Slipway.Checks.Flux;

/// <summary>Opens the repositories of a fleet that are checked out in folders.</summary>
public sealed class FleetFolders
{
    private static readonly string[] Conventional = ["fleet-infrastructure", "fleet-apps"];

    private readonly string _workingFolder;
    private readonly Func<string, IFleetBuilder>? _builder;
    private readonly Dictionary<string, (string Folder, FleetRepository Repository)> _repositories = new(StringComparer.Ordinal);

    /// <summary>Opens repositories.</summary>
    /// <param name="workingFolder">The folder that places are told relative to.</param>
    /// <param name="builder">Gives what builds the kustomizations of a folder; null for the builder in process.</param>
    public FleetFolders(string workingFolder, Func<string, IFleetBuilder>? builder = null) => (_workingFolder, _builder) = (Path.GetFullPath(workingFolder), builder);

    /// <summary>The repositories so far.</summary>
    public ImmutableArray<FleetRepository> Repositories => [.. _repositories.Values.Select(r => r.Repository)];

    /// <summary>Where the repositories are.</summary>
    public IEnumerable<(FleetRepository Repository, string Folder)> Folders => _repositories.Values.Select(r => (r.Repository, r.Folder));

    /// <summary>Adds the repository in a folder; of a folder with fleet-infrastructure and fleet-apps in it, these.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="ArgumentException">Another repository has the same name.</exception>
    public void Add(string path)
    {
        var folder = Existing(path);
        var within = Conventional.Select(name => Path.Combine(folder, name)).Where(Directory.Exists).ToList();
        foreach (var each in within.Count > 0 ? within : [folder])
            Add(Path.GetFileName(each), each);
    }

    /// <summary>Adds the repository of a source.</summary>
    /// <param name="name">The name of the source.</param>
    /// <param name="path">Path of the folder.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="ArgumentException">Another repository has the same name.</exception>
    public void AddSource(string name, string path) => Add(name, Existing(path));

    /// <summary>The repository of a source that stands beside one of these, under its name; null when there is none.</summary>
    public FleetRepository? Sibling(string name)
    {
        if (name is "." or ".." || name.AsSpan().IndexOfAny('/', '\\') >= 0)
            return null;
        var folder = _repositories.Values.Select(r => Path.Combine(Path.GetDirectoryName(r.Folder) ?? r.Folder, name)).FirstOrDefault(Directory.Exists);
        return folder is null ? null : Open(name, folder);
    }

    private string Existing(string path)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, _workingFolder));
        return Directory.Exists(folder) ? folder
            : File.Exists(folder) ? throw new DirectoryNotFoundException($"'{path}' is a file; name the folder of the repository that it belongs to.")
            : throw new DirectoryNotFoundException($"There is no folder '{path}'.");
    }

    private void Add(string name, string folder)
    {
        if (_repositories.TryGetValue(name, out var other))
        {
            if (other.Folder == folder)
                return;
            throw new ArgumentException($"Two repositories are called '{name}': {other.Folder} and {folder}. Name one with --source name=path.");
        }
        _repositories[name] = (folder, Open(name, folder));
    }

    private FleetRepository Open(string name, string folder)
    {
        var origin = Path.GetRelativePath(_workingFolder, folder).Replace(Path.DirectorySeparatorChar, '/');
        var tree = new FleetTree(new FolderFiles(folder), origin == "." ? "" : origin + "/");
        return new FleetRepository(name, tree, _builder?.Invoke(folder));
    }
}
