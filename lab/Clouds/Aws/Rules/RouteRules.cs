using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>A route has one destination and one target, and an internet gateway serves the VPC it is attached to only.</summary>
internal sealed class RouteRule : AwsRule
{
    private static readonly string[] Destinations = ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"];

    private static readonly string[] Targets =
    [
        "carrierGatewayId", "coreNetworkArn", "egressOnlyGatewayId", "gatewayId", "localGatewayId", "natGatewayId", "networkInterfaceId",
        "odbNetworkArn", "transitGatewayId", "vpcEndpointId", "vpcPeeringConnectionId",
    ];

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (Destinations.Count(inputs.Has) != 1)
            yield return new CheckFailure("", $"exactly one of {string.Join(", ", Destinations)} must be given");
        if (Targets.Count(inputs.Has) != 1)
            yield return new CheckFailure("", $"exactly one of {string.Join(", ", Targets)} must be given");
    }

    public override void Admit(AwsCloud cloud, AwsScope scope, PropertyMap inputs)
    {
        var table = cloud.Find(scope, "aws:ec2/routeTable:RouteTable", inputs.Text("routeTableId")!)!;
        if (inputs.Text("gatewayId") is { } id
            && cloud.Find(scope, "aws:ec2/internetGateway:InternetGateway", id) is { } gateway
            && gateway.Properties.Text("vpcId") != table.Properties.Text("vpcId"))
        {
            throw new ProviderException(
                $"InvalidParameterValue: route table {table.Id} and network gateway {id} belong to different networks "
                + $"({table.Properties.Text("vpcId")} and {gateway.Properties.Text("vpcId") ?? "none"})");
        }
    }

    public override string Taken(string id, PropertyMap inputs) =>
        $"RouteAlreadyExists: The route identified by {inputs.Text("destinationCidrBlock")} already exists in {inputs.Text("routeTableId")}.";
}

/// <summary>Routes stand in resources of their own.</summary>
internal sealed class RouteTableRule : AwsRule
{
    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs.Find("routes")?.AsList is { Length: > 0 })
            yield return new CheckFailure("routes", "the lab keeps routes as resources of their own; declare each as an aws:ec2/route:Route");
    }

    public override string InUse(string id, string users) => $"DependencyViolation: The routeTable '{id}' has dependencies and cannot be deleted: {users}";
}

/// <summary>A subnet has one route table, of its own VPC.</summary>
internal sealed class RouteTableAssociationRule : AwsRule
{
    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs.Has("subnetId") == inputs.Has("gatewayId"))
            yield return new CheckFailure("", "exactly one of subnetId, gatewayId must be given");
    }

    public override void Admit(AwsCloud cloud, AwsScope scope, PropertyMap inputs)
    {
        var table = cloud.Find(scope, "aws:ec2/routeTable:RouteTable", inputs.Text("routeTableId")!)!;
        if (inputs.Text("subnetId") is { } id
            && cloud.Find(scope, "aws:ec2/subnet:Subnet", id) is { } subnet
            && subnet.Properties.Text("vpcId") != table.Properties.Text("vpcId"))
            throw new ProviderException($"InvalidParameterValue: Route table {table.Id} and subnet {id} belong to different networks");
    }

    public override string Taken(string id, PropertyMap inputs) =>
        $"Resource.AlreadyAssociated: the specified association for route table {inputs.Text("routeTableId")} conflicts with an existing association of {inputs.Text("subnetId")}";
}
