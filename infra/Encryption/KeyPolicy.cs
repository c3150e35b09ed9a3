using System.Collections.Immutable;
using Slipway.Infra.Identity;

namespace Slipway.Infra.Encryption;

/// <summary>Statements of KMS key policies. In a key policy the resource <c>*</c> is the key that has it.</summary>
public static class KeyPolicy
{
    private static readonly ImmutableArray<string> Use = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"];

    /// <summary>A key whose use IAM decides in its account, and what else is allowed.</summary>
    /// <param name="partition">The account's partition.</param>
    /// <param name="account">The account's number.</param>
    /// <param name="others">What services may do that no role of the account acts for.</param>
    public static PolicyDocument For(string partition, string account, params IEnumerable<PolicyStatement> others) => PolicyDocument.Of(
    [
        PolicyStatement.Allow("kms:*").On("*").To(PolicyPrincipal.Aws($"arn:{partition}:iam::{account}:root")).Named("Account"),
        .. others,
    ]);

    /// <summary>CloudWatch Logs may encrypt one log group.</summary>
    /// <param name="region">The region of the log group.</param>
    /// <param name="logGroupArn">ARN of the log group.</param>
    public static PolicyStatement LogGroup(string region, string logGroupArn) => PolicyStatement.Allow(Use).On("*")
        .To(PolicyPrincipal.Service($"logs.{region}.amazonaws.com"))
        .If("ArnEquals", "kms:EncryptionContext:aws:logs:arn", logGroupArn)
        .Named("LogGroup");

    /// <summary>The service that delivers VPC flow logs may encrypt them.</summary>
    /// <param name="account">The account's number, for which the service must act.</param>
    public static PolicyStatement LogDelivery(string account) => PolicyStatement.Allow(Use).On("*")
        .To(PolicyPrincipal.Service("delivery.logs.amazonaws.com"))
        .If("StringEquals", "aws:SourceAccount", account)
        .Named("LogDelivery");

    /// <summary>
    /// Whoever may use EBS volumes in the account may use the key for them, Auto Scaling's role included: that role may not exist
    /// yet, and a policy that names a missing role is refused.
    /// </summary>
    /// <param name="region">The region of the volumes.</param>
    /// <param name="account">The account's number.</param>
    public static PolicyStatement Volumes(string region, string account) => PolicyStatement.Allow([.. Use, "kms:CreateGrant"]).On("*")
        .To(PolicyPrincipal.Anyone)
        .If("StringEquals", "kms:CallerAccount", account)
        .If("StringEquals", "kms:ViaService", $"ec2.{region}.amazonaws.com")
        .Named("Volumes");
}
