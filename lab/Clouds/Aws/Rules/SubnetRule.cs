using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>A subnet lies inside its VPC, beside the others, in a zone of the region.</summary>
internal sealed class SubnetRule : AwsRule
{
    private const string Vpc = "aws:ec2/vpc:Vpc";
    /// <summary>Type token of subnets.</summary>
    public const string Token = "aws:ec2/subnet:Subnet";

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (!inputs.Has("cidrBlock") && !inputs.Has("ipv4IpamPoolId") && !inputs.Flag("ipv6Native"))
            yield return new CheckFailure("cidrBlock", "is missing: a subnet needs a block of its VPC");
        if (Cidr.TryParse(inputs.Text("cidrBlock") ?? "", out var block) && block.Prefix is < 16 or > 28)
            yield return new CheckFailure("cidrBlock", $"InvalidSubnet.Range: The CIDR '{block}' is invalid; a subnet's block is between /16 and /28");
        if (inputs.Has("availabilityZone") && inputs.Has("availabilityZoneId"))
            yield return new CheckFailure("availabilityZoneId", "conflicts with availabilityZone; give one of them");
    }

    public override void Admit(AwsCloud cloud, AwsScope scope, PropertyMap inputs)
    {
        var region = AwsRegion.Find(scope.Region)!;
        if (inputs.Text("availabilityZone") is { } zone && !region.Zones.Contains(zone))
        {
            throw new ProviderException(
                $"InvalidParameterValue: Value ({zone}) for parameter availabilityZone is invalid. "
                + $"Subnets can currently only be created in the following availability zones: {string.Join(", ", region.Zones)}.");
        }
        var vpc = cloud.Find(scope, Vpc, inputs.Text("vpcId")!)!;
        if (!Cidr.TryParse(inputs.Text("cidrBlock") ?? "", out var block))
            return;
        if (Cidr.TryParse(vpc.Properties.Text("cidrBlock") ?? "", out var around) && !around.Contains(block))
            throw new ProviderException($"InvalidSubnet.Range: The CIDR '{block}' is invalid: it lies outside {around}, the block of {vpc.Id}");
        foreach (var sibling in cloud.Users(scope, Vpc, vpc.Id).Where(u => u.Type == Token))
        {
            if (Cidr.TryParse(sibling.Properties.Text("cidrBlock") ?? "", out var taken) && taken.Overlaps(block))
                throw new ProviderException($"InvalidSubnet.Conflict: The CIDR '{block}' conflicts with another subnet: {sibling.Id} has {taken}");
        }
    }

    public override PropertyMap Complete(AwsCloud cloud, AwsScope scope, string id, PropertyMap outputs)
    {
        var region = AwsRegion.Find(scope.Region)!;
        var named = outputs.Text("availabilityZoneId") is { } zoneId ? region.Zones.FirstOrDefault(z => region.ZoneId(z) == zoneId) : null;
        var zone = outputs.Text("availabilityZone") ?? named ?? region.Zones[0];
        return outputs.With("availabilityZone", zone).With("availabilityZoneId", region.ZoneId(zone));
    }

    public override void AdmitDeletion(AwsCloud cloud, AwsScope scope, AwsObject there)
    {
        var left = cloud.Leftovers(scope).Where(l => l.SubnetIds.Contains(there.Id)).Select(l => $"{l.Kind} {l.Id} of cluster {l.Cluster}").ToList();
        if (left.Count > 0)
            throw new ProviderException(InUse(there.Id, string.Join(", ", left)));
    }

    public override string InUse(string id, string users) => $"DependencyViolation: The subnet '{id}' has dependencies and cannot be deleted: {users}";
}
