using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;
using static Slipway.Lab.Clouds.Tests.Platform;
using static Slipway.Lab.Clouds.Tests.Provider;

namespace Slipway.Lab.Clouds.Tests;

public sealed class SecurityGroups : IDisposable
{
    private const string Group = "aws:ec2/securityGroup:SecurityGroup";
    private const string Default = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
    private const string Ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    private const string Egress = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    private Provider Aws => _lab.Aws();

    [Fact]
    public async Task Its_name_is_its_own_in_the_VPC()
    {
        var (one, two) = (await Aws.NewVpc(), await Aws.NewVpc());
        var group = await Aws.Create(Group, Map(("name", "nodes"), ("vpcId", one.Id)));

        Assert.StartsWith("sg-", group.Id);
        Assert.Equal($"InvalidGroup.Duplicate: The security group 'nodes' already exists for VPC '{one.Id}'", await Aws.Refusal(Group, Map(("name", "nodes"), ("vpcId", one.Id))));
        await Aws.Create(Group, Map(("name", "nodes"), ("vpcId", two.Id)));
        Assert.Contains("Cannot use reserved security group name: sg-x", await Aws.Problems(Group, Map(("name", "sg-x"), ("vpcId", one.Id))));
    }

    [Fact]
    public async Task The_default_one_is_that_of_the_VPC()
    {
        var vpc = await Aws.NewVpc();
        var group = await Aws.Create(Default, Map(("vpcId", vpc.Id)));

        Assert.Equal(vpc.Text("defaultSecurityGroupId"), group.Id);
        Assert.EndsWith(group.Id, group.Text("arn"));
        await Aws.Delete(group);
        await Aws.Delete(vpc);
    }

    [Theory]
    [InlineData("{'ipProtocol':'tcp','fromPort':443,'toPort':443,'cidrIpv4':'10.0.0.0/16'}", "")]
    [InlineData("{'ipProtocol':'-1','cidrIpv4':'0.0.0.0/0'}", "")]
    [InlineData("{'ipProtocol':'icmp','fromPort':8,'toPort':-1,'cidrIpv4':'10.0.0.0/16'}", "")]
    [InlineData("{'ipProtocol':'-1','fromPort':443,'toPort':443,'cidrIpv4':'10.0.0.0/16'}", "fromPort: InvalidParameterValue: You may not specify all protocols and specific ports.")]
    [InlineData("{'ipProtocol':'tcpp','fromPort':1,'toPort':2,'cidrIpv4':'10.0.0.0/16'}", "ipProtocol: InvalidParameterValue: Invalid value 'tcpp' for IP protocol.")]
    [InlineData("{'ipProtocol':'tcp','fromPort':443,'cidrIpv4':'10.0.0.0/16'}", "toPort: InvalidParameterValue: Invalid value 'Must specify both from and to ports with TCP/UDP.'")]
    [InlineData("{'ipProtocol':'tcp','fromPort':444,'toPort':443,'cidrIpv4':'10.0.0.0/16'}", "fromPort: InvalidParameterValue: Invalid TCP/UDP port range (444:443)")]
    [InlineData("{'ipProtocol':'tcp','fromPort':1,'toPort':70000,'cidrIpv4':'10.0.0.0/16'}", "fromPort: InvalidParameterValue: Invalid value '70000' for portRange.")]
    [InlineData("{'ipProtocol':'tcp','fromPort':1,'toPort':2,'cidrIpv4':'10.0.0.1/16'}", "cidrIpv4: '10.0.0.1/16' is not the beginning of its block")]
    [InlineData("{'ipProtocol':'tcp','fromPort':1,'toPort':2}", ": exactly one of cidrIpv4, cidrIpv6")]
    [InlineData("{'ipProtocol':'tcp','fromPort':1,'toPort':2,'cidrIpv4':'10.0.0.0/16','cidrIpv6':'::/0'}", ": exactly one of cidrIpv4, cidrIpv6")]
    public async Task A_rule_has_one_protocol_its_ports_and_one_peer(string json, string expected)
    {
        var rule = PropertyJson.Deserialize(json.Replace('\'', '"')).AsMap!.With("securityGroupId", "sg-1");

        foreach (var way in new[] { Ingress, Egress })
        {
            var problems = await Aws.Problems(way, rule);
            Assert.True(expected.Length == 0 ? problems.Length == 0 : problems.StartsWith(expected, StringComparison.Ordinal), problems);
        }
    }

    [Fact]
    public async Task A_rule_stands_once()
    {
        var group = await Aws.Create(Group, Map(("vpcId", (await Aws.NewVpc()).Id)));
        var rule = Map(("securityGroupId", group.Id), ("ipProtocol", "tcp"), ("fromPort", 443), ("toPort", 443), ("cidrIpv4", "10.0.0.0/16"));
        var made = await Aws.Create(Ingress, rule);

        Assert.StartsWith("InvalidPermission.Duplicate: the specified rule \"peer: 10.0.0.0/16, tcp, from port: 443, to port: 443, ALLOW\" already exists", await Aws.Refusal(Ingress, rule));
        await Aws.Create(Egress, rule);
        Assert.Contains("DependencyViolation", (await Assert.ThrowsAsync<ProviderException>(() => Aws.Delete(group))).Message);
        Assert.StartsWith("sgr-", made.Id);
    }

    [Fact]
    public async Task Rules_inside_a_group_are_held_to_the_same()
    {
        var rule = Map(("protocol", "tcp"), ("fromPort", 2), ("toPort", 1), ("cidrBlocks", List("0.0.0.0/0")));

        Assert.Equal("ingress[0].fromPort: InvalidParameterValue: Invalid TCP/UDP port range (2:1)", await Aws.Problems(Group, Map(("vpcId", "vpc-1"), ("ingress", List(rule)))));
        Assert.Equal("", await Aws.Problems(Group, Map(("vpcId", "vpc-1"), ("ingress", List(rule.With("toPort", 2))))));
    }

    [Fact]
    public async Task A_cluster_brings_its_own_that_rules_may_name()
    {
        var cluster = await Aws.NewCluster();
        var id = cluster.Outputs["vpcConfig"].AsMap!["clusterSecurityGroupId"];

        await Aws.Create(Ingress, Map(("securityGroupId", id), ("ipProtocol", "-1"), ("cidrIpv4", "10.0.0.0/16")));
    }
}

public sealed class Endpoints : IDisposable
{
    private const string Endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";

    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    private Provider Aws => _lab.Aws();

    [Fact]
    public async Task A_gateway_stands_in_route_tables()
    {
        var vpc = await Aws.NewVpc();
        var table = await Aws.Create(RouteTable, Map(("vpcId", vpc.Id)));
        var inputs = Map(("vpcId", vpc.Id), ("serviceName", "com.amazonaws.eu-west-1.s3"), ("routeTableIds", List(table.Id)));
        var made = await Aws.Create(Endpoint, inputs);

        Assert.StartsWith("vpce-", made.Id);
        Assert.StartsWith("pl-", made.Text("prefixListId"));
        Assert.StartsWith($"RouteAlreadyExists: route table {table.Id} already has a route", await Aws.Refusal(Endpoint, inputs));
        Assert.StartsWith("InvalidParameter: The Vpc Endpoint Service 'com.amazonaws.eu-west-1.ec2' is not of type Gateway",
            await Aws.Refusal(Endpoint, inputs.With("serviceName", "com.amazonaws.eu-west-1.ec2")));
    }

    [Fact]
    public async Task Interfaces_stand_in_subnets_one_per_zone_and_service()
    {
        var vpc = await Aws.Create(Vpc, Map(("cidrBlock", "10.0.0.0/16"), ("enableDnsHostnames", true), ("enableDnsSupport", true)));
        var (a, a2) = (await Aws.NewSubnet(vpc, 0, "eu-west-1a"), await Aws.NewSubnet(vpc, 1, "eu-west-1a"));
        var inputs = Interface(vpc, a);
        var made = await Aws.Create(Endpoint, inputs);

        Assert.Single(made.Outputs["networkInterfaceIds"].AsList!.Value);
        Assert.Equal("api.ecr.eu-west-1.amazonaws.com", made.Outputs["dnsEntries"].AsList!.Value[1].AsMap!["dnsName"].AsString);
        Assert.StartsWith("InvalidParameter: private-dns-enabled cannot be set because there is already a conflicting DNS domain for api.ecr.eu-west-1.amazonaws.com", await Aws.Refusal(Endpoint, inputs));
        Assert.StartsWith("DuplicateSubnetsInSameZone", await Aws.Refusal(Endpoint, Interface(vpc, a, a2).With("serviceName", "com.amazonaws.eu-west-1.sts")));
        await Aws.Create(Endpoint, inputs.With("serviceName", "com.amazonaws.eu-west-1.sts"));
    }

    [Fact]
    public async Task Private_names_need_names_in_the_VPC()
    {
        var vpc = await Aws.NewVpc();

        Assert.StartsWith("InvalidParameter: Enabling private DNS requires both enableDnsSupport and enableDnsHostnames", await Aws.Refusal(Endpoint, Interface(vpc, await Aws.NewSubnet(vpc, 0, "eu-west-1a"))));
    }

    [Fact]
    public async Task What_it_names_is_in_its_VPC()
    {
        var (vpc, other) = (await Aws.NewVpc(), await Aws.NewVpc());
        var subnet = await Aws.NewSubnet(other, 0, "eu-west-1a");

        Assert.Contains($"{subnet.Id} is not in {vpc.Id}", await Aws.Refusal(Endpoint, Interface(vpc, subnet)));
    }

    [Fact]
    public async Task A_service_is_one_of_the_region()
    {
        var vpc = await Aws.NewVpc();
        var subnet = await Aws.NewSubnet(vpc, 0, "eu-west-1a");

        Assert.Equal("InvalidServiceName: The Vpc Endpoint Service 'com.amazonaws.eu-west-1.ecr.apis' does not exist; did you mean com.amazonaws.eu-west-1.ecr.api?",
            await Aws.Refusal(Endpoint, Interface(vpc, subnet).With("serviceName", "com.amazonaws.eu-west-1.ecr.apis")));
        Assert.StartsWith("InvalidServiceName", await Aws.Refusal(Endpoint, Interface(vpc, subnet).With("serviceName", "com.amazonaws.eu-central-1.ecr.api")));
    }

    [Fact]
    public async Task Gateways_and_interfaces_have_what_is_theirs()
    {
        Assert.Equal("""
            routeTableIds: is missing: a gateway endpoint serves the subnets of route tables
            subnetIds: InvalidParameter: subnetIds is not supported for endpoints of type Gateway
            """, string.Join('\n', (await Aws.Problems(Endpoint, Map(("vpcId", "v"), ("serviceName", "s"), ("subnetIds", List("s"))))).Split('\n').Order(StringComparer.Ordinal)));
        Assert.Equal("""
            routeTableIds: InvalidParameter: routeTableIds is not supported for endpoints of type Interface
            subnetIds: is missing: an interface endpoint stands in subnets
            """, await Aws.Problems(Endpoint, Map(("vpcId", "v"), ("serviceName", "s"), ("vpcEndpointType", "Interface"), ("routeTableIds", List("r")))));
    }

    private static PropertyMap Interface(Made vpc, params Made[] subnets) => Map(
        ("vpcId", vpc.Id), ("serviceName", "com.amazonaws.eu-west-1.ecr.api"), ("vpcEndpointType", "Interface"), ("privateDnsEnabled", true),
        ("subnetIds", List([.. subnets.Select(s => (PropertyValue)s.Id)])));
}

public sealed class FlowLogs : IDisposable
{
    private const string FlowLog = "aws:ec2/flowLog:FlowLog";

    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    private Provider Aws => _lab.Aws();

    [Fact]
    public async Task Into_a_log_group_it_needs_a_role()
    {
        var vpc = await Aws.NewVpc();
        var group = await Aws.Create("aws:cloudwatch/logGroup:LogGroup", Map(("name", "/flow")));
        var role = await Aws.Create(Role, Trust("vpc-flow-logs.amazonaws.com"), "flow");
        var other = await Aws.Create(Role, Trust("ec2.amazonaws.com"), "other");
        var inputs = Map(("vpcId", vpc.Id), ("trafficType", "ALL"), ("logDestination", group.Text("arn")), ("iamRoleArn", role.Text("arn")));

        Assert.Equal("iamRoleArn: InvalidParameter: DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs.", await Aws.Problems(FlowLog, inputs.Without("iamRoleArn")));
        Assert.Contains("does not let vpc-flow-logs.amazonaws.com assume it", await Aws.Refusal(FlowLog, inputs.With("iamRoleArn", other.Text("arn"))));
        Assert.Contains("does not exist", await Aws.Refusal(FlowLog, inputs.With("logDestination", group.Text("arn") + "s")));
        var made = await Aws.Create(FlowLog, inputs);
        Assert.StartsWith("${version} ${account-id}", made.Text("logFormat"));
        Assert.StartsWith("FlowLogAlreadyExists", await Aws.Refusal(FlowLog, inputs));
    }

    [Fact]
    public async Task Into_a_bucket_it_has_none()
    {
        var vpc = await Aws.NewVpc();
        var bucket = await Aws.Create("aws:s3/bucket:Bucket", Map(("bucket", "acme-flow-logs")));
        var inputs = Map(
            ("vpcId", vpc.Id), ("trafficType", "REJECT"), ("logDestinationType", "s3"), ("logDestination", bucket.Text("arn") + "/vpc"), ("destinationOptions", Map(("fileFormat", "parquet"))));

        Assert.Equal("iamRoleArn: InvalidParameter: DeliverLogsPermissionArn is not applicable for s3 delivery.",
            await Aws.Problems(FlowLog, inputs.With("iamRoleArn", "arn:aws:iam::111122223333:role/x")));
        await Aws.Create(FlowLog, inputs);
    }

    [Theory]
    [InlineData("logDestinationType", "s3", "logDestination: InvalidParameter: LogDestination arn:aws:logs:eu-west-1:111122223333:log-group:/a does not match LogDestinationType s3")]
    [InlineData("trafficType", "SOME", "trafficType: 'SOME' is not one of ACCEPT, REJECT, ALL")]
    public async Task Its_parts_agree(string property, string value, string expected) => Assert.Contains(expected, await Aws.Problems(FlowLog, Map(
        ("vpcId", "v"), ("trafficType", "ALL"), ("logDestination", "arn:aws:logs:eu-west-1:111122223333:log-group:/a")).With(property, value)));

    [Fact]
    public async Task Its_interval_is_one_or_ten_minutes() => Assert.Contains("expected max_aggregation_interval to be one of [60 600], got 300", await Aws.Problems(FlowLog, Map(
        ("vpcId", "v"), ("trafficType", "ALL"), ("logDestination", "arn:aws:logs:eu-west-1:111122223333:log-group:/a"), ("maxAggregationInterval", 300))));
}
