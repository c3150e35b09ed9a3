using System.Collections.Immutable;

namespace Slipway.Infra.Networking;

/// <summary>What a subnet is for.</summary>
public enum SubnetTier
{
    /// <summary>Load balancers and NAT gateways; routed to the internet gateway.</summary>
    Public,

    /// <summary>Nodes and pods; routed through NAT.</summary>
    Private,

    /// <summary>The network interfaces of the EKS control plane, and nothing else.</summary>
    ControlPlane,
}

/// <summary>A subnet to make.</summary>
/// <param name="Tier">What it is for.</param>
/// <param name="Zone">Availability zone, e.g. <c>eu-west-1a</c>.</param>
/// <param name="Block">Its addresses.</param>
public sealed record PlannedSubnet(SubnetTier Tier, string Zone, Cidr Block);

/// <summary>
/// Divides a VPC's block over zones. A quarter of the block for each zone's nodes; of the last quarter, a quarter for each zone's
/// public subnet, and the remaining sixteenth for the control plane's /28 subnets and for what comes later.
/// The parts depend on the zone's position only, so appending a zone moves no existing subnet.
/// </summary>
public sealed class SubnetPlan
{
    /// <summary>The most zones that a plan has room for.</summary>
    public const int MostZones = 3;

    /// <summary>The longest VPC prefix that can be divided: below, three /28 control-plane subnets do not fit into a sixteenth.</summary>
    public const int LongestPrefix = 22;

    /// <summary>The shortest VPC prefix that AWS accepts.</summary>
    public const int ShortestPrefix = 16;

    private const int ControlPlanePrefix = 28;

    private SubnetPlan(ImmutableArray<PlannedSubnet> subnets) => Subnets = subnets;

    /// <summary>All subnets, by zone, then tier.</summary>
    public ImmutableArray<PlannedSubnet> Subnets { get; }

    /// <summary>Plans the subnets of a VPC.</summary>
    /// <param name="vpc">The VPC's block, /16 to /22.</param>
    /// <param name="zones">Two or three different availability zones, in an order that never changes.</param>
    /// <exception cref="ArgumentException">The block cannot be divided, or the zones are not two or three different ones.</exception>
    public static SubnetPlan For(Cidr vpc, IReadOnlyList<string> zones)
    {
        if (vpc.Prefix is < ShortestPrefix or > LongestPrefix)
            throw new ArgumentException($"{vpc} cannot be divided; a VPC's block is between a /{ShortestPrefix} and a /{LongestPrefix}", nameof(vpc));
        if (zones.Count is < 2 or > MostZones || zones.Distinct(StringComparer.Ordinal).Count() != zones.Count)
            throw new ArgumentException($"EKS needs two or three different zones; got {string.Join(", ", zones)}", nameof(zones));

        var small = vpc.Part(vpc.Prefix + 2, 3);
        var spare = small.Part(small.Prefix + 2, 3);
        return new SubnetPlan([.. zones.SelectMany((zone, i) => (PlannedSubnet[])
        [
            new(SubnetTier.Public, zone, small.Part(small.Prefix + 2, i)),
            new(SubnetTier.Private, zone, vpc.Part(vpc.Prefix + 2, i)),
            new(SubnetTier.ControlPlane, zone, spare.Part(ControlPlanePrefix, i)),
        ])]);
    }

    /// <summary>The subnets of one tier, in the order of the zones.</summary>
    public IEnumerable<PlannedSubnet> Of(SubnetTier tier) => Subnets.Where(s => s.Tier == tier);
}
