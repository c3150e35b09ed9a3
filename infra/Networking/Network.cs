using System.Collections.Immutable;
using Pulumi.Aws.Ec2;

namespace Slipway.Infra.Networking;

/// <summary>
/// A VPC for one cluster: public, private and control-plane subnets in two or three zones, an internet gateway, NAT, routes, endpoints of AWS
/// services and flow logs. Its default security group lets nothing through.
/// </summary>
public sealed class Network : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "slipway:infra:Network";

    private const string Anywhere = "0.0.0.0/0";

    private readonly string _name;
    private readonly NetworkArgs _args;

    /// <summary>Makes the network. Children are named <c>{name}-…</c>.</summary>
    /// <exception cref="ArgumentException">The block cannot be divided over the zones.</exception>
    public Network(string name, NetworkArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        _name = name;
        _args = args;
        var plan = SubnetPlan.For(args.Cidr, args.Zones);

        var vpc = Vpc();
        LockDefaultGroup(vpc);
        var subnets = plan.Subnets.ToDictionary(s => s, s => Subnet(vpc, s));
        ImmutableArray<Subnet> Tier(SubnetTier tier) => [.. plan.Of(tier).Select(s => subnets[s])];
        RoutePublic(vpc, Tier(SubnetTier.Public));
        var tables = RoutePrivate(vpc, plan, subnets);
        Egress = [.. Egress, .. Endpoints(vpc, tables, Tier(SubnetTier.Private)).Ready];
        _ = new FlowLogs($"{name}-flow-logs", new FlowLogsArgs
        {
            Account = args.Account,
            NetworkName = args.ClusterName,
            VpcId = vpc.Id,
            Settings = args.FlowLogs,
            DeletionProtection = args.DeletionProtection,
            Tags = args.Tags,
        }, this.Part());

        VpcId = vpc.Id;
        PublicSubnetIds = Ids(Tier(SubnetTier.Public));
        PrivateSubnetIds = Ids(Tier(SubnetTier.Private));
        ControlPlaneSubnetIds = Ids(Tier(SubnetTier.ControlPlane));
        RegisterOutputs();
    }

    /// <summary>The VPC's id.</summary>
    [Output("vpcId")]
    public Output<string> VpcId { get; private set; }

    /// <summary>Ids of the public subnets, in the order of the zones.</summary>
    [Output("publicSubnetIds")]
    public Output<ImmutableArray<string>> PublicSubnetIds { get; private set; }

    /// <summary>Ids of the private subnets, in the order of the zones.</summary>
    [Output("privateSubnetIds")]
    public Output<ImmutableArray<string>> PrivateSubnetIds { get; private set; }

    /// <summary>Ids of the control plane's subnets, in the order of the zones.</summary>
    [Output("controlPlaneSubnetIds")]
    public Output<ImmutableArray<string>> ControlPlaneSubnetIds { get; private set; }

    /// <summary>What must exist before anything in a private subnet can reach AWS and, where there is NAT, the internet: depend on it from node groups.</summary>
    public ImmutableArray<Resource> Egress { get; private set; } = [];

    private Vpc Vpc() => new($"{_name}-vpc", new VpcArgs
    {
        CidrBlock = _args.Cidr.ToString(),
        EnableDnsHostnames = true,
        EnableDnsSupport = true,
        Tags = Tagged(_name),
    }, this.Child());

    // Whatever names no group gets the default one: without rules it is cut off, and somebody notices.
    private void LockDefaultGroup(Vpc vpc) => _ = new DefaultSecurityGroup($"{_name}-default", new DefaultSecurityGroupArgs
    {
        VpcId = vpc.Id,
        Tags = Tagged($"{_name}-default"),
    }, this.Child());

    private PrivateEndpoints Endpoints(Vpc vpc, ImmutableArray<RouteTable> tables, ImmutableArray<Subnet> subnets) => new($"{_name}-endpoint", new PrivateEndpointsArgs
    {
        Set = _args.Nat == NatMode.None ? EndpointSet.All : _args.Endpoints,
        Region = _args.Account.Region,
        VpcId = vpc.Id,
        Cidr = _args.Cidr,
        RouteTableIds = tables.Select(t => t.Id).ToArray(),
        SubnetIds = subnets.Select(s => s.Id).ToArray(),
        Tags = _args.Tags,
    }, this.Part());

    private Subnet Subnet(Vpc vpc, PlannedSubnet planned)
    {
        var name = SubnetName(planned);
        return new Subnet(name, new SubnetArgs
        {
            VpcId = vpc.Id,
            CidrBlock = planned.Block.ToString(),
            AvailabilityZone = planned.Zone,
            MapPublicIpOnLaunch = false,
            Tags = Tagged(name).AddRange(Discovery(planned.Tier)),
        }, this.Child());
    }

    private void RoutePublic(Vpc vpc, ImmutableArray<Subnet> subnets)
    {
        var gateway = new InternetGateway($"{_name}-igw", new InternetGatewayArgs { VpcId = vpc.Id, Tags = Tagged($"{_name}-igw") }, this.Child());
        var table = RouteTable(vpc, "public");
        Egress =
        [
            new Route($"{_name}-public-internet", new RouteArgs
            {
                RouteTableId = table.Id,
                DestinationCidrBlock = Anywhere,
                GatewayId = gateway.Id,
            }, this.Child()),
        ];
        foreach (var (subnet, i) in subnets.Select((s, i) => (s, i)))
            Associate($"public-{Letter(_args.Zones[i])}", table, subnet);
    }

    private ImmutableArray<RouteTable> RoutePrivate(Vpc vpc, SubnetPlan plan, Dictionary<PlannedSubnet, Subnet> subnets)
    {
        var tables = ImmutableArray.CreateBuilder<RouteTable>();
        var gateways = NatGateways(vpc, [.. plan.Of(SubnetTier.Public).Select(s => subnets[s])]);
        foreach (var (planned, i) in plan.Of(SubnetTier.Private).Select((s, i) => (s, i)))
        {
            var letter = Letter(planned.Zone);
            var table = RouteTable(vpc, $"private-{letter}");
            tables.Add(table);
            Associate($"private-{letter}", table, subnets[planned]);
            if (gateways.IsEmpty)
                continue;
            Egress = Egress.Add(new Route($"{_name}-private-{letter}-nat", new RouteArgs
            {
                RouteTableId = table.Id,
                DestinationCidrBlock = Anywhere,
                NatGatewayId = gateways[Math.Min(i, gateways.Length - 1)].Id,
            }, this.Child()));
        }
        return tables.ToImmutable();
    }

    private ImmutableArray<NatGateway> NatGateways(Vpc vpc, ImmutableArray<Subnet> publicSubnets) => _args.Nat switch
    {
        NatMode.None => [],
        NatMode.Single => [ZonalNat(publicSubnets[0], _args.Zones[0])],
        NatMode.PerAz => [.. publicSubnets.Select((s, i) => ZonalNat(s, _args.Zones[i]))],
        NatMode.Regional =>
        [
            new NatGateway($"{_name}-nat", new NatGatewayArgs
            {
                AvailabilityMode = "regional",
                VpcId = vpc.Id,
                Tags = Tagged($"{_name}-nat"),
            }, this.Child(Egress)),
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(NetworkArgs.Nat), _args.Nat, "not a NAT mode"),
    };

    // A NAT gateway without a route to the internet gateway comes up and passes nothing.
    private NatGateway ZonalNat(Subnet subnet, string zone)
    {
        var name = $"{_name}-nat-{Letter(zone)}";
        var address = new Eip($"{name}-ip", new EipArgs { Domain = "vpc", Tags = Tagged($"{name}-ip") }, this.Child());
        return new NatGateway(name, new NatGatewayArgs
        {
            AllocationId = address.AllocationId,
            SubnetId = subnet.Id,
            Tags = Tagged(name),
        }, this.Child(Egress));
    }

    private RouteTable RouteTable(Vpc vpc, string suffix) =>
        new($"{_name}-{suffix}", new RouteTableArgs { VpcId = vpc.Id, Tags = Tagged($"{_name}-{suffix}") }, this.Child());

    private void Associate(string suffix, RouteTable table, Subnet subnet) =>
        _ = new RouteTableAssociation($"{_name}-{suffix}", new RouteTableAssociationArgs { RouteTableId = table.Id, SubnetId = subnet.Id }, this.Child());

    // Tags by which the load-balancer controller and Karpenter find subnets (facts: EKS best practices, Karpenter 1.x).
    private ImmutableDictionary<string, string> Discovery(SubnetTier tier) => tier switch
    {
        SubnetTier.Public => Pair("kubernetes.io/role/elb", "1"),
        SubnetTier.Private => Pair("kubernetes.io/role/internal-elb", "1").Add("karpenter.sh/discovery", _args.ClusterName),
        SubnetTier.ControlPlane => ImmutableDictionary<string, string>.Empty,
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "not a tier"),
    };

    private ImmutableDictionary<string, string> Tagged(string name) => _args.Tags.Named(name);

    private static ImmutableDictionary<string, string> Pair(string key, string value) =>
        ImmutableDictionary<string, string>.Empty.Add(key, value);

    private string SubnetName(PlannedSubnet planned) => planned.Tier switch
    {
        SubnetTier.Public => $"{_name}-public-{Letter(planned.Zone)}",
        SubnetTier.Private => $"{_name}-private-{Letter(planned.Zone)}",
        SubnetTier.ControlPlane => $"{_name}-control-plane-{Letter(planned.Zone)}",
        _ => throw new ArgumentOutOfRangeException(nameof(planned), planned.Tier, "not a tier"),
    };

    private static char Letter(string zone) => zone[^1];

    private static Output<ImmutableArray<string>> Ids(ImmutableArray<Subnet> subnets) => Output.All(subnets.Select(s => s.Id));
}
