using System.Collections.Immutable;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>The files of a repository that is checked out in a folder. Symbolic links are followed inside of it and refused where they leave it.</summary>
public sealed class FolderFiles : IFleetFiles
{
    private readonly string _root;

    /// <summary>The files below a folder.</summary>
    /// <param name="root">Path of the folder.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public FolderFiles(string root)
    {
        if (!Directory.Exists(root))
            throw new DirectoryNotFoundException($"There is no folder '{root}'.");
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        _root = Directory.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
    }

    /// <inheritdoc />
    public FleetEntry Find(string path)
    {
        var real = Resolve(path);
        return File.Exists(real) ? FleetEntry.File : Directory.Exists(real) ? FleetEntry.Folder : FleetEntry.Missing;
    }

    /// <inheritdoc />
    public byte[] Read(string path, int limit)
    {
        var real = Resolve(path);
        try
        {
            using var file = new FileStream(real, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            // A pipe or a device has no length and might never end.
            if (!file.CanSeek)
                throw new FleetAccessException(SourceProblemKind.Unreadable, $"'{path}' is no plain file", "put a plain file there");
            if (file.Length > limit)
                throw new FleetAccessException(SourceProblemKind.TooLarge, $"'{path}' has {file.Length:N0} bytes; a file of a fleet may have {limit:N0}", "keep large files out of the repository, or out of what is built");
            var content = new byte[file.Length];
            var length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return length == content.Length ? content : content[..length];
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException and not FleetAccessException)
        {
            throw Refusal(path, problem);
        }
    }

    /// <inheritdoc />
    public ImmutableArray<string> List(string path)
    {
        try
        {
            return [.. new DirectoryInfo(Resolve(path)).EnumerateFileSystemInfos().Where(e => e is not DirectoryInfo { LinkTarget: not null }).Select(e => e.Name).Order(StringComparer.Ordinal)];
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException and not FleetAccessException)
        {
            throw Refusal(path, problem);
        }
    }

    private static FleetAccessException Refusal(string path, Exception problem)
    {
        var what = path.Length == 0 ? "the repository's folder" : $"'{path}'";
        return problem is FileNotFoundException or DirectoryNotFoundException
            ? new FleetAccessException(SourceProblemKind.Missing, $"{what} does not exist", "correct the path, or add it")
            : new FleetAccessException(SourceProblemKind.Unreadable, $"{what} cannot be read", "give the user who runs this the permission to read it");
    }

    /// <summary>The real path, each symbolic link on the way followed.</summary>
    private string Resolve(string path)
    {
        try
        {
            return Follow(path);
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException and not FleetAccessException)
        {
            // A folder on the way that cannot be entered.
            throw Refusal(path, problem);
        }
    }

    private string Follow(string path)
    {
        var real = _root;
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            var info = new FileInfo(real);
            if (!info.Attributes.HasFlag(FileAttributes.ReparsePoint) || (int)info.Attributes == -1)
                continue;
            real = Final(path, info);
        }
        return real;
    }

    private string Final(string path, FileInfo link)
    {
        string target;
        try
        {
            target = link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? link.FullName;
        }
        catch (IOException)
        {
            throw new FleetAccessException(SourceProblemKind.Unreadable, $"'{path}' is a symbolic link that leads in circles", "remove the link");
        }
        if (target != _root && !target.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new FleetAccessException(SourceProblemKind.OutsideRepository, $"'{path}' goes through a symbolic link that leaves the repository", "Flux has only the repository: copy what the link points to");
        return target;
    }
}
