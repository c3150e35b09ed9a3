using System.Collections.Immutable;
using System.Text;
using Slipway.Components.Promotion;

namespace Slipway.Cli.Promotion;

/// <summary>A bare clone of a fleet repository, as it is on its host now: what a plan is made from, and what pushes are made from.</summary>
internal sealed class FleetClone
{
    private const string Main = "refs/heads/main";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly GitProcess _git;
    private readonly string _folder;

    private FleetClone(GitAddress address, GitProcess git, string folder)
    {
        Address = address;
        _git = git;
        _folder = folder;
    }

    /// <summary>Where it was fetched from.</summary>
    public GitAddress Address { get; }

    /// <summary>Fetches a repository's branches and tags into a new folder.</summary>
    /// <exception cref="GitException">It cannot be fetched, or has no branch <c>main</c>.</exception>
    public static async Task<FleetClone> FetchAsync(
        GitAddress address, string folder, string system, (string Name, string Email)? identity, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var clone = new FleetClone(address, new GitProcess(folder, system), folder);
        await clone.TextAsync(cancellation, "init", "--quiet", "--bare", "--template=", ".").ConfigureAwait(false);
        if (identity is { } who)
        {
            await clone.TextAsync(cancellation, "config", "user.name", who.Name).ConfigureAwait(false);
            await clone.TextAsync(cancellation, "config", "user.email", who.Email).ConfigureAwait(false);
        }
        await clone.TextAsync(cancellation, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--", address.Url, "+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*")
            .ConfigureAwait(false);
        return await clone.TipAsync("main", cancellation).ConfigureAwait(false) is null
            ? throw new GitException($"{address.Name} has no branch main.")
            : clone;
    }

    /// <summary>Who tags and commits, as <c>Name &lt;address&gt;</c>.</summary>
    /// <exception cref="GitException">The user's configuration does not say.</exception>
    public async Task<string> IdentityAsync(CancellationToken cancellation)
    {
        var (exitCode, ident, _) = await _git.TryAsync(["-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT"], null, cancellation).ConfigureAwait(false);
        return exitCode == 0
            ? ident[..(ident.IndexOf('>') + 1)]
            : throw new GitException("Git does not know who you are, and a release records who made it: git config --global user.name … and user.email …");
    }

    /// <summary>What a plan needs to know of the repository.</summary>
    public async Task<RepositoryFacts> FactsAsync(IEnumerable<string> verify, CancellationToken cancellation)
    {
        var commits = await TextAsync(cancellation, "rev-list", Main).ConfigureAwait(false);
        var tags = await TagsAsync(cancellation).ConfigureAwait(false);
        var signed = ImmutableHashSet.CreateBuilder<string>();
        foreach (var tag in verify.Where(tags.ContainsKey))
        {
            if ((await _git.TryAsync(["verify-tag", $"refs/tags/{tag}"], null, cancellation).ConfigureAwait(false)).ExitCode == 0)
                signed.Add(tag);
        }
        return new RepositoryFacts
        {
            Name = Address.Name,
            MainCommits = [.. commits.Split('\n')],
            Tags = tags,
            SignedTags = signed.ToImmutable(),
        };
    }

    /// <summary>The last commit of a branch; null when there is no such branch.</summary>
    public async Task<string?> TipAsync(string branch, CancellationToken cancellation) =>
        await _git.TryAsync(["rev-parse", "--verify", "--quiet", $"refs/heads/{branch}^{{commit}}"], null, cancellation).ConfigureAwait(false) is { ExitCode: 0 } found
            ? found.Output.Trim()
            : null;

    /// <summary>A file at a commit, whole; null when it is not there.</summary>
    /// <exception cref="GitException">It is not UTF-8, so it could not be written back byte for byte.</exception>
    public async Task<string?> FileAsync(string commit, string file, CancellationToken cancellation)
    {
        var (exitCode, content, _) = await _git.BytesAsync(["cat-file", "blob", $"{commit}:{file}"], null, cancellation).ConfigureAwait(false);
        try
        {
            return exitCode == 0 ? Strict.GetString(content) : null;
        }
        catch (DecoderFallbackException)
        {
            throw new GitException($"{file} is not UTF-8 in {commit} of {Address.Name}.");
        }
    }

    /// <summary>The commits of <c>main</c> that changed a file, the newest first; of a merge the merge itself.</summary>
    public async Task<ImmutableArray<string>> HistoryAsync(string file, CancellationToken cancellation) =>
        [.. (await TextAsync(cancellation, "rev-list", "--first-parent", Main, "--", file).ConfigureAwait(false)).Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>What a branch proposes; null when there is no such branch.</summary>
    public async Task<ProposalFacts?> ProposalAsync(string branch, string file, CancellationToken cancellation)
    {
        if (await TipAsync(branch, cancellation).ConfigureAwait(false) is not { } tip)
            return null;
        var parents = (await TextAsync(cancellation, "rev-list", "--parents", "-1", tip).ConfigureAwait(false)).Split(' ')[1..];
        var parent = parents is [var only] ? only : null;
        var changed = parent is null ? "" : await _git.RunAsync(["diff-tree", "-r", "-z", "--name-only", parent, tip], null, cancellation).ConfigureAwait(false);
        return new ProposalFacts(
            tip, parent, [.. changed.Split('\0', StringSplitOptions.RemoveEmptyEntries)],
            await FileAsync(tip, file, cancellation).ConfigureAwait(false),
            parent is null ? null : await FileAsync(parent, file, cancellation).ConfigureAwait(false));
    }

    /// <summary>Makes a commit on <c>main</c> that changes one file, here alone.</summary>
    /// <returns>The commit.</returns>
    public async Task<string> CommitAsync(string file, string content, string message, CancellationToken cancellation)
    {
        var index = Path.Combine(_folder, "index");
        var blob = (await _git.RunAsync(["hash-object", "-w", "--stdin", "--no-filters"], content, cancellation).ConfigureAwait(false)).Trim();
        await _git.RunAsync(["read-tree", Main], null, cancellation, index).ConfigureAwait(false);
        var mode = (await TextAsync(cancellation, "ls-tree", Main, "--", file).ConfigureAwait(false)).Split(' ')[0];
        await _git.RunAsync(["update-index", "--cacheinfo", $"{mode},{blob},{file}"], null, cancellation, index).ConfigureAwait(false);
        var tree = (await _git.RunAsync(["write-tree"], null, cancellation, index).ConfigureAwait(false)).Trim();
        return (await _git.RunAsync(["commit-tree", tree, "-p", Main, "-F", "-"], message, cancellation).ConfigureAwait(false)).Trim();
    }

    /// <summary>Makes a commit on <c>main</c> whose files are those of an earlier commit, here alone.</summary>
    /// <returns>The commit.</returns>
    public async Task<string> RestoreAsync(string earlier, string message, CancellationToken cancellation) =>
        (await _git.RunAsync(["commit-tree", $"{earlier}^{{tree}}", "-p", Main, "-F", "-"], message, cancellation).ConfigureAwait(false)).Trim();

    /// <summary>The commits of <c>main</c>, the newest first; of a merge the merge itself.</summary>
    public async Task<ImmutableArray<MainCommit>> MainCommitsAsync(CancellationToken cancellation) =>
        [.. (await LogAsync(cancellation, "--first-parent", Main).ConfigureAwait(false)).Select(c => new MainCommit(c.Commit, c.Tree, c.Message))];

    /// <summary>What a branch proposes to go back to; null when there is no such branch.</summary>
    public async Task<RevertProposal?> RevertProposalAsync(string branch, CancellationToken cancellation) =>
        await TipAsync(branch, cancellation).ConfigureAwait(false) is { } tip && (await LogAsync(cancellation, "--max-count=1", tip).ConfigureAwait(false))[0] is var last
            ? new RevertProposal(tip, last.Parents is [var only] ? only : null, last.Tree, last.Message)
            : null;

    /// <summary>What a commit changes, as a patch.</summary>
    public Task<string> PatchAsync(string commit, CancellationToken cancellation) =>
        _git.RunAsync(["diff-tree", "-p", "--no-commit-id", "--no-color", "--no-ext-diff", "--no-textconv", commit], null, cancellation);

    /// <summary>Makes an annotated tag, here alone.</summary>
    public Task TagAsync(string tag, string commit, string message, bool sign, CancellationToken cancellation) =>
        _git.RunAsync(["tag", sign ? "--sign" : "--annotate", "--force", "--cleanup=verbatim", "-F", "-", tag, commit], message, cancellation);

    /// <summary>What a tag names here; null when it is not there.</summary>
    public async Task<string?> LocalTagAsync(string tag, CancellationToken cancellation) =>
        await _git.TryAsync(["rev-parse", "--verify", "--quiet", $"refs/tags/{tag}"], null, cancellation).ConfigureAwait(false) is { ExitCode: 0 } found ? found.Output.Trim() : null;

    /// <summary>Pushes references, all or none, if the host still has what is expected of it.</summary>
    /// <exception cref="GitException">The host refused, cannot be reached, or has something else.</exception>
    public Task PushAsync(CancellationToken cancellation, params ImmutableArray<ReferenceUpdate> updates) => TextAsync(cancellation,
    [
        "push", "--quiet", "--no-verify", "--no-follow-tags", "--no-signed", "--recurse-submodules=no", "--atomic",
        .. updates.Select(u => $"--force-with-lease={u.Reference}:{u.Expected}"),
        "--", Address.Url,
        .. updates.Select(u => $"{u.Object}:{u.Reference}"),
    ]);

    /// <summary>What a tag names on the host now; null when it is not there.</summary>
    public async Task<string?> RemoteTagAsync(string tag, CancellationToken cancellation)
    {
        var found = await TextAsync(cancellation, "ls-remote", "--quiet", "--", Address.Url, $"refs/tags/{tag}").ConfigureAwait(false);
        return found.Split('\n').Select(l => l.Split('\t')).FirstOrDefault(l => l.Length == 2 && l[1] == $"refs/tags/{tag}")?[0];
    }

    /// <summary>Fetches a tag anew.</summary>
    public async Task<TagFacts?> FetchTagAsync(string tag, CancellationToken cancellation)
    {
        await TextAsync(cancellation, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--", Address.Url, $"+refs/tags/{tag}:refs/tags/{tag}").ConfigureAwait(false);
        return (await TagsAsync(cancellation).ConfigureAwait(false)).GetValueOrDefault(tag);
    }

    private async Task<ImmutableArray<(string Commit, string Tree, string[] Parents, string Message)>> LogAsync(CancellationToken cancellation, params IEnumerable<string> what)
    {
        var listing = await _git.RunAsync(["log", "-z", "--format=%H%n%T%n%P%n%B", .. what, "--"], null, cancellation).ConfigureAwait(false);
        return [.. listing.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(c => c.Split('\n', 4))
            .Select(c => (c[0], c[1], c[2].Split(' ', StringSplitOptions.RemoveEmptyEntries), c[3]))];
    }

    private async Task<ImmutableDictionary<string, TagFacts>> TagsAsync(CancellationToken cancellation)
    {
        var listing = await _git.RunAsync(
            ["for-each-ref", "--format=%(refname)%00%(objectname)%00%(objecttype)%00%(*objectname)%00%(*objecttype)%00%(contents)%00", "refs/tags"], null, cancellation).ConfigureAwait(false);
        return listing.Split('\0')
            .Chunk(6)
            .Where(fields => fields.Length == 6)
            .ToImmutableDictionary(
                f => f[0].TrimStart('\n')["refs/tags/".Length..],
                f => (f[2], f[4]) switch
                {
                    ("commit", _) => new TagFacts(f[1], f[1], ""),
                    ("tag", "commit") => new TagFacts(f[1], f[3], f[5]),
                    // A tag of a tag, of a tree or of a file is no release.
                    _ => new TagFacts(f[1], "", ""),
                });
    }

    private Task<string> TextAsync(CancellationToken cancellation, params IReadOnlyList<string> arguments) => _git.TextAsync(cancellation, arguments);
}
