using Slipway.Lab.Clouds.GitHub;
using Slipway.Lab.Clouds.Kubernetes;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>
/// Flux's source-controller, for the source that a FluxInstance syncs: fetched from the lab's GitHub with the key or the GitHub App that the cluster
/// really holds, so a missing Secret, a key that is not registered, or one of another repository fails as it would in a cluster.
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
        var isApp = Text(sync, "provider") == "github";
        var (owner, repository) = Parse(url, isApp ? "https" : "ssh");
        var data = SecretData(cluster, Text(sync, "pullSecret") ?? "");
        if (isApp)
            CheckApp(owner, repository, Text(sync, "pullSecret") ?? "", data);
        else
            CheckKey(url, owner, repository, PublicKey(Text(sync, "pullSecret") ?? "", data));
        var commit = await github.ResolveAsync(owner, repository, reference, cancellation).ConfigureAwait(false)
            ?? throw new FetchException($"failed to checkout and determine revision: unable to clone '{url}': couldn't find remote ref \"{reference}\"");
        return $"{reference}@sha1:{commit}";
    }

    private void CheckKey(string url, string owner, string repository, string key)
    {
        if (github.FindKey(key) is not { } registered
            || !string.Equals(registered.Repository, $"{owner}/{repository}", StringComparison.OrdinalIgnoreCase))
        {
            throw new FetchException($"failed to checkout and determine revision: unable to clone '{url}': "
                + "ssh: handshake failed: ssh: unable to authenticate, attempted methods [none publickey], no supported methods remain");
        }
    }

    private void CheckApp(string owner, string repository, string secretName, PropertyMap data)
    {
        if (GitHubAppCredential.Problem(data, owner) is { } problem)
            throw new FetchException($"failed to configure authentication options: invalid '{secretName}' secret data: {problem}");
        if (!github.Exists(owner, repository))
            throw new FetchException($"failed to checkout and determine revision: unable to clone 'https://github.com/{owner}/{repository}': repository not found");
    }

    private PropertyMap SecretData(string cluster, string secretName)
    {
        var secret = kubernetes.Find(cluster, "v1", "Secret", Namespace, secretName)
            ?? throw new FetchException($"failed to get secret '{Namespace}/{secretName}': secrets \"{secretName}\" not found");
        return Map(secret, "data") ?? PropertyMap.Empty;
    }

    private static string PublicKey(string secretName, PropertyMap data)
    {
        if (Text(data, "identity") is not { } identity)
            throw new FetchException($"failed to configure authentication options: invalid '{secretName}' secret data: required field 'identity' not found");
        return SshIdentity.PublicKey(identity)
            ?? throw new FetchException($"failed to configure authentication options: invalid '{secretName}' secret data: 'identity' is no private key");
    }

    // The provider decides how to log in, and that decides the scheme: an App has no SSH key, a key opens no HTTPS.
    private static (string Owner, string Repository) Parse(string url, string scheme)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == scheme && uri.Host == "github.com"
            && uri.AbsolutePath.Split('/') is ["", var owner, var repository])
        {
            return (owner, repository.EndsWith(".git", StringComparison.Ordinal) ? repository[..^4] : repository);
        }
        var form = scheme == "ssh" ? "ssh://git@github.com/<owner>/<repository>" : "https://github.com/<owner>/<repository> with provider github";
        throw new FetchException($"failed to checkout and determine revision: unable to clone '{url}': the lab reaches {form} alone");
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
