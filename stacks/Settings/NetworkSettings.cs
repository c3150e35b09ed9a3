using System.Collections.Immutable;
using Slipway.Infra.Networking;

namespace Slipway.Stacks.Settings;

/// <summary>Section <c>slipway:network</c>.</summary>
public sealed record NetworkSettings
{
    /// <summary>The VPC's block, /16 to /22.</summary>
    public required Cidr Cidr { get; init; }

    /// <summary>Two or three availability zones of the region.</summary>
    public required ImmutableArray<string> Zones { get; init; }

    /// <summary>How private subnets reach the internet.</summary>
    /// <value>Default: <see cref="NatMode.Single"/>.</value>
    public NatMode Nat { get; init; } = NatMode.Single;

    /// <summary>Which services of AWS are reached from inside.</summary>
    /// <value>Default: all without NAT, else S3 alone.</value>
    public EndpointSet Endpoints { get; init; } = EndpointSet.S3;

    /// <summary>What becomes of the flow logs.</summary>
    /// <value>Default: 90 days in CloudWatch.</value>
    public FlowLogSettings FlowLogs { get; init; } = new();

    /// <summary>Blocks in use elsewhere (other environments, peered networks, offices) that this network must stay clear of.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<Cidr> Peers { get; init; } = [];
}
