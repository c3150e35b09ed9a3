using System.Collections.Immutable;
using Slipway.Checks.Kustomize;

namespace Slipway.Checks.Flux;

/// <summary>Finds the YAML files of a repository that may hold objects.</summary>
internal static class SourceFiles
{
    /// <summary>How many folders deep is looked.</summary>
    private const int Deepest = 64;

    /// <summary>All YAML files in ordinal order; hidden files and folders aside, and those of Helm charts, which are templates.</summary>
    public static ImmutableArray<FleetSource> Of(FleetRepository repository)
    {
        var paths = new List<string>();
        Walk(repository.Tree, "", 0, paths);
        var sources = new FleetSource[paths.Count];
        Parallel.For(0, paths.Count, at => sources[at] = new FleetSource(repository, paths[at], repository.Tree.Yaml(paths[at])));
        return [.. sources];
    }

    private static void Walk(FleetTree tree, string folder, int depth, List<string> paths)
    {
        ImmutableArray<string> names;
        try
        {
            names = tree.List(folder);
        }
        catch (FleetAccessException)
        {
            // Reading it as a file says why it cannot be read, with its name.
            paths.Add(folder);
            return;
        }
        if (names.Contains("Chart.yaml") || depth > Deepest)
            return;
        foreach (var name in names.Where(n => n[0] != '.'))
        {
            var path = folder.Length == 0 ? name : $"{folder}/{name}";
            switch (Find(tree, path))
            {
                case FleetEntry.Folder:
                    Walk(tree, path, depth + 1, paths);
                    break;
                case FleetEntry.File when name.EndsWith(".yaml", StringComparison.Ordinal) || name.EndsWith(".yml", StringComparison.Ordinal):
                    paths.Add(path);
                    break;
            }
        }
    }

    // A link that leaves the repository is a file that cannot be read.
    private static FleetEntry Find(FleetTree tree, string path)
    {
        try
        {
            return tree.Find(path);
        }
        catch (FleetAccessException)
        {
            return FleetEntry.File;
        }
    }
}
