using System.Collections.Immutable;
using Slipway.Checks.Flux;
using Slipway.Checks.Kustomize;
using Slipway.Lab.Clouds.GitHub;
using Slipway.Lab.Engine.Providers;

namespace Slipway.Lab.Flux;

/// <summary>The Git repositories as a run sees them: references and commits are read once.</summary>
internal sealed class GitStore(GitHubCloud github)
{
    private readonly Dictionary<(string, string), ImmutableSortedDictionary<string, string>> _references = [];
    private readonly Dictionary<(string, string, string), ImmutableSortedDictionary<string, ReadOnlyMemory<byte>?>?> _trees = [];
    private readonly Dictionary<(string, string, string, string?), FleetRepository> _artifacts = [];

    /// <summary>The hosting.</summary>
    public GitHubCloud GitHub { get; } = github;

    /// <summary>The branches and tags of a repository, each with its commit.</summary>
    public async Task<ImmutableSortedDictionary<string, string>> ReferencesAsync(GitAddress address, CancellationToken cancellation)
    {
        if (!_references.TryGetValue((address.Owner, address.Repository), out var known))
            _references[(address.Owner, address.Repository)] = known = await GitHub.ReferencesAsync(address.Owner, address.Repository, cancellation).ConfigureAwait(false);
        return known;
    }

    /// <summary>The files of a commit, or null where there is no such commit.</summary>
    public async Task<FleetRepository?> CommitAsync(GitAddress address, string commit, CancellationToken cancellation) =>
        await TreeAsync(address, commit, cancellation).ConfigureAwait(false) is { } files ? new FleetRepository(address.Repository, new FleetTree(new CommitFiles(files))) : null;

    /// <summary>The files of a commit that come into an artifact, or null where there is no such commit.</summary>
    /// <param name="address">The repository.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="ignore"><c>spec.ignore</c> of the source, or null.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="FetchException">A rule of what is ignored is one that the lab does not read.</exception>
    public async Task<FleetRepository?> ArtifactAsync(GitAddress address, string commit, string? ignore, CancellationToken cancellation)
    {
        var key = (address.Owner, address.Repository, commit, ignore);
        if (_artifacts.TryGetValue(key, out var known))
            return known;
        return await TreeAsync(address, commit, cancellation).ConfigureAwait(false) is { } files
            ? _artifacts[key] = new FleetRepository(address.Repository, new FleetTree(new CommitFiles(ArtifactFilter.Apply(files, ignore))))
            : null;
    }

    /// <summary>Forgets the references of a repository, as somebody pushed.</summary>
    public void Forget(GitAddress address) => _references.Remove((address.Owner, address.Repository));

    /// <exception cref="FetchException">The host refuses it.</exception>
    private async Task<ImmutableSortedDictionary<string, ReadOnlyMemory<byte>?>?> TreeAsync(GitAddress address, string commit, CancellationToken cancellation)
    {
        var key = (address.Owner, address.Repository, commit);
        if (_trees.TryGetValue(key, out var known))
            return known;
        try
        {
            return _trees[key] = await GitHub.TreeAsync(address.Owner, address.Repository, commit, cancellation).ConfigureAwait(false);
        }
        catch (ProviderException refusal)
        {
            throw new FetchException($"failed to checkout and determine revision: unable to clone '{address.Url}': {refusal.Message}");
        }
    }
}
