using Slipway.Lab.Clouds.Store;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Kubernetes;

/// <summary>What names one object of a cluster.</summary>
/// <param name="ApiVersion">E.g. <c>v1</c> or <c>apps/v1</c>.</param>
/// <param name="Kind">E.g. <c>Secret</c>.</param>
/// <param name="Namespace">Its namespace; empty for an object of the whole cluster.</param>
/// <param name="Name">Its name.</param>
public sealed record ObjectReference(string ApiVersion, string Kind, string Namespace, string Name)
{
    // The kinds of Kubernetes' own API groups that belong to no namespace (kubectl api-resources --namespaced=false).
    private static readonly HashSet<string> OfTheCluster =
    [
        "Namespace", "Node", "PersistentVolume", "ClusterRole", "ClusterRoleBinding", "CustomResourceDefinition", "StorageClass", "CSIDriver",
        "CSINode", "VolumeAttachment", "PriorityClass", "IngressClass", "RuntimeClass", "APIService", "CertificateSigningRequest",
        "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding",
        "FlowSchema", "PriorityLevelConfiguration",
    ];

    /// <summary>The id that Pulumi's provider gives it: <c>namespace/name</c>, or the name alone.</summary>
    public string Id => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";

    /// <summary>The kind as the API server names it in messages, e.g. <c>secrets</c>.</summary>
    public string Plural => Kind.ToLowerInvariant() switch
    {
        var k when k.EndsWith('y') && !k.EndsWith("ey", StringComparison.Ordinal) => k[..^1] + "ies",
        var k when k.EndsWith('s') => k + "es",
        var k => k + "s",
    };

    /// <summary>The folder of objects of this kind in this namespace, below the cluster's.</summary>
    internal string Folder => Namespace.Length == 0
        ? SafeName.Path(ApiVersion.Replace('/', '_'), Kind)
        : SafeName.Path(ApiVersion.Replace('/', '_'), Kind, Namespace);

    /// <summary>The object's place below the cluster's folder.</summary>
    internal string Key => $"{Folder}/{SafeName.Of(Name)}";

    /// <summary>Whether objects of this kind live in a namespace.</summary>
    internal static bool IsNamespaced(string kind) => !OfTheCluster.Contains(kind);

    /// <summary>Reads it off an object; one without a namespace is in <paramref name="defaultNamespace"/> if it is of a kind that has one.</summary>
    public static ObjectReference Of(PropertyMap manifest, string defaultNamespace)
    {
        var metadata = manifest.Find("metadata")?.AsMap ?? PropertyMap.Empty;
        var kind = manifest.Find("kind")?.AsString ?? "";
        var space = metadata.Find("namespace")?.AsString is { Length: > 0 } named ? named : defaultNamespace;
        return new ObjectReference(
            manifest.Find("apiVersion")?.AsString ?? "", kind, IsNamespaced(kind) ? space : "", metadata.Find("name")?.AsString ?? "");
    }

    /// <summary>The kind, namespace and name as people write them.</summary>
    public override string ToString() => $"{Kind} {Id}";
}
