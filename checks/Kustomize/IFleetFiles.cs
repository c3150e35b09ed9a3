using System.Collections.Immutable;

namespace Slipway.Checks.Kustomize;

/// <summary>The files of a repository, wherever they are: a folder, or the tree of a Git commit. Paths are relative to the root, with forward slashes and without <c>.</c> and <c>..</c>; the root is the empty path. Must be safe for many threads.</summary>
public interface IFleetFiles
{
    /// <summary>What stands at a path.</summary>
    /// <exception cref="FleetAccessException">A symbolic link on the way leaves the repository.</exception>
    FleetEntry Find(string path);

    /// <summary>The content of a file.</summary>
    /// <param name="path">Path of a file.</param>
    /// <param name="limit">The most bytes to read.</param>
    /// <exception cref="FleetAccessException">The file cannot be read, is larger than the limit, or a link leaves the repository.</exception>
    byte[] Read(string path, int limit);

    /// <summary>The names in a folder, in ordinal order, symbolic links to folders aside: they could lead in circles.</summary>
    /// <exception cref="FleetAccessException">The folder cannot be read.</exception>
    ImmutableArray<string> List(string path);
}
