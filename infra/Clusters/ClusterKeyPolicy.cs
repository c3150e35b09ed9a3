using Slipway.Infra.Identity;

namespace Slipway.Infra.Clusters;

/// <summary>What encrypted things of a cluster ask of its key.</summary>
public static class ClusterKeyPolicy
{
    /// <summary>The cluster's role may encrypt Secrets with the key (EKS user guide, envelope encryption).</summary>
    public static PolicyDocument Secrets(string keyArn) =>
        PolicyDocument.Of(PolicyStatement.Allow("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:ListGrants").On(keyArn));

    /// <summary>The EBS CSI driver may make volumes that are encrypted with the key, and let EC2 attach them.</summary>
    public static PolicyDocument Volumes(string keyArn) => PolicyDocument.Of(
        PolicyStatement.Allow("kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext").On(keyArn),
        PolicyStatement.Allow("kms:CreateGrant").On(keyArn).If("Bool", "kms:GrantIsForAWSResource", "true"));
}
