using System.Security.Cryptography;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>A VPC has one internet gateway.</summary>
internal sealed class InternetGatewayRule : AwsRule
{
    public override string Taken(string id, PropertyMap inputs) =>
        $"Resource.AlreadyAssociated: Network {inputs.Text("vpcId")} already has an internet gateway attached";
}

/// <summary>An address is one out of the block that documentation may use (RFC 5737).</summary>
internal sealed class ElasticIpRule : AwsRule
{
    public override PropertyMap Complete(AwsCloud cloud, AwsScope scope, string id, PropertyMap outputs)
    {
        if (outputs.Has("publicIp"))
            return outputs;
        var address = $"203.0.113.{RandomNumberGenerator.GetInt32(1, 255)}";
        return outputs.With("publicIp", address).With("publicDns", $"ec2-{address.Replace('.', '-')}.{scope.Region}.compute.amazonaws.com");
    }

    public override string InUse(string id, string users) => $"InvalidIPAddress.InUse: Address {id} is in use: {users}";
}

/// <summary>A zonal NAT gateway stands in a subnet and, when public, has an address of its own; a regional one belongs to a VPC.</summary>
internal sealed class NatGatewayRule : AwsRule
{
    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        var isRegional = inputs.Text("availabilityMode") == "regional";
        if (isRegional && !inputs.Has("vpcId"))
            yield return new CheckFailure("vpcId", "is missing: a regional NAT gateway belongs to a VPC");
        foreach (var zonal in isRegional ? new[] { "subnetId", "allocationId" }.Where(inputs.Has) : [])
            yield return new CheckFailure(zonal, "does not go with availabilityMode regional, which finds subnets and addresses by itself");
        if (!isRegional && !inputs.Has("subnetId"))
            yield return new CheckFailure("subnetId", "is missing: a zonal NAT gateway stands in a subnet");
        var isPublic = !isRegional && inputs.Text("connectivityType") is null or "public";
        if (isPublic && !isRegional && !inputs.Has("allocationId"))
            yield return new CheckFailure("allocationId", "is missing: a public NAT gateway needs an Elastic IP address");
    }

    public override PropertyMap Complete(AwsCloud cloud, AwsScope scope, string id, PropertyMap outputs)
    {
        var address = outputs.Text("allocationId") is { } allocation ? cloud.Find(scope, "aws:ec2/eip:Eip", allocation) : null;
        outputs = outputs.With("publicIp", outputs.Text("publicIp") ?? address?.Properties.Text("publicIp") ?? "");
        var subnet = outputs.Text("subnetId") is { } subnetId ? cloud.Find(scope, "aws:ec2/subnet:Subnet", subnetId) : null;
        // AWS keeps the first four addresses of a subnet for itself.
        return outputs.Has("privateIp") || !Cidr.TryParse(subnet?.Properties.Text("cidrBlock") ?? "", out var block)
            ? outputs
            : outputs.With("privateIp", new Cidr(block.First + (uint)RandomNumberGenerator.GetInt32(4, 12), 32).ToString()[..^"/32".Length]);
    }

    public override string Taken(string id, PropertyMap inputs) =>
        $"Resource.AlreadyAssociated: Elastic IP address [{inputs.Text("allocationId")}] is already associated";
}
