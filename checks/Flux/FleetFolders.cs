using System.Collections.Immutable;
using Slipway.Checks.Compare;
using Slipway.Checks.Kustomize;
using Slipway.Components.Fleet;

namespace Slipway.Checks.Flux;

/// <summary>Opens the repositories of a fleet that are checked out in folders.</summary>
public sealed class FleetFolders
{
    private static readonly string[] Conventional = [FleetNames.InfrastructureSource, FleetNames.AppsSource];

    private readonly string _workingFolder;
    private readonly Func<string, FleetTree, IFleetBuilder>? _builder;
    private readonly Dictionary<string, (string Folder, FleetRepository Repository)> _repositories = new(StringComparer.Ordinal);

    /// <summary>Opens repositories.</summary>
    /// <param name="workingFolder">The folder that places are told relative to.</param>
    /// <param name="builder">Gives what builds the kustomizations of a folder and its tree; null for the builder in process.</param>
    public FleetFolders(string workingFolder, Func<string, FleetTree, IFleetBuilder>? builder = null) => (_workingFolder, _builder) = (Path.GetFullPath(workingFolder), builder);

    /// <summary>The repositories so far.</summary>
    public ImmutableArray<FleetRepository> Repositories => [.. _repositories.Values.Select(r => r.Repository)];

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

    /// <summary>These repositories as they were at a commit; those whose history does not have it, as they are.</summary>
    /// <param name="reference">A branch, tag or commit.</param>
    /// <returns>The same repositories, under the same names, and what is to be disposed of at the end.</returns>
    /// <exception cref="InvalidOperationException">No repository has such a commit.</exception>
    public (FleetFolders Before, ImmutableArray<IDisposable> Open) At(string reference)
    {
        var before = new FleetFolders(_workingFolder);
        var open = ImmutableArray.CreateBuilder<IDisposable>();
        InvalidOperationException? missing = null;
        foreach (var (name, (folder, repository)) in _repositories)
        {
            try
            {
                var tree = GitTree.Open(folder, reference);
                open.Add(tree);
                before._repositories[name] = (folder, new FleetRepository(name, new FleetTree(GeneratedFiles.Over(tree, e => HasImageAutomation(folder, e)), Origin(folder))));
            }
            catch (InvalidOperationException problem)
            {
                missing = problem;
                before._repositories[name] = (folder, repository);
            }
        }
        return open.Count > 0 || missing is null ? (before, open.ToImmutable()) : throw missing;
    }

    private static IFleetFiles Files(string folder) => GeneratedFiles.Over(new FolderFiles(folder), e => HasImageAutomation(folder, e));

    private static bool HasImageAutomation(string folder, string environment) =>
        Directory.Exists(Path.Combine(Path.GetDirectoryName(folder) ?? folder, FleetNames.AppsSource, "image-automation", environment));

    private string Origin(string folder)
    {
        var origin = Path.GetRelativePath(_workingFolder, folder).Replace(Path.DirectorySeparatorChar, '/');
        return origin == "." ? "" : origin + "/";
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
        var tree = new FleetTree(Files(folder), Origin(folder));
        return new FleetRepository(name, tree, _builder?.Invoke(folder, tree));
    }
}
