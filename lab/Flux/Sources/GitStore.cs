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
    private readonly Dictionary<(string, string, string), FleetRepository?> _commits = [];

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
    /// <exception cref="FetchException">The host refuses it.</exception>
    public async Task<FleetRepository?> CommitAsync(GitAddress address, string commit, CancellationToken cancellation)
    {
        var key = (address.Owner, address.Repository, commit);
        if (_commits.TryGetValue(key, out var known))
            return known;
        var files = await FilesAsync(address, commit, cancellation).ConfigureAwait(false);
        return _commits[key] = files is null ? null : new FleetRepository(address.Repository, new FleetTree(new CommitFiles(files)));
    }

    /// <summary>Forgets the references of a repository, as somebody pushed.</summary>
    public void Forget(GitAddress address) => _references.Remove((address.Owner, address.Repository));

    private async Task<ImmutableSortedDictionary<string, ReadOnlyMemory<byte>?>?> FilesAsync(GitAddress address, string commit, CancellationToken cancellation)
    {
        try
        {
            return await GitHub.TreeAsync(address.Owner, address.Repository, commit, cancellation).ConfigureAwait(false);
        }
        catch (ProviderException refusal)
        {
            throw new FetchException($"failed to checkout and determine revision: unable to clone '{address.Url}': {refusal.Message}");
        }
    }
}
