namespace Slipway.EndToEnd.Documents;

/// <summary>What the AWS provider calls to make, read, change and delete what the program declares (IAM service authorization reference; terraform-provider-aws).</summary>
internal static class AwsPermissions
{
    /// <summary>Actions by resource type.</summary>
    public static IReadOnlyDictionary<string, string[]> OfTypes { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["aws:cloudwatch/logGroup:LogGroup"] =
        [
            "logs:CreateLogGroup", "logs:DeleteLogGroup", "logs:DescribeLogGroups", "logs:PutRetentionPolicy", "logs:DeleteRetentionPolicy",
            "logs:AssociateKmsKey", "logs:DisassociateKmsKey", "logs:ListTagsForResource", "logs:TagResource", "logs:UntagResource",
        ],
        ["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"] =
        [
            "ec2:DescribeSecurityGroups", "ec2:DescribeSecurityGroupRules", "ec2:RevokeSecurityGroupIngress", "ec2:RevokeSecurityGroupEgress",
            "ec2:AuthorizeSecurityGroupIngress", "ec2:AuthorizeSecurityGroupEgress", "ec2:CreateTags", "ec2:DeleteTags",
        ],
        ["aws:ec2/eip:Eip"] =
        [
            "ec2:AllocateAddress", "ec2:ReleaseAddress", "ec2:DescribeAddresses", "ec2:DescribeAddressesAttribute", "ec2:DisassociateAddress",
            "ec2:CreateTags", "ec2:DeleteTags",
        ],
        ["aws:ec2/flowLog:FlowLog"] =
        [
            "ec2:CreateFlowLogs", "ec2:DeleteFlowLogs", "ec2:DescribeFlowLogs", "ec2:CreateTags", "ec2:DeleteTags", "iam:PassRole",
            "logs:CreateLogDelivery", "logs:DeleteLogDelivery",
        ],
        ["aws:ec2/internetGateway:InternetGateway"] =
        [
            "ec2:CreateInternetGateway", "ec2:AttachInternetGateway", "ec2:DetachInternetGateway", "ec2:DeleteInternetGateway",
            "ec2:DescribeInternetGateways", "ec2:CreateTags", "ec2:DeleteTags",
        ],
        ["aws:ec2/launchTemplate:LaunchTemplate"] =
        [
            "ec2:CreateLaunchTemplate", "ec2:CreateLaunchTemplateVersion", "ec2:ModifyLaunchTemplate", "ec2:DeleteLaunchTemplate",
            "ec2:DescribeLaunchTemplates", "ec2:DescribeLaunchTemplateVersions", "ec2:CreateTags", "ec2:DeleteTags",
        ],
        ["aws:ec2/natGateway:NatGateway"] =
        [
            "ec2:CreateNatGateway", "ec2:DeleteNatGateway", "ec2:DescribeNatGateways", "ec2:CreateTags", "ec2:DeleteTags",
        ],
        ["aws:ec2/route:Route"] =
        [
            "ec2:CreateRoute", "ec2:ReplaceRoute", "ec2:DeleteRoute", "ec2:DescribeRouteTables",
        ],
        ["aws:ec2/routeTable:RouteTable"] =
        [
            "ec2:CreateRouteTable", "ec2:DeleteRouteTable", "ec2:DescribeRouteTables", "ec2:DisassociateRouteTable", "ec2:CreateTags",
            "ec2:DeleteTags",
        ],
        ["aws:ec2/routeTableAssociation:RouteTableAssociation"] =
        [
            "ec2:AssociateRouteTable", "ec2:DisassociateRouteTable", "ec2:ReplaceRouteTableAssociation", "ec2:DescribeRouteTables",
        ],
        ["aws:ec2/securityGroup:SecurityGroup"] =
        [
            "ec2:CreateSecurityGroup", "ec2:DeleteSecurityGroup", "ec2:DescribeSecurityGroups", "ec2:DescribeNetworkInterfaces",
            "ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress", "ec2:CreateTags", "ec2:DeleteTags",
        ],
        ["aws:ec2/subnet:Subnet"] =
        [
            "ec2:CreateSubnet", "ec2:DeleteSubnet", "ec2:DescribeSubnets", "ec2:ModifySubnetAttribute", "ec2:DescribeNetworkInterfaces",
            "ec2:CreateTags", "ec2:DeleteTags",
        ],
        ["aws:ec2/vpc:Vpc"] =
        [
            "ec2:CreateVpc", "ec2:DeleteVpc", "ec2:DescribeVpcs", "ec2:DescribeVpcAttribute", "ec2:ModifyVpcAttribute", "ec2:DescribeNetworkAcls",
            "ec2:DescribeRouteTables", "ec2:DescribeSecurityGroups", "ec2:CreateTags", "ec2:DeleteTags",
        ],
        ["aws:ec2/vpcEndpoint:VpcEndpoint"] =
        [
            "ec2:CreateVpcEndpoint", "ec2:DeleteVpcEndpoints", "ec2:DescribeVpcEndpoints", "ec2:ModifyVpcEndpoint", "ec2:DescribePrefixLists",
            "ec2:CreateTags", "ec2:DeleteTags",
        ],
        ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"] =
        [
            "ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress", "ec2:DescribeSecurityGroupRules", "ec2:ModifySecurityGroupRules",
            "ec2:CreateTags", "ec2:DeleteTags",
        ],
        ["aws:ecr/lifecyclePolicy:LifecyclePolicy"] =
        [
            "ecr:PutLifecyclePolicy", "ecr:GetLifecyclePolicy", "ecr:DeleteLifecyclePolicy",
        ],
        ["aws:ecr/repository:Repository"] =
        [
            "ecr:CreateRepository", "ecr:DeleteRepository", "ecr:DescribeRepositories", "ecr:ListTagsForResource", "ecr:TagResource",
            "ecr:UntagResource", "ecr:PutImageScanningConfiguration", "ecr:PutImageTagMutability", "kms:CreateGrant", "kms:RetireGrant",
            "kms:DescribeKey",
        ],
        ["aws:eks/accessEntry:AccessEntry"] =
        [
            "eks:CreateAccessEntry", "eks:DeleteAccessEntry", "eks:DescribeAccessEntry", "eks:UpdateAccessEntry", "eks:ListTagsForResource",
            "eks:TagResource", "eks:UntagResource",
        ],
        ["aws:eks/accessPolicyAssociation:AccessPolicyAssociation"] =
        [
            "eks:AssociateAccessPolicy", "eks:DisassociateAccessPolicy", "eks:ListAssociatedAccessPolicies",
        ],
        ["aws:eks/addon:Addon"] =
        [
            "eks:CreateAddon", "eks:DeleteAddon", "eks:DescribeAddon", "eks:UpdateAddon", "eks:DescribeUpdate", "eks:CreatePodIdentityAssociation",
            "eks:DeletePodIdentityAssociation", "eks:TagResource", "eks:UntagResource", "iam:PassRole", "iam:GetRole",
        ],
        ["aws:eks/cluster:Cluster"] =
        [
            "eks:CreateCluster", "eks:DeleteCluster", "eks:DescribeCluster", "eks:UpdateClusterConfig", "eks:UpdateClusterVersion",
            "eks:DescribeUpdate", "eks:ListTagsForResource", "eks:TagResource", "eks:UntagResource", "iam:PassRole", "iam:GetRole",
            "iam:CreateServiceLinkedRole", "kms:CreateGrant", "kms:DescribeKey", "ec2:DescribeSubnets", "ec2:DescribeVpcs",
            "ec2:DescribeSecurityGroups",
        ],
        ["aws:eks/nodeGroup:NodeGroup"] =
        [
            "eks:CreateNodegroup", "eks:DeleteNodegroup", "eks:DescribeNodegroup", "eks:UpdateNodegroupConfig", "eks:UpdateNodegroupVersion",
            "eks:DescribeUpdate", "eks:TagResource", "eks:UntagResource", "iam:PassRole", "iam:GetRole", "iam:ListAttachedRolePolicies",
            "iam:CreateServiceLinkedRole", "ec2:RunInstances", "ec2:DescribeLaunchTemplateVersions", "ec2:DescribeSubnets",
            "ec2:DescribeInstanceTypes",
        ],
        ["aws:eks/podIdentityAssociation:PodIdentityAssociation"] =
        [
            "eks:CreatePodIdentityAssociation", "eks:DeletePodIdentityAssociation", "eks:DescribePodIdentityAssociation",
            "eks:UpdatePodIdentityAssociation", "eks:TagResource", "eks:UntagResource", "iam:PassRole", "iam:GetRole",
        ],
        ["aws:iam/openIdConnectProvider:OpenIdConnectProvider"] =
        [
            "iam:CreateOpenIDConnectProvider", "iam:DeleteOpenIDConnectProvider", "iam:GetOpenIDConnectProvider",
            "iam:UpdateOpenIDConnectProviderThumbprint", "iam:AddClientIDToOpenIDConnectProvider", "iam:RemoveClientIDFromOpenIDConnectProvider",
            "iam:TagOpenIDConnectProvider", "iam:UntagOpenIDConnectProvider",
        ],
        ["aws:iam/role:Role"] =
        [
            "iam:CreateRole", "iam:DeleteRole", "iam:GetRole", "iam:UpdateRole", "iam:UpdateAssumeRolePolicy", "iam:TagRole", "iam:UntagRole",
            "iam:ListRolePolicies", "iam:ListAttachedRolePolicies", "iam:ListInstanceProfilesForRole",
        ],
        ["aws:iam/rolePolicy:RolePolicy"] =
        [
            "iam:PutRolePolicy", "iam:GetRolePolicy", "iam:DeleteRolePolicy",
        ],
        ["aws:iam/rolePolicyAttachment:RolePolicyAttachment"] =
        [
            "iam:AttachRolePolicy", "iam:DetachRolePolicy", "iam:ListAttachedRolePolicies",
        ],
        ["aws:kms/alias:Alias"] =
        [
            "kms:CreateAlias", "kms:UpdateAlias", "kms:DeleteAlias", "kms:ListAliases",
        ],
        ["aws:kms/ciphertext:Ciphertext"] =
        [
            "kms:Encrypt",
        ],
        ["aws:kms/key:Key"] =
        [
            "kms:CreateKey", "kms:DescribeKey", "kms:EnableKey", "kms:DisableKey", "kms:EnableKeyRotation", "kms:DisableKeyRotation",
            "kms:GetKeyRotationStatus", "kms:GetKeyPolicy", "kms:PutKeyPolicy", "kms:UpdateKeyDescription", "kms:ScheduleKeyDeletion",
            "kms:ListResourceTags", "kms:TagResource", "kms:UntagResource",
        ],
        ["aws:s3/bucket:Bucket"] =
        [
            "s3:CreateBucket", "s3:DeleteBucket", "s3:ListBucket", "s3:ListBucketVersions", "s3:DeleteObject", "s3:DeleteObjectVersion",
            "s3:GetBucketLocation", "s3:GetBucketAcl", "s3:GetBucketCORS", "s3:GetBucketLogging", "s3:GetBucketObjectLockConfiguration",
            "s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy", "s3:GetBucketRequestPayment", "s3:GetBucketTagging",
            "s3:PutBucketTagging", "s3:GetBucketVersioning", "s3:GetBucketWebsite", "s3:GetAccelerateConfiguration", "s3:GetEncryptionConfiguration",
            "s3:GetLifecycleConfiguration", "s3:GetReplicationConfiguration",
        ],
        ["aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"] =
        [
            "s3:GetLifecycleConfiguration", "s3:PutLifecycleConfiguration",
        ],
        ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"] =
        [
            "s3:GetBucketPublicAccessBlock", "s3:PutBucketPublicAccessBlock",
        ],
        ["aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"] =
        [
            "s3:GetEncryptionConfiguration", "s3:PutEncryptionConfiguration", "kms:DescribeKey",
        ],
        ["aws:s3/bucketVersioning:BucketVersioning"] =
        [
            "s3:GetBucketVersioning", "s3:PutBucketVersioning",
        ],
    };
}
