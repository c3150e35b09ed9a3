using System.Collections.Immutable;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>What controllers inside a cluster make in AWS, unknown to whoever made the cluster.</summary>
public enum LeftoverKind
{
    /// <summary>A load balancer of a Service or an Ingress.</summary>
    LoadBalancer,

    /// <summary>An EBS volume of a PersistentVolume. It stands in no subnet.</summary>
    Volume,

    /// <summary>A network interface that the CNI made.</summary>
    NetworkInterface,
}

/// <summary>Something made from inside a cluster.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id: <c>k8s-web-…</c>, <c>vol-…</c>, <c>eni-…</c>.</param>
/// <param name="Cluster">The cluster's name, as its tags tell it.</param>
/// <param name="SubnetIds">The subnets it stands in; none for a volume.</param>
public sealed record Leftover(LeftoverKind Kind, string Id, string Cluster, ImmutableArray<string> SubnetIds)
{
    /// <summary>The tags by which one finds out whose it is.</summary>
    public ImmutableDictionary<string, string> Tags => Kind == LeftoverKind.LoadBalancer
        ? ImmutableDictionary<string, string>.Empty.Add("elbv2.k8s.aws/cluster", Cluster)
        : ImmutableDictionary<string, string>.Empty.Add($"kubernetes.io/cluster/{Cluster}", "owned");
}
