using System.Collections.Immutable;
using Slipway.Infra.Networking;
using Slipway.Tests;

namespace Slipway.Infra.Tests;

public sealed class PrivateEndpointsTests
{
    private const string Endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";

    [Fact]
    public async Task S3_is_reached_by_route_always()
    {
        var endpoint = (await Made(NatMode.PerAz, EndpointSet.S3)).Single(Endpoint).Inputs;

        Assert.Equal("com.amazonaws.eu-west-1.s3", endpoint["serviceName"]);
        Assert.Equal("Gateway", endpoint["vpcEndpointType"]);
        Assert.Equal(2, ((ImmutableArray<object>)endpoint["routeTableIds"]).Length);
    }

    [Theory]
    [InlineData(NatMode.None, EndpointSet.S3)]
    [InlineData(NatMode.Single, EndpointSet.All)]
    public async Task Every_service_that_nodes_need_is_reached_without_nat_or_by_choice(NatMode nat, EndpointSet set)
    {
        var endpoints = (await Made(nat, set)).OfType(Endpoint).Where(e => e.Inputs["vpcEndpointType"] is "Interface").ToList();

        Assert.Equal(
            PrivateEndpoints.Services.Select(s => $"com.amazonaws.eu-west-1.{s}").Order(StringComparer.Ordinal),
            endpoints.Select(e => (string)e.Inputs["serviceName"]).Order(StringComparer.Ordinal));
        Assert.All(endpoints, e => Assert.Equal(true, e.Inputs["privateDnsEnabled"]));
        Assert.All(endpoints, e => Assert.Equal(["network-endpoint-group-id"], (IEnumerable<object>)e.Inputs["securityGroupIds"]));
    }

    [Fact]
    public async Task Only_the_networks_own_addresses_reach_the_interfaces_and_only_by_https()
    {
        var rule = (await Made(NatMode.None, EndpointSet.All)).Single("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").Inputs;

        Assert.Equal("10.0.0.0/16", rule["cidrIpv4"]);
        Assert.Equal("tcp", rule["ipProtocol"]);
        Assert.Equal((443d, 443d), (Convert.ToDouble(rule["fromPort"], null), Convert.ToDouble(rule["toPort"], null)));
    }

    private static async Task<RecordingMocks> Made(NatMode nat, EndpointSet set)
    {
        var mocks = new RecordingMocks();
        await mocks.RunAsync(() => _ = new Network("network", new NetworkArgs
        {
            Account = TestAccount.Ireland,
            Cidr = Cidr.Parse("10.0.0.0/16"),
            Zones = ["eu-west-1a", "eu-west-1b"],
            Nat = nat,
            Endpoints = set,
            ClusterName = "slipway-dev",
        }));
        return mocks;
    }
}
