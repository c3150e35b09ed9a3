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
    private const string Namespace = FluxContext.FluxNamespace;

    /// <summary>Fetches the source of a cluster's FluxInstance, and changes nothing in the cluster.</summary>
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
            var isApp = Text(sync, "provider") == "github";
            var address = GitAddress.Parse(Text(sync, "url") ?? "", isApp);
            var secretName = Text(sync, "pullSecret") ?? "";
            GitLogin.Check(github, address, isApp, secretName, Map(kubernetes.Find(cluster, "v1", "Secret", Namespace, secretName), "data"));
            var references = await github.ReferencesAsync(address.Owner, address.Repository, cancellation).ConfigureAwait(false);
            var revision = GitReference.Of(PropertyMap.Of(("name", Text(sync, "ref") ?? ""))).Resolve(address, references).Revision;
            return new SourceStatus(name, true, revision, $"stored artifact for revision '{revision}'");
        }
        catch (FetchException problem)
        {
            return new SourceStatus(name, false, "", problem.Message);
        }
    }

    private static PropertyMap? Map(PropertyMap? map, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
            map = map?.Find(key)?.AsMap;
        return map;
    }

    private static string? Text(PropertyMap map, string key) => map.Find(key)?.AsString;
}
