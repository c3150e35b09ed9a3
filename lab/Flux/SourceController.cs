using Slipway.Lab.Clouds.GitHub;
using Slipway.Lab.Clouds.Kubernetes;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>
/// Flux's source-controller, for the source that a FluxInstance syncs: fetched from the lab's GitHub with the key that the cluster really
/// holds, so a missing Secret, a key that is not registered, or one of another repository fails as it would in a cluster.
/// </summary>
public sealed class SourceController(KubernetesCloud kubernetes, GitHubCloud github)
{
    private const string Namespace = "flux-system";

    /// <summary>Fetches the source of a cluster's FluxInstance.</summary>
    /// <returns>What came of it; null when the cluster has no FluxInstance, or one that syncs nothing.</returns>
    public async Task<SourceStatus?> FetchAsync(string cluster, CancellationToken cancellation)
    {
        var instance = kubernetes.Find(cluster, "helm.sh/v3", "Release", Namespace, "flux-instance");
        if (Map(instance, "spec", "values", "instance", "sync") is not { } sync)
            return null;
        // The operator names the source after the namespace.
        var name = Text(sync, "name") is { Length: > 0 } given ? given : Namespace;
        try
        {
            var revision = await FetchAsync(cluster, sync, cancellation).ConfigureAwait(false);
            return new SourceStatus(name, true, revision, $"stored artifact for revision '{revision}'");
        }
        catch (FetchException problem)
        {
            return new SourceStatus(name, false, "", problem.Message);
        }
    }

    private async Task<string> FetchAsync(string cluster, PropertyMap sync, CancellationToken cancellation)
    {
        var (url, reference) = (Text(sync, "url") ?? "", Text(sync, "ref") ?? "");
        var (owner, repository) = Parse(url);
        var key = PublicKey(cluster, Text(sync, "pullSecret") ?? "");
        if (github.FindKey(key) is not { } registered
            || !string.Equals(registered.Repository, $"{owner}/{repository}", StringComparison.OrdinalIgnoreCase))
        {
            throw new FetchException($"failed to checkout and determine revision: unable to clone '{url}': "
                + "ssh: handshake failed: ssh: unable to authenticate, attempted methods [none publickey], no supported methods remain");
        }
        var commit = await github.ResolveAsync(owner, repository, reference, cancellation).ConfigureAwait(false)
            ?? throw new FetchException($"failed to checkout and determine revision: unable to clone '{url}': couldn't find remote ref \"{reference}\"");
        return $"{reference}@sha1:{commit}";
    }

    private string PublicKey(string cluster, string secretName)
    {
        var secret = kubernetes.Find(cluster, "v1", "Secret", Namespace, secretName)
            ?? throw new FetchException($"failed to get secret '{Namespace}/{secretName}': secrets \"{secretName}\" not found");
        if (Map(secret, "data") is not { } data || Text(data, "identity") is not { } identity)
            throw new FetchException($"failed to configure authentication options: invalid '{secretName}' secret data: required field 'identity' not found");
        return SshIdentity.PublicKey(identity)
            ?? throw new FetchException($"failed to configure authentication options: invalid '{secretName}' secret data: 'identity' is no private key");
    }

    private static (string Owner, string Repository) Parse(string url)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri is { Scheme: "ssh", Host: "github.com" }
            && uri.AbsolutePath.Split('/') is ["", var owner, var repository])
        {
            return (owner, repository.EndsWith(".git", StringComparison.Ordinal) ? repository[..^4] : repository);
        }
        throw new FetchException($"failed to checkout and determine revision: unable to clone '{url}': the lab reaches ssh://git@github.com/<owner>/<repository> alone");
    }

    private static PropertyMap? Map(PropertyMap? map, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
            map = map?.Find(key)?.AsMap;
        return map;
    }

    private static string? Text(PropertyMap map, string key) => map.Find(key)?.AsString;

    private sealed class FetchException(string message) : Exception(message);
}
