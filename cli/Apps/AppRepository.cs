using Slipway.Cli.Project;
using Slipway.Cli.Promotion;
using Slipway.Components.Apps;
using Slipway.Components.Fleet;
using Slipway.Processes;

namespace Slipway.Cli.Apps;

/// <summary>A clone of fleet-apps on this machine.</summary>
internal sealed class AppRepository
{
    private static readonly string[] Usual = [".", Path.Combine("fleet", "fleet-apps"), "fleet-apps"];

    private readonly GitProcess _git;

    private AppRepository(string root)
    {
        Root = root;
        // The system's configuration has nothing to say here.
        _git = new GitProcess(root, OperatingSystem.IsWindows() ? "NUL" : "/dev/null");
    }

    /// <summary>Its folder.</summary>
    public string Root { get; }

    /// <summary>Opens the clone that is named, or the one that is where one would look.</summary>
    /// <param name="named">A folder; null for the current one, or <c>fleet/fleet-apps</c> or <c>fleet-apps</c> in it.</param>
    /// <exception cref="UsageException">There is none.</exception>
    public static AppRepository Open(string? named)
    {
        var folders = named is null ? Usual : [named];
        return folders.FirstOrDefault(IsOne) is { } found
            ? new AppRepository(Path.GetFullPath(found))
            : throw new UsageException($"There is no clone of fleet-apps in {Path.GetFullPath(named ?? ".")} (it has {string.Join(", ", AppPaths.Marks)}); name it with --repository.");
    }

    /// <summary>Its files, those of Git itself and symbolic links aside.</summary>
    public RepositoryFiles Read() => RepositoryFiles.Of(Files(new DirectoryInfo(Root), "").Select(f => KeyValuePair.Create(f.Path, File.ReadAllBytes(f.File.FullName))));

    /// <summary>The files of the infrastructure repository where its clone lies beside this one; null where it does not.</summary>
    public RepositoryFiles? ReadInfrastructure()
    {
        var folder = new DirectoryInfo(Path.Combine(Path.GetDirectoryName(Root) ?? Root, FleetNames.InfrastructureSource));
        return Directory.Exists(Path.Combine(folder.FullName, "clusters"))
            ? RepositoryFiles.Of(Files(folder, "").Select(f => KeyValuePair.Create(f.Path, File.ReadAllBytes(f.File.FullName))))
            : null;
    }

    /// <summary>Those of the paths that Git has not as they are on disk; none where the folder is in no Git repository.</summary>
    /// <exception cref="GitException">Git is not installed, or cannot tell.</exception>
    public async Task<IReadOnlyList<string>> UncommittedAsync(IEnumerable<string> paths, CancellationToken cancellation)
    {
        var (exitCode, output, complaint) = await _git.TryAsync(
            ["--no-optional-locks", "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", .. paths], null, cancellation).ConfigureAwait(false);
        if (exitCode != 0 && complaint.Contains("not a git repository", StringComparison.Ordinal))
            return [];
        return exitCode == 0
            ? [.. output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(line => line[3..])]
            : throw new GitException($"git status failed in {Root}: {complaint.Trim()}");
    }

    /// <summary>Changes as a patch that <c>git apply</c> takes.</summary>
    /// <exception cref="GitException">Git is not installed, or failed.</exception>
    public static async Task<string> PatchAsync(IEnumerable<FileChange> changes, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder("slipway-app-");
        foreach (var change in changes)
        {
            Write(Path.Combine(folder.Path, "a", change.Path), change.Before);
            Write(Path.Combine(folder.Path, "b", change.Path), change.After);
        }
        var git = new GitProcess(folder.Path, OperatingSystem.IsWindows() ? "NUL" : "/dev/null");
        var (exitCode, output, complaint) = await git.TryAsync(
            ["diff", "--no-index", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--no-prefix", "--", "a", "b"], null, cancellation).ConfigureAwait(false);
        return exitCode is 0 or 1 ? output : throw new GitException($"git diff failed: {complaint.Trim()}");
    }

    private static bool IsOne(string folder) => AppPaths.Marks.All(mark => File.Exists(Path.Combine(folder, mark)));

    private static IEnumerable<(string Path, FileInfo File)> Files(DirectoryInfo folder, string path) => folder.EnumerateFileSystemInfos()
        .Where(e => e.LinkTarget is null && e.Name != ".git")
        .SelectMany(e => e switch
        {
            DirectoryInfo below => Files(below, $"{path}{below.Name}/"),
            FileInfo file => [($"{path}{file.Name}", file)],
            _ => [],
        });

    private static void Write(string path, byte[]? content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (content is not null)
            File.WriteAllBytes(path, content);
    }
}
