using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>A flow log: of one VPC or subnet, into a log group with a role or into a bucket without.</summary>
internal sealed class FlowLogRule : AwsRule
{
    private const string Logs = "cloud-watch-logs";

    // What AWS records when nothing is said.
    private const string Format =
        "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}";

    private static readonly string[] Sources = ["eniId", "regionalNatGatewayId", "subnetId", "transitGatewayAttachmentId", "transitGatewayId", "vpcId"];

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (Sources.Count(inputs.Has) != 1)
            yield return new CheckFailure("", $"exactly one of {string.Join(", ", Sources)} must be given");
        foreach (var missing in Sources.Append("deliverCrossAccountRole").Append("tagFieldSpecifications").Except(["vpcId", "subnetId"]).Where(inputs.Has))
            yield return new CheckFailure(missing, "the lab's AWS does not offer this; leave it out, or run against the real one");
        if (!inputs.Has("trafficType"))
            yield return new CheckFailure("trafficType", "MissingParameter: The request must contain the parameter TrafficType: ACCEPT, REJECT or ALL");
        if (inputs.Integer("maxAggregationInterval") is { } interval and not (60 or 600))
            yield return new CheckFailure("maxAggregationInterval", $"expected max_aggregation_interval to be one of [60 600], got {interval}");
        if (!inputs.Has("logDestination"))
            yield return new CheckFailure("logDestination", "is missing: the ARN of a log group or a bucket");
        var type = inputs.Text("logDestinationType") ?? Logs;
        if (inputs.Text("logDestination") is { } destination && !destination.Contains(type == Logs ? ":logs:" : ":s3:", StringComparison.Ordinal))
            yield return new CheckFailure("logDestination", $"InvalidParameter: LogDestination {destination} does not match LogDestinationType {type}");
        if (type == Logs && !inputs.Has("iamRoleArn"))
            yield return new CheckFailure("iamRoleArn", "InvalidParameter: DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs.");
        if (type != Logs && inputs.Has("iamRoleArn"))
            yield return new CheckFailure("iamRoleArn", $"InvalidParameter: DeliverLogsPermissionArn is not applicable for {type} delivery.");
        if (type == Logs && inputs.Has("destinationOptions"))
            yield return new CheckFailure("destinationOptions", "InvalidParameter: DestinationOptions are for s3 delivery only.");
    }

    public override void Admit(AwsCloud cloud, AwsScope scope, PropertyMap inputs)
    {
        var destination = inputs.Text("logDestination")!;
        var name = destination.Split(':', 7) is [.., "log-group", var group] ? group.Split(':')[0] : destination.Split(':', 6)[^1].Split(':', 2)[^1].Split('/')[0];
        var type = destination.Contains(":s3:", StringComparison.Ordinal) ? "aws:s3/bucket:Bucket" : "aws:cloudwatch/logGroup:LogGroup";
        if (cloud.Find(scope, type, name) is null)
            throw new ProviderException($"InvalidParameter: LogDestination: {destination} does not exist");
        if (inputs.Text("iamRoleArn") is { } role)
            ClusterRule.RequireTrust(cloud, scope, role, "vpc-flow-logs.amazonaws.com", "sts:AssumeRole");
    }

    public override PropertyMap Complete(AwsCloud cloud, AwsScope scope, string id, PropertyMap outputs) =>
        outputs.Text("logFormat") is { Length: > 0 } ? outputs : outputs.With("logFormat", Format);

    public override string Taken(string id, PropertyMap inputs) =>
        $"FlowLogAlreadyExists: There is an existing Flow Log with the same configuration and log destination: {inputs.Text("vpcId")} to {inputs.Text("logDestination")}";
}
