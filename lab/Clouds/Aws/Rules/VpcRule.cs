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

    public override string InUse(string id, string users) => $"DependencyViolation: The vpc '{id}' has dependencies and cannot be deleted: {users}";
}
