using System.Collections.Immutable;

namespace Slipway.Infra.Workloads;

/// <summary>What <see cref="ControllerIdentities"/> are made from.</summary>
public sealed class ControllerIdentitiesArgs : ResourceArgs
{
    /// <summary>Where the cluster is.</summary>
    public required AwsAccount Account { get; init; }

    /// <summary>Name of the EKS cluster.</summary>
    public required Output<string> ClusterName { get; init; }

    /// <summary>Which controllers.</summary>
    public required ImmutableArray<ClusterWorkload> Workloads { get; init; }

    /// <summary>Ids of the Route 53 zones that DNS controllers write to.</summary>
    public required ImmutableArray<string> DnsZones { get; init; }

    /// <summary>Tags for every resource.</summary>
    /// <value>Default: none.</value>
    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;
}
