using Slipway.Infra.Identity;

namespace Slipway.Infra.Backups;

/// <summary>What the keeper of backups may do.</summary>
public static class BackupPolicy
{
    /// <summary>It may keep objects in one bucket, encrypted with one key (Velero 1.18, plugin for AWS; no snapshots of volumes).</summary>
    /// <param name="bucketArn">ARN of the bucket.</param>
    /// <param name="keyArn">ARN of the key.</param>
    public static PolicyDocument For(string bucketArn, string keyArn) => PolicyDocument.Of(
        PolicyStatement.Allow("s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject").On($"{bucketArn}/*"),
        PolicyStatement.Allow("s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads").On(bucketArn),
        PolicyStatement.Allow("kms:Decrypt", "kms:GenerateDataKey").On(keyArn));
}
