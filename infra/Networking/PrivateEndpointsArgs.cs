using System.Collections.Immutable;

namespace Slipway.Infra.Networking;

/// <summary>What <see cref="PrivateEndpoints"/> are made from.</summary>
public sealed class PrivateEndpointsArgs : ResourceArgs
{
    /// <summary>Which services are reached.</summary>
    public required EndpointSet Set { get; init; }

    /// <summary>The region, which the services' names hold.</summary>
    public required string Region { get; init; }

    /// <summary>Id of the VPC.</summary>
    public required Input<string> VpcId { get; init; }

    /// <summary>The VPC's block: the only one that reaches the interfaces.</summary>
    public required Cidr Cidr { get; init; }

    /// <summary>The route tables that get the way to S3.</summary>
    public required InputList<string> RouteTableIds { get; init; }

    /// <summary>The subnets of the interfaces, one in each zone.</summary>
    public required InputList<string> SubnetIds { get; init; }

    /// <summary>Tags for every resource.</summary>
    /// <value>Default: none.</value>
    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;
}
