using System.Collections.Immutable;
using Slipway.Infra.Networking;

namespace Slipway.Stacks.Settings;

/// <summary>Section <c>slipway:network</c>.</summary>
public sealed record NetworkSettings
{
    /// <summary>The VPC's block, /16 to /22.</summary>
    /// <setting key="network.cidr" default="" change="replaces the VPC and everything in it">the VPC's block, /16 to /22</setting>
    public required Cidr Cidr { get; init; }

    /// <summary>Two or three availability zones of the region.</summary>
    /// <setting key="network.zones" default="" change="appended, a zone gets subnets of its own and the node groups are replaced; never reorder: every subnet would be">two or three availability zones of the region</setting>
    public required ImmutableArray<string> Zones { get; init; }

    /// <summary>How private subnets reach the internet.</summary>
    /// <value>Default: <see cref="NatMode.Single"/>.</value>
    /// <setting key="network.nat" change="other gateways, so another address that others see">how nodes reach the internet: not at all, through one gateway, through one in each zone, or through one that AWS spreads over the zones</setting>
    public NatMode Nat { get; init; } = NatMode.Single;

    /// <summary>Which services of AWS are reached from inside.</summary>
    /// <value>Default: all without NAT, else S3 alone.</value>
    /// <setting key="network.endpoints" default="`s3`; `all` when `nat` is `none`" change="in place">what of AWS is reached without the internet: `s3` (by route, at no cost) or `all` that nodes need (13 interfaces in each zone)</setting>
    public EndpointSet Endpoints { get; init; } = EndpointSet.S3;

    /// <summary>What becomes of the flow logs.</summary>
    /// <value>Default: 90 days in CloudWatch.</value>
    /// <setting key="network.flowLogs.destination" default="`cloudWatch`" change="starts anew there and deletes what was kept here">where flow logs go; `s3` is Parquet</setting>
    /// <setting key="network.flowLogs.retentionDays" default="`90`" change="in place">days that flow logs are kept; for `cloudWatch` one of the numbers that it offers</setting>
    public FlowLogSettings FlowLogs { get; init; } = new();

    /// <summary>Blocks in use elsewhere (other environments, peered networks, offices) that this network must stay clear of.</summary>
    /// <value>Default: none.</value>
    /// <setting key="network.peers" default="none" change="nothing: it is checked only">blocks in use elsewhere that this network must not overlap</setting>
    public ImmutableArray<Cidr> Peers { get; init; } = [];
}
