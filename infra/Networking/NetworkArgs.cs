using System.Collections.Immutable;

namespace Slipway.Infra.Networking;

/// <summary>What a <see cref="Network"/> is made from.</summary>
public sealed class NetworkArgs : ResourceArgs
{
    /// <summary>Where the network is made.</summary>
    public required AwsAccount Account { get; init; }

    /// <summary>The VPC's block, /16 to /22. Changing it replaces the VPC and everything in it.</summary>
    public required Cidr Cidr { get; init; }

    /// <summary>Two or three availability zones. Append to add one; the order of existing ones must not change, as it decides their addresses.</summary>
    public required ImmutableArray<string> Zones { get; init; }

    /// <summary>How private subnets reach the internet.</summary>
    /// <value>Default: <see cref="NatMode.Single"/>.</value>
    public NatMode Nat { get; init; } = NatMode.Single;

    /// <summary>Which services of AWS are reached from inside; without NAT always all.</summary>
    /// <value>Default: <see cref="EndpointSet.S3"/>.</value>
    public EndpointSet Endpoints { get; init; } = EndpointSet.S3;

    /// <summary>What becomes of the flow logs.</summary>
    /// <value>Default: 90 days in CloudWatch.</value>
    public FlowLogSettings FlowLogs { get; init; } = new();

    /// <summary>Name of the EKS cluster that will live here, for the subnets' discovery tags.</summary>
    public required string ClusterName { get; init; }

    /// <summary>True when a bucket that holds flow logs is not deleted.</summary>
    /// <value>Default: true.</value>
    public bool DeletionProtection { get; init; } = true;

    /// <summary>Tags for every resource.</summary>
    /// <value>Default: none.</value>
    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;
}
