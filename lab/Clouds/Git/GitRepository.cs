using System.Collections.Immutable;
using System.Text;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Engine.State;

namespace Slipway.Lab.Clouds.Git;

/// <summary>A bare Git repository on disk.</summary>
internal sealed class GitRepository(string path)
{
    /// <summary>The repository's folder.</summary>
    public string Path { get; } = path;

    /// <summary>Whether the folder holds a repository.</summary>
    public bool Exists => File.Exists(System.IO.Path.Combine(Path, "HEAD"));

    /// <summary>The branch that HEAD names, whether or not it has commits.</summary>
    public string DefaultBranch => File.ReadAllText(System.IO.Path.Combine(Path, "HEAD")).Trim()["ref: refs/heads/".Length..];

    /// <summary>Makes the repository, empty, with <c>main</c> as its default branch, for its owner's eyes only.</summary>
    public async Task InitAsync(CancellationToken cancellation)
    {
        PrivateFile.EnsureDirectory(Path);
        // A shared mode makes Git give every file it ever writes here this mode, whatever the umask of who writes.
        await GitCommand.RunAsync(["init", "--quiet", "--bare", "--shared=0600", "--template=", Path], default, cancellation);
        await GitAsync(cancellation, "config", "receive.denyNonFastForwards", "false");
    }

    /// <summary>Lets HEAD name another branch.</summary>
    public Task SetDefaultBranchAsync(string branch, CancellationToken cancellation) =>
        GitAsync(cancellation, "symbolic-ref", "HEAD", Branch(branch));

    /// <summary>The hash of the branch's last commit, or null when there is no such branch.</summary>
    public async Task<string?> TipAsync(string branch, CancellationToken cancellation) =>
        (await LookAsync([Branch(branch)], cancellation))[0]?.Sha;

    /// <summary>The hash of the commit that a full reference leads to, through a tag's object too; null when there is none.</summary>
    public async Task<string?> ResolveAsync(string reference, CancellationToken cancellation) =>
        reference.StartsWith("refs/", StringComparison.Ordinal) ? (await LookAsync([reference + "^{commit}"], cancellation))[0]?.Sha : null;

    /// <summary>An object by reference or hash, a tag's own and not what it leads to; null when there is none.</summary>
    public async Task<GitObject?> ObjectAsync(string name, CancellationToken cancellation) => (await LookAsync([name], cancellation))[0];

    /// <summary>All branches and tags by full reference, each with the commit that it leads to, through a tag's object too.</summary>
    public async Task<ImmutableSortedDictionary<string, string>> ReferencesAsync(CancellationToken cancellation)
    {
        var listing = await GitAsync(cancellation, "for-each-ref", "--format=%(refname) %(objectname) %(*objectname)", "refs/heads", "refs/tags");
        return listing.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToImmutableSortedDictionary(f => f[0], f => f[^1], StringComparer.Ordinal);
    }

    /// <summary>The files of a commit by path, or null where there is no such commit. Symbolic links have no content; submodules are left out, as a clone leaves them empty.</summary>
    /// <exception cref="ProviderException">A file is larger than GitHub takes.</exception>
    public async Task<ImmutableSortedDictionary<string, ReadOnlyMemory<byte>?>?> TreeAsync(string commit, CancellationToken cancellation)
    {
        if ((await LookAsync([commit + "^{commit}"], cancellation))[0] is null)
            return null;
        // Objects as they are: an archive would leave out and rewrite what the commit's own attributes tell it to, and Flux does not.
        var listing = Encoding.UTF8.GetString(await GitCommand.RunAsync(["--git-dir=" + Path, "ls-tree", "-r", "-l", "-z", "--full-tree", commit], default, cancellation));
        var entries = listing.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(GitEntry.Parse).Where(e => !e.IsSubmodule).ToImmutableArray();
        if (entries.FirstOrDefault(e => e.Size > GitEntry.LargestFile) is { } large)
            throw new ProviderException($"{large.Path} has {large.Size:N0} bytes; GitHub takes no file above {GitEntry.LargestFile:N0}: keep it elsewhere");
        var contents = await LookAsync([.. entries.Where(e => !e.IsLink).Select(e => e.Object).Distinct()], cancellation);
        var bytes = contents.OfType<GitObject>().ToDictionary(o => o.Sha, o => o.Content, StringComparer.Ordinal);
        return entries.ToImmutableSortedDictionary(e => e.Path, e => e.IsLink ? null : (ReadOnlyMemory<byte>?)bytes[e.Object], StringComparer.Ordinal);
    }

    /// <summary>A file on a branch, or null when there is none.</summary>
    public async Task<GitObject?> FileAsync(string branch, string file, CancellationToken cancellation) =>
        (await LookAsync([$"{Branch(branch)}:{file}"], cancellation))[0];

    /// <summary>Names of all branches, in order.</summary>
    public async Task<ImmutableArray<string>> BranchesAsync(CancellationToken cancellation) =>
        [.. (await GitAsync(cancellation, "for-each-ref", "--format=%(refname:short)", "refs/heads")).Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The hash of the last commit that changed a file on a branch; empty when none did.</summary>
    public Task<string> LastCommitOfAsync(string branch, string file, CancellationToken cancellation) =>
        GitAsync(cancellation, "log", "-1", "--format=%H", Branch(branch), "--", ":(literal)" + file);

    /// <summary>Renames a branch; HEAD follows when it named it.</summary>
    public Task RenameBranchAsync(string from, string to, CancellationToken cancellation) =>
        GitAsync(cancellation, "branch", "-m", "--", Plain(from), Plain(to));

    /// <summary>
    /// Commits onto a branch, or begins it when it is not there, and gives the commit's hash. The caller sees to it that nobody else
    /// commits at the same time; Git refuses when someone did all the same.
    /// </summary>
    public async Task<string> CommitAsync(string branch, GitCommit commit, CancellationToken cancellation) =>
        await ImportAsync(Branch(branch), await TipAsync(branch, cancellation), commit, cancellation);

    /// <summary>Lets a branch hold one commit on top of another commit, whatever it held before; null when it holds just that already.</summary>
    public async Task<string?> ReplaceBranchAsync(string branch, string parent, GitCommit commit, CancellationToken cancellation)
    {
        const string Draft = "refs/lab/draft";
        var made = await ImportAsync(Draft, parent, commit, cancellation);
        var isThere = await TipAsync(branch, cancellation) is { } tip && await ContentAsync(tip, cancellation) == await ContentAsync(made, cancellation);
        if (!isThere)
            await GitAsync(cancellation, "update-ref", Branch(branch), made);
        await GitAsync(cancellation, "update-ref", "-d", Draft);
        return isThere ? null : made;
    }

    // Tree and parents: what a commit is, apart from who made it when.
    private Task<string> ContentAsync(string commit, CancellationToken cancellation) => GitAsync(cancellation, "log", "-1", "--format=%T %P", commit);

    private async Task<string> ImportAsync(string reference, string? parent, GitCommit commit, CancellationToken cancellation)
    {
        var when = $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()} +0000";
        var stream = new MemoryStream();
        Line(stream, $"commit {reference}");
        Line(stream, "mark :1");
        Line(stream, $"author {Person(commit)} {when}");
        Line(stream, $"committer {Person(commit)} {when}");
        Data(stream, Encoding.UTF8.GetBytes(commit.Message + "\n"));
        if (parent is not null)
            Line(stream, $"from {parent}");
        foreach (var change in commit.Changes)
        {
            if (change.Content is not { } content)
            {
                Line(stream, $"D {Quoted(change.Path)}");
                continue;
            }
            Line(stream, $"M {change.Mode} inline {Quoted(change.Path)}");
            Data(stream, content.Span);
        }
        Line(stream, "");
        Line(stream, "get-mark :1");
        Line(stream, "done");
        var output = await GitCommand.RunAsync(
            ["--git-dir=" + Path, "fast-import", "--quiet", "--done", "--date-format=raw"], stream.ToArray(), cancellation);
        return Encoding.ASCII.GetString(output).Trim();
    }

    private static string Person(GitCommit commit) => (commit.AuthorName + commit.AuthorEmail).AsSpan().IndexOfAny('<', '>') < 0
        ? Plain($"{commit.AuthorName} <{commit.AuthorEmail}>")
        : throw new ProviderException($"'{commit.AuthorName}' and '{commit.AuthorEmail}' are no name and address of an author: Git sets the address in <>");

    /// <summary>Begins a branch with one commit that holds what another repository's branch holds now.</summary>
    public async Task CopyAsync(GitRepository source, string branch, GitCommit commit, CancellationToken cancellation)
    {
        const string Borrowed = "refs/lab/template";
        await GitAsync(cancellation, "fetch", "--quiet", "--no-tags", source.Path, $"{Branch(branch)}:{Borrowed}");
        var sha = await GitAsync(
            cancellation,
            "-c", $"user.name={commit.AuthorName}", "-c", $"user.email={commit.AuthorEmail}", "commit-tree", Borrowed + "^{tree}", "-m", commit.Message);
        await GitAsync(cancellation, "update-ref", Branch(branch), sha);
        await GitAsync(cancellation, "update-ref", "-d", Borrowed);
        await SetDefaultBranchAsync(branch, cancellation);
    }

    /// <summary>The tree's hash at the tip of a branch, or null when there is no such branch.</summary>
    public async Task<ImmutableDictionary<string, string>> FilesAsync(string branch, CancellationToken cancellation)
    {
        var listing = await GitAsync(cancellation, "ls-tree", "-r", "-z", Branch(branch));
        return listing.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(entry => entry.Split('\t', 2))
            .ToImmutableDictionary(e => e[1], e => e[0]);
    }

    private static string Branch(string name) => "refs/heads/" + Plain(name);

    // Git takes names a line each, so that one with a line end would be another command to it.
    private static string Plain(string name) => name.Any(char.IsControl)
        ? throw new ProviderException($"'{name.ReplaceLineEndings("\\n")}' has a control character, which no name in Git may have")
        : name;

    private async Task<ImmutableArray<GitObject?>> LookAsync(ImmutableArray<string> names, CancellationToken cancellation)
    {
        var queries = Encoding.UTF8.GetBytes(string.Concat(names.Select(n => Plain(n) + "\n")));
        var output = await GitCommand.RunAsync(["--git-dir=" + Path, "cat-file", "--batch"], queries, cancellation);
        var found = ImmutableArray.CreateBuilder<GitObject?>();
        for (var at = 0; at < output.Length;)
        {
            var end = Array.IndexOf(output, (byte)'\n', at);
            var header = Encoding.UTF8.GetString(output, at, end - at);
            at = end + 1;
            if (header.EndsWith(" missing", StringComparison.Ordinal))
            {
                found.Add(null);
                continue;
            }
            var fields = header.Split(' ');
            var size = int.Parse(fields[2], System.Globalization.CultureInfo.InvariantCulture);
            found.Add(new GitObject(fields[0], output[at..(at + size)]));
            at += size + 1;
        }
        return found.ToImmutable();
    }

    private Task<string> GitAsync(CancellationToken cancellation, params IEnumerable<string> arguments) =>
        GitCommand.TextAsync(arguments.Prepend("--git-dir=" + Path), cancellation);

    private static void Line(Stream stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text + "\n"));

    private static void Data(Stream stream, ReadOnlySpan<byte> data)
    {
        Line(stream, $"data {data.Length}");
        stream.Write(data);
        Line(stream, "");
    }

    private static string Quoted(string path) => "\"" + path.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n") + "\"";
}
