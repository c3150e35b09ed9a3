using System.Collections.Immutable;
using Slipway.Infra.Networking;
using Slipway.Tests;

namespace Slipway.Infra.Tests;

public sealed class NetworkTests
{
    [Theory]
    [InlineData(NatMode.None, 0, 0)]
    [InlineData(NatMode.Single, 1, 1)]
    [InlineData(NatMode.PerAz, 3, 3)]
    [InlineData(NatMode.Regional, 1, 0)]
    public async Task Nat_mode_decides_gateways_and_addresses(NatMode nat, int gateways, int addresses)
    {
        var mocks = await Made(nat);

        Assert.Equal(gateways, mocks.OfType("aws:ec2/natGateway:NatGateway").Count());
        Assert.Equal(addresses, mocks.OfType("aws:ec2/eip:Eip").Count());
    }

    [Theory]
    [InlineData(NatMode.None, 1)]
    [InlineData(NatMode.Single, 4)]
    [InlineData(NatMode.PerAz, 4)]
    [InlineData(NatMode.Regional, 4)]
    public async Task Private_subnets_have_a_route_out_unless_there_is_no_nat(NatMode nat, int routes) =>
        Assert.Equal(routes, (await Made(nat)).OfType("aws:ec2/route:Route").Count());

    [Fact]
    public async Task Each_zone_has_a_subnet_of_each_tier_and_control_plane_subnets_have_no_route_out()
    {
        var mocks = await Made(NatMode.Single);

        Assert.Equal(9, mocks.OfType("aws:ec2/subnet:Subnet").Count());
        Assert.Equal(6, mocks.OfType("aws:ec2/routeTableAssociation:RouteTableAssociation").Count());
        Assert.DoesNotContain(mocks.OfType("aws:ec2/routeTableAssociation:RouteTableAssociation"), a => a.Name!.Contains("control-plane", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_subnet_gives_out_public_addresses() => Assert.All(
        (await Made(NatMode.Single)).OfType("aws:ec2/subnet:Subnet"),
        s => Assert.Equal(false, s.Inputs["mapPublicIpOnLaunch"]));

    [Fact]
    public async Task Load_balancers_and_karpenter_find_their_subnets_by_tag()
    {
        var subnets = (await Made(NatMode.Single)).OfType("aws:ec2/subnet:Subnet").ToList();

        Assert.Equal(3, subnets.Count(s => Tags(s).ContainsKey("kubernetes.io/role/elb")));
        Assert.Equal(3, subnets.Count(s => Tags(s).ContainsKey("kubernetes.io/role/internal-elb")
            && Tags(s).TryGetValue("karpenter.sh/discovery", out var cluster) && cluster is "slipway-dev"));
    }

    private static ImmutableDictionary<string, object> Tags(Pulumi.Testing.MockResourceArgs resource) =>
        (ImmutableDictionary<string, object>)resource.Inputs["tags"];

    [Fact]
    public async Task Whatever_names_no_security_group_is_cut_off()
    {
        var group = (await Made(NatMode.Single)).Single("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup").Inputs;

        Assert.Equal("network-vpc-id", group["vpcId"]);
        Assert.False(group.ContainsKey("ingress"));
        Assert.False(group.ContainsKey("egress"));
    }

    private static async Task<RecordingMocks> Made(NatMode nat)
    {
        var mocks = new RecordingMocks();
        await mocks.RunAsync(() => _ = new Network("network", new NetworkArgs
        {
            Account = TestAccount.Ireland,
            Cidr = Cidr.Parse("10.0.0.0/16"),
            Zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
            Nat = nat,
            ClusterName = "slipway-dev",
        }));
        return mocks;
    }
}
