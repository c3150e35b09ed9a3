using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;
using static Slipway.Lab.Clouds.Tests.Platform;
using static Slipway.Lab.Clouds.Tests.Provider;

namespace Slipway.Lab.Clouds.Tests;

public sealed class Networks : IDisposable
{
    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    private Provider Aws => _lab.Aws();

    [Fact]
    public async Task A_vpc_looks_as_in_AWS()
    {
        var vpc = await Aws.Create(Vpc, Map(("cidrBlock", "10.0.0.0/16"), ("tags", Map(("Name", "dev")))));

        Assert.Matches("^vpc-[0-9a-f]{17}$", vpc.Id);
        Assert.Equal($"arn:aws:ec2:eu-west-1:111122223333:vpc/{vpc.Id}", vpc.Text("arn"));
        Assert.Equal(vpc.Text("defaultRouteTableId"), vpc.Text("mainRouteTableId"));
        Assert.Equal(Map(("Name", "dev")), vpc.Outputs["tagsAll"].AsMap);
        Assert.Equal(true, vpc.Outputs["enableDnsSupport"]);
        Assert.True(System.IO.File.Exists(Path.Combine(_lab.Root, "aws", "111122223333", "eu-west-1", "ec2", "vpc", vpc.Id + ".json")));
    }

    [Theory]
    [InlineData("10.0.0.0/8", "InvalidVpc.Range")]
    [InlineData("10.0.0.0/29", "InvalidVpc.Range")]
    [InlineData("10.0.0.1/16", "'10.0.0.1/16' is not the beginning of its block; that is 10.0.0.0/16")]
    [InlineData("10.0.0/16", "is not a CIDR block")]
    public async Task A_block_that_AWS_would_refuse_is_refused(string block, string why) =>
        Assert.Contains(why, await Aws.Problems(Vpc, Map(("cidrBlock", block))));

    [Fact]
    public async Task A_subnet_needs_its_vpc() => Assert.Equal(
        "vpcId: InvalidVpcID.NotFound: The vpc ID 'vpc-0' does not exist",
        await Aws.Refusal(Subnet, Map(("vpcId", "vpc-0"), ("cidrBlock", "10.0.0.0/24"))));

    [Fact]
    public async Task A_subnet_lies_inside_its_vpc()
    {
        var vpc = await Aws.NewVpc();

        Assert.Contains("InvalidSubnet.Range: The CIDR '10.1.0.0/24' is invalid", await Aws.Refusal(Subnet, Map(("vpcId", vpc.Id), ("cidrBlock", "10.1.0.0/24"))));
    }

    [Fact]
    public async Task Subnets_do_not_overlap()
    {
        var vpc = await Aws.NewVpc();
        var first = await Aws.NewSubnet(vpc, 1, "eu-west-1a");

        Assert.Equal(
            $"InvalidSubnet.Conflict: The CIDR '10.0.0.0/23' conflicts with another subnet: {first.Id} has 10.0.1.0/24",
            await Aws.Refusal(Subnet, Map(("vpcId", vpc.Id), ("cidrBlock", "10.0.0.0/23"))));
        await Aws.Delete(first);
        await Aws.Create(Subnet, Map(("vpcId", vpc.Id), ("cidrBlock", "10.0.0.0/23")));
    }

    [Fact]
    public async Task A_subnet_stands_in_a_zone_of_its_region()
    {
        var vpc = await Aws.NewVpc();
        var refusal = await Aws.Refusal(Subnet, Map(("vpcId", vpc.Id), ("cidrBlock", "10.0.0.0/24"), ("availabilityZone", "eu-central-1a")));

        Assert.Contains("availability zones: eu-west-1a, eu-west-1b, eu-west-1c.", refusal);
        Assert.Equal("euw1-az2", (await Aws.NewSubnet(vpc, 0, "eu-west-1b")).Text("availabilityZoneId"));
    }

    [Fact]
    public async Task What_others_need_cannot_go()
    {
        var vpc = await Aws.NewVpc();
        var subnet = await Aws.NewSubnet(vpc, 0, "eu-west-1a");
        var refusal = await Assert.ThrowsAsync<ProviderException>(() => Aws.Delete(vpc));

        Assert.Equal($"DependencyViolation: The vpc '{vpc.Id}' has dependencies and cannot be deleted: Subnet {subnet.Id}", refusal.Message);
        await Aws.Delete(subnet);
        await Aws.Delete(vpc);
        await Aws.Delete(vpc);
        Assert.Null(await Aws.Read(vpc));
    }

    [Fact]
    public async Task A_vpc_has_one_internet_gateway()
    {
        var vpc = await Aws.NewVpc();
        var gateway = await Aws.Create(InternetGateway, Map(("vpcId", vpc.Id)));

        Assert.Contains("already has an internet gateway attached", await Aws.Refusal(InternetGateway, Map(("vpcId", vpc.Id))));
        await Aws.Delete(gateway);
        await Aws.Create(InternetGateway, Map(("vpcId", vpc.Id)));
    }

    [Fact]
    public async Task An_internet_gateway_serves_its_own_vpc_only()
    {
        var (one, two) = (await Aws.NewVpc(), await Aws.NewVpc("10.1.0.0/16"));
        var gateway = await Aws.Create(InternetGateway, Map(("vpcId", one.Id)));
        var table = await Aws.Create(RouteTable, Map(("vpcId", two.Id)));

        Assert.Contains("belong to different networks", await Aws.Refusal(
            Route, Map(("routeTableId", table.Id), ("destinationCidrBlock", "0.0.0.0/0"), ("gatewayId", gateway.Id))));
    }

    [Fact]
    public async Task A_route_has_one_destination_and_one_target_and_is_there_once()
    {
        var vpc = await Aws.NewVpc();
        var gateway = await Aws.Create(InternetGateway, Map(("vpcId", vpc.Id)));
        var table = await Aws.Create(RouteTable, Map(("vpcId", vpc.Id)));
        var route = Map(("routeTableId", table.Id), ("destinationCidrBlock", "0.0.0.0/0"), ("gatewayId", gateway.Id));
        await Aws.Create(Route, route);

        Assert.StartsWith("RouteAlreadyExists", await Aws.Refusal(Route, route));
        Assert.Contains("exactly one of carrierGatewayId", await Aws.Problems(Route, route.Without("gatewayId")));
        Assert.Contains("exactly one of destinationCidrBlock", await Aws.Problems(Route, route.Without("destinationCidrBlock")));
    }

    [Fact]
    public async Task A_subnet_has_one_route_table_of_its_own_vpc()
    {
        var (vpc, other) = (await Aws.NewVpc(), await Aws.NewVpc("10.1.0.0/16"));
        var subnet = await Aws.NewSubnet(vpc, 0, "eu-west-1a");
        var (near, far) = (await Aws.Create(RouteTable, Map(("vpcId", vpc.Id))), await Aws.Create(RouteTable, Map(("vpcId", other.Id))));

        Assert.Contains("belong to different networks", await Aws.Refusal(Association, Map(("routeTableId", far.Id), ("subnetId", subnet.Id))));
        await Aws.Create(Association, Map(("routeTableId", near.Id), ("subnetId", subnet.Id)));
        Assert.StartsWith("Resource.AlreadyAssociated", await Aws.Refusal(Association, Map(("routeTableId", near.Id), ("subnetId", subnet.Id))));
    }

    [Fact]
    public async Task An_address_is_in_use_once()
    {
        var subnet = await Aws.NewSubnet(await Aws.NewVpc(), 0, "eu-west-1a");
        var address = await Aws.Create(Eip, Map(("domain", "vpc")));
        var nat = await Aws.Create(NatGateway, Map(("subnetId", subnet.Id), ("allocationId", address.Text("allocationId"))));

        Assert.Equal(address.Text("publicIp"), nat.Text("publicIp"));
        Assert.Contains("is already associated", await Aws.Refusal(NatGateway, Map(("subnetId", subnet.Id), ("allocationId", address.Id))));
        Assert.StartsWith("InvalidIPAddress.InUse", (await Assert.ThrowsAsync<ProviderException>(() => Aws.Delete(address))).Message);
    }

    [Fact]
    public async Task A_regional_NAT_gateway_belongs_to_a_vpc()
    {
        Assert.StartsWith("vpcId: is missing", await Aws.Problems(NatGateway, Map(("availabilityMode", "regional"))));
        Assert.StartsWith("subnetId: does not go with", await Aws.Problems(NatGateway, Map(("availabilityMode", "regional"), ("vpcId", "vpc-1"), ("subnetId", "subnet-1"))));
        await Aws.Create(NatGateway, Map(("availabilityMode", "regional"), ("vpcId", (await Aws.NewVpc()).Id)));
    }

    [Fact]
    public async Task Two_processes_cannot_both_make_the_same_subnet()
    {
        var vpc = await Aws.NewVpc();
        var hosts = new[] { _lab.NewHost(), _lab.NewHost() };
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
        {
            try
            {
                await _lab.Aws(hosts[i % 2]).Create(Subnet, Map(("vpcId", vpc.Id), ("cidrBlock", "10.0.7.0/24")));
                return "made";
            }
            catch (ProviderException e)
            {
                return e.Message;
            }
        }));

        Assert.Single(results, "made");
        Assert.All(results.Where(r => r != "made"), r => Assert.StartsWith("InvalidSubnet.Conflict", r));
    }

    [Fact]
    public async Task Functions_know_the_region()
    {
        var zones = await Aws.Inner.InvokeAsync("aws:index/getAvailabilityZones:getAvailabilityZones", Map(("state", "available")), default);
        var caller = await Aws.Inner.InvokeAsync("aws:index/getCallerIdentity:getCallerIdentity", PropertyMap.Empty, default);
        var region = await Aws.Inner.InvokeAsync("aws:index/getRegion:getRegion", PropertyMap.Empty, default);

        Assert.Equal(List("eu-west-1a", "eu-west-1b", "eu-west-1c"), zones["names"]);
        Assert.Equal("111122223333", caller["accountId"].AsString);
        Assert.Equal("Europe (Ireland)", region["description"].AsString);
    }

    [Fact]
    public async Task The_provider_needs_a_region_that_there_is()
    {
        var check = await _lab.Host.CheckConfigAsync("aws", new CheckRequest("", "", "", null, PropertyMap.Empty), default);
        var refusal = await Assert.ThrowsAsync<ProviderException>(() => _lab.Host.ConfigureAsync("aws", Map(("region", "eu-wset-1")), default));

        Assert.StartsWith("Missing region information", Assert.Single(check.Failures).Reason);
        Assert.Equal("invalid AWS Region: eu-wset-1; did you mean eu-west-1?", refusal.Message);
    }

    [Fact]
    public async Task Default_tags_are_on_everything_and_its_own_win()
    {
        var aws = _lab.Configure("aws", null, ("region", "eu-west-1"), ("defaultTags", """{"tags":{"team":"platform","env":"dev"}}"""), ("allowedAccountIds", """["222233334444"]"""));
        var vpc = await aws.Create(Vpc, Map(("cidrBlock", "10.0.0.0/16"), ("tags", Map(("env", "test")))));

        Assert.Equal(Map(("team", "platform"), ("env", "test")), vpc.Outputs["tagsAll"].AsMap);
        Assert.Contains(":222233334444:", vpc.Text("arn"));
    }
}
