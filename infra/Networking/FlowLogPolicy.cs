using Slipway.Infra.Identity;

namespace Slipway.Infra.Networking;

/// <summary>What the service that writes flow logs to CloudWatch may do.</summary>
public static class FlowLogPolicy
{
    /// <summary>It may write to one log group, which exists already (Amazon VPC guide, publish flow logs to CloudWatch Logs).</summary>
    /// <param name="logGroupArn">ARN of the log group.</param>
    public static PolicyDocument For(string logGroupArn) => PolicyDocument.Of(PolicyStatement
        .Allow("logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents")
        .On(logGroupArn, $"{logGroupArn}:*"));
}
