using System.Collections.Immutable;

namespace Slipway.Infra.Clusters;

/// <summary>An add-on that EKS keeps in a cluster of managed nodes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="BeforeNodes">True when nodes need it to come up.</param>
/// <param name="Versions">The pinned version by Kubernetes version; where none is, EKS takes its default for the cluster and keeps it.</param>
public sealed record Addon(string Name, bool BeforeNodes, ImmutableDictionary<string, string> Versions)
{
    /// <summary>The add-on's configuration as JSON; null leaves it to EKS.</summary>
    /// <value>Default: null.</value>
    public string? Configuration { get; init; }

    /// <summary>Gives pods addresses of the VPC.</summary>
    public const string VpcCni = "vpc-cni";

    /// <summary>Makes volumes of EBS.</summary>
    public const string EbsCsi = "aws-ebs-csi-driver";

    /// <summary>Every add-on of such a cluster, with the versions known to be offered in August 2026.</summary>
    public static ImmutableArray<Addon> All { get; } =
    [
        // Without it nothing enforces a NetworkPolicy (EKS user guide, Amazon VPC CNI network policies).
        new(VpcCni, true, Pinned(("1.36", "v1.23.2-eksbuild.1"))) { Configuration = """{"enableNetworkPolicy":"true"}""" },
        new("eks-pod-identity-agent", true, Pinned(("1.36", "v1.4.0-eksbuild.3"))),
        new("coredns", false, Pinned(("1.36", "v1.14.7-eksbuild.10"))),
        new("kube-proxy", false, Pinned(("1.36", "v1.36.0-eksbuild.45"))),
        new(EbsCsi, false, Pinned(("1.35", "v1.65.0-eksbuild.1"))),
    ];

    /// <summary>The version for a cluster; null leaves it to EKS.</summary>
    /// <param name="kubernetesVersion">The cluster's version, e.g. <c>1.36</c>.</param>
    public string? VersionFor(string kubernetesVersion) => Versions.GetValueOrDefault(kubernetesVersion);

    private static ImmutableDictionary<string, string> Pinned(params ReadOnlySpan<(string Kubernetes, string Version)> versions)
    {
        var pinned = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var (kubernetes, version) in versions)
            pinned.Add(kubernetes, version);
        return pinned.ToImmutable();
    }
}
