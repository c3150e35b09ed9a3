using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Store;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>A cluster that answers at an endpoint.</summary>
/// <param name="Name">Its name among the clusters of the lab, <c>name.region.account</c>.</param>
/// <param name="CertificateAuthority">Its authority's certificate, PEM in base64.</param>
internal sealed record ClusterEndpoint(string Name, string CertificateAuthority);

/// <summary>The name service of the lab: which cluster, of any account and region, answers at an API server's address.</summary>
internal sealed class ClusterEndpoints(CloudStore store)
{
    /// <summary>The name of an EKS cluster among all clusters.</summary>
    public static string NameOf(string cluster, string region, string account) => $"{cluster}.{region}.{account}";

    /// <summary>Lets a cluster answer.</summary>
    public void Add(string server, ClusterEndpoint cluster) => store.Write(
        Key(server), PropertyMap.Of(("cluster", cluster.Name), ("certificateAuthority", cluster.CertificateAuthority)));

    /// <summary>Lets a cluster answer no more.</summary>
    public void Remove(string server) => store.Delete(Key(server));

    /// <summary>The cluster at this address, or null when nothing answers.</summary>
    public ClusterEndpoint? Find(string server) => store.Read(Key(server)) is { } found
        ? new ClusterEndpoint(found.Text("cluster") ?? "", found.Text("certificateAuthority") ?? "")
        : null;

    private static string Key(string server) =>
        SafeName.Path("kubernetes", "_endpoints", Uri.TryCreate(server, UriKind.Absolute, out var uri) ? uri.Authority : server);
}
