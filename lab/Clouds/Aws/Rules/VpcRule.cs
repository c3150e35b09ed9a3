using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>A VPC has a block between /16 and /28.</summary>
internal sealed class VpcRule : AwsRule
{
    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (!inputs.Has("cidrBlock") && !inputs.Has("ipv4IpamPoolId"))
            yield return new CheckFailure("cidrBlock", "is missing: a VPC needs a block of its own, or one of an IPAM pool (ipv4IpamPoolId)");
        if (Cidr.TryParse(inputs.Text("cidrBlock") ?? "", out var block) && block.Prefix is < 16 or > 28)
            yield return new CheckFailure("cidrBlock", $"InvalidVpc.Range: The CIDR '{block}' is invalid; a VPC's block is between /16 and /28");
    }

    public override void Created(AwsCloud cloud, AwsScope scope, AwsObject made) => SecurityGroupRule.Install(
        cloud, scope, made.Properties.Text("defaultSecurityGroupId")!, made.Id, "default", "default VPC security group");

    public override void Deleted(AwsCloud cloud, AwsScope scope, AwsObject gone) =>
        cloud.Delete(scope, SecurityGroupRule.Token, gone.Properties.Text("defaultSecurityGroupId") ?? "");

    public override void AdmitDeletion(AwsCloud cloud, AwsScope scope, AwsObject there)
    {
        var subnets = cloud.Users(scope, there.Type, there.Id).Where(u => u.Type == SubnetRule.Token).Select(s => s.Id).ToHashSet();
        var left = cloud.Leftovers(scope).Where(l => l.SubnetIds.Any(subnets.Contains)).Select(l => $"{l.Kind} {l.Id} of cluster {l.Cluster}").ToList();
        if (left.Count > 0)
            throw new ProviderException(InUse(there.Id, string.Join(", ", left)));
    }

    public override string InUse(string id, string users) => $"DependencyViolation: The vpc '{id}' has dependencies and cannot be deleted: {users}";
}
