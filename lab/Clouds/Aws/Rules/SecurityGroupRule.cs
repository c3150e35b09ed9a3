using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>A security group belongs to a VPC, in which its name is its own.</summary>
internal sealed class SecurityGroupRule : AwsRule
{
    /// <summary>Type token of security groups.</summary>
    public const string Token = "aws:ec2/securityGroup:SecurityGroup";

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (!inputs.Has("vpcId"))
            yield return new CheckFailure("vpcId", "is missing: the lab's accounts have no default VPC");
        if (inputs.Text("name") is { } name && (name == "default" || name.StartsWith("sg-", StringComparison.Ordinal)))
            yield return new CheckFailure("name", $"InvalidParameterValue: Cannot use reserved security group name: {name}");
        foreach (var failure in TrafficRule.CheckInline(inputs))
            yield return failure;
    }

    /// <summary>Makes a group that comes with something else: the default one of a VPC, the one of a cluster.</summary>
    public static void Install(AwsCloud cloud, AwsScope scope, string id, string vpcId, string name, string description) =>
        cloud.TryCreate(scope, new AwsObject(Token, id, PropertyMap.Of(
            ("arn", $"arn:{scope.Partition}:ec2:{scope.Region}:{scope.Account}:security-group/{id}"),
            ("description", description),
            ("name", name),
            ("ownerId", scope.Account),
            ("region", scope.Region),
            ("vpcId", vpcId))));

    public override string Taken(string id, PropertyMap inputs) =>
        $"InvalidGroup.Duplicate: The security group '{inputs.Text("name")}' already exists for VPC '{inputs.Text("vpcId")}'";

    public override string InUse(string id, string users) => $"DependencyViolation: resource {id} has a dependent object: {users}";
}

/// <summary>The default security group of a VPC, taken over: it can be emptied, not deleted.</summary>
internal sealed class DefaultSecurityGroupRule : AwsRule
{
    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (!inputs.Has("vpcId"))
            yield return new CheckFailure("vpcId", "is missing: the lab's accounts have no default VPC");
        foreach (var failure in TrafficRule.CheckInline(inputs))
            yield return failure;
    }

    public override string? Id(AwsCloud cloud, AwsScope scope, PropertyMap inputs) =>
        cloud.Find(scope, "aws:ec2/vpc:Vpc", inputs.Text("vpcId")!)?.Properties.Text("defaultSecurityGroupId");

    public override PropertyMap Complete(AwsCloud cloud, AwsScope scope, string id, PropertyMap outputs) =>
        outputs.With("arn", $"arn:{scope.Partition}:ec2:{scope.Region}:{scope.Account}:security-group/{id}");

    public override string Taken(string id, PropertyMap inputs) => $"the default security group of {inputs.Text("vpcId")} is in other hands already: {id}";
}
