using Slipway.Infra.Identity;

namespace Slipway.Infra.Storage;

/// <summary>Policies of buckets.</summary>
public static class BucketPolicy
{
    /// <summary>Nobody reaches the bucket without TLS, and what else is allowed.</summary>
    /// <param name="bucketArn">ARN of the bucket.</param>
    /// <param name="others">What services may do that no role of the account acts for.</param>
    public static PolicyDocument For(string bucketArn, params IEnumerable<PolicyStatement> others) => PolicyDocument.Of(
    [
        PolicyStatement.Deny("s3:*").On(bucketArn, $"{bucketArn}/*").To(PolicyPrincipal.Anyone).If("Bool", "aws:SecureTransport", "false").Named("TlsOnly"),
        .. others,
    ]);

    /// <summary>The service that delivers VPC flow logs may put them into the bucket, for this account and region alone.</summary>
    /// <param name="bucketArn">ARN of the bucket.</param>
    /// <param name="logsArn">Pattern of the ARNs of the log deliveries, e.g. <c>arn:aws:logs:eu-west-1:111122223333:*</c>.</param>
    /// <param name="account">The account's number.</param>
    public static IEnumerable<PolicyStatement> LogDelivery(string bucketArn, string logsArn, string account)
    {
        var service = PolicyPrincipal.Service("delivery.logs.amazonaws.com");
        yield return PolicyStatement.Allow("s3:PutObject").On($"{bucketArn}/AWSLogs/{account}/*").To(service)
            .If("StringEquals", "s3:x-amz-acl", "bucket-owner-full-control")
            .If("StringEquals", "aws:SourceAccount", account)
            .If("ArnLike", "aws:SourceArn", logsArn)
            .Named("LogDelivery");
        yield return PolicyStatement.Allow("s3:GetBucketAcl").On(bucketArn).To(service)
            .If("StringEquals", "aws:SourceAccount", account)
            .If("ArnLike", "aws:SourceArn", logsArn)
            .Named("LogDeliveryCheck");
    }
}
