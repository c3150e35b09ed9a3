using System.Collections.Immutable;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Kubernetes;

/// <summary>Tells whether two configurations of the provider mean two clusters, in which case everything in the old one is to be made anew.</summary>
internal static class ClusterIdentity
{
    /// <summary>
    /// The changes, with the replacements they mean: none where <c>clusterIdentifier</c> is given and unchanged, whatever happened to
    /// the kubeconfig; else a kubeconfig that leads elsewhere, or may do so, replaces.
    /// </summary>
    public static ImmutableSortedDictionary<string, DiffKind> Weigh(ImmutableSortedDictionary<string, DiffKind> changes, PropertyMap old, PropertyMap now)
    {
        var (before, after) = (old.Text("clusterIdentifier"), now.Text("clusterIdentifier"));
        if (before is not null && after is not null)
            return before == after ? changes : Replace(changes, "clusterIdentifier");
        // An identifier that comes or goes says nothing about the cluster.
        return changes.ContainsKey("kubeconfig") && Server(old) is var from && (from is null || from != Server(now)) ? Replace(changes, "kubeconfig") : changes;
    }

    private static ImmutableSortedDictionary<string, DiffKind> Replace(ImmutableSortedDictionary<string, DiffKind> changes, string name) =>
        changes.SetItem(name, DiffKind.UpdateReplace);

    private static string? Server(PropertyMap config)
    {
        try
        {
            return config.Text("kubeconfig") is { } text ? Kubeconfig.Parse(text).Server : null;
        }
        catch (ProviderException)
        {
            return null;
        }
    }
}
