using System.Collections.Immutable;
using Slipway.Infra.Networking;

namespace Slipway.Infra.Clusters;

/// <summary>From where the Kubernetes API can be reached. From inside the VPC it always can.</summary>
public sealed record EndpointAccess
{
    /// <summary>Only from inside the VPC.</summary>
    public static EndpointAccess PrivateOnly { get; } = new();

    /// <summary>Blocks from which it can be reached over the internet as well; none closes it to the internet.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<Cidr> PublicCidrs { get; init; } = [];

    /// <summary>True when it can be reached over the internet.</summary>
    public bool IsPublic => !PublicCidrs.IsEmpty;
}
