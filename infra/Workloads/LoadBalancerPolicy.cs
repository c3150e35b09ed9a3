using Slipway.Infra.Identity;

namespace Slipway.Infra.Workloads;

/// <summary>
/// What the AWS Load Balancer Controller may do (controller 3.5). It looks at everything that it must find; it makes what carries the
/// cluster's name in the tag <c>elbv2.k8s.aws/cluster</c>, and changes and deletes only that.
/// </summary>
public static class LoadBalancerPolicy
{
    private const string Tag = "elbv2.k8s.aws/cluster";

    /// <summary>The policy for one cluster.</summary>
    /// <param name="partition">The account's partition.</param>
    /// <param name="region">The cluster's region.</param>
    /// <param name="account">The account's number.</param>
    /// <param name="cluster">The cluster's name.</param>
    public static PolicyDocument For(string partition, string region, string account, string cluster)
    {
        var ec2 = $"arn:{partition}:ec2:{region}:{account}";
        var elb = $"arn:{partition}:elasticloadbalancing:{region}:{account}";
        var group = $"{ec2}:security-group/*";
        return PolicyDocument.Of(
            PolicyStatement.Allow("iam:CreateServiceLinkedRole")
                .On($"arn:{partition}:iam::{account}:role/aws-service-role/elasticloadbalancing.amazonaws.com/*")
                .If("StringEquals", "iam:AWSServiceName", "elasticloadbalancing.amazonaws.com").Named("ServiceRole"),
            Look.Named("Look"),
            Others.Named("CertificatesAndShields"),
            PolicyStatement.Allow("ec2:CreateSecurityGroup").On($"{ec2}:vpc/*").Named("GroupInNetwork"),
            Make(cluster, "ec2:CreateSecurityGroup").On(group).Named("MakeGroups"),
            Make(cluster, "ec2:CreateTags").On(group).If("StringEquals", "ec2:CreateAction", "CreateSecurityGroup").Named("TagNewGroups"),
            Own(cluster, "ec2:CreateTags", "ec2:DeleteTags").On(group).If("Null", $"aws:RequestTag/{Tag}", "true").Named("TagGroups"),
            Own(cluster, "ec2:AuthorizeSecurityGroupIngress", "ec2:DeleteSecurityGroup", "ec2:RevokeSecurityGroupIngress").On(group).Named("Groups"),
            // Nodes must let load balancers in; EKS tags the group that they share.
            PolicyStatement.Allow("ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress").On(group)
                .If("StringEquals", $"aws:ResourceTag/kubernetes.io/cluster/{cluster}", "owned").Named("NodeGroup"),
            Make(cluster, "elasticloadbalancing:CreateLoadBalancer", "elasticloadbalancing:CreateTargetGroup")
                .On($"{elb}:loadbalancer/*", $"{elb}:targetgroup/*").Named("MakeBalancers"),
            Make(cluster, "elasticloadbalancing:AddTags").On($"{elb}:listener-rule/*", $"{elb}:listener/*", $"{elb}:loadbalancer/*", $"{elb}:targetgroup/*")
                .If("StringEquals", "elasticloadbalancing:CreateAction", "CreateListener", "CreateLoadBalancer", "CreateRule", "CreateTargetGroup")
                .Named("TagNewBalancers"),
            Own(cluster, "elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags")
                .On($"{elb}:listener-rule/*", $"{elb}:listener/*", $"{elb}:loadbalancer/*", $"{elb}:targetgroup/*")
                .If("Null", $"aws:RequestTag/{Tag}", "true").Named("TagBalancers"),
            Own(
                cluster,
                "elasticloadbalancing:AddListenerCertificates", "elasticloadbalancing:CreateListener", "elasticloadbalancing:CreateRule",
                "elasticloadbalancing:DeleteListener", "elasticloadbalancing:DeleteLoadBalancer", "elasticloadbalancing:DeleteRule",
                "elasticloadbalancing:DeleteTargetGroup", "elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:ModifyCapacityReservation",
                "elasticloadbalancing:ModifyIpPools", "elasticloadbalancing:ModifyListener", "elasticloadbalancing:ModifyListenerAttributes",
                "elasticloadbalancing:ModifyLoadBalancerAttributes", "elasticloadbalancing:ModifyRule", "elasticloadbalancing:ModifyTargetGroup",
                "elasticloadbalancing:ModifyTargetGroupAttributes", "elasticloadbalancing:RegisterTargets", "elasticloadbalancing:RemoveListenerCertificates",
                "elasticloadbalancing:SetIpAddressType", "elasticloadbalancing:SetRulePriorities", "elasticloadbalancing:SetSecurityGroups",
                "elasticloadbalancing:SetSubnets", "elasticloadbalancing:SetWebAcl")
                .On($"{elb}:*").Named("Balancers"));
    }

    // None of these actions has a resource that could be named.
    private static PolicyStatement Look => PolicyStatement.Allow(
        "ec2:DescribeAccountAttributes", "ec2:DescribeAddresses", "ec2:DescribeAvailabilityZones", "ec2:DescribeCoipPools", "ec2:DescribeInstances",
        "ec2:DescribeInternetGateways", "ec2:DescribeIpamPools", "ec2:DescribeNetworkInterfaces", "ec2:DescribeRouteTables", "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets", "ec2:DescribeTags", "ec2:DescribeVpcPeeringConnections", "ec2:DescribeVpcs", "ec2:GetCoipPoolUsage",
        "ec2:GetSecurityGroupsForVpc", "elasticloadbalancing:DescribeCapacityReservation", "elasticloadbalancing:DescribeListenerAttributes",
        "elasticloadbalancing:DescribeListenerCertificates", "elasticloadbalancing:DescribeListeners", "elasticloadbalancing:DescribeLoadBalancerAttributes",
        "elasticloadbalancing:DescribeLoadBalancers", "elasticloadbalancing:DescribeRules", "elasticloadbalancing:DescribeSSLPolicies",
        "elasticloadbalancing:DescribeTags", "elasticloadbalancing:DescribeTargetGroupAttributes", "elasticloadbalancing:DescribeTargetGroups",
        "elasticloadbalancing:DescribeTargetHealth", "elasticloadbalancing:DescribeTrustStores").On("*");

    // What an Ingress may name lives outside of the cluster and carries no tag of it.
    private static PolicyStatement Others => PolicyStatement.Allow(
        "acm:DescribeCertificate", "acm:ListCertificates", "cognito-idp:DescribeUserPoolClient", "iam:GetServerCertificate", "iam:ListServerCertificates",
        "shield:CreateProtection", "shield:DeleteProtection", "shield:DescribeProtection", "shield:GetSubscriptionState", "waf-regional:AssociateWebACL",
        "waf-regional:DisassociateWebACL", "waf-regional:GetWebACL", "waf-regional:GetWebACLForResource", "wafv2:AssociateWebACL",
        "wafv2:DisassociateWebACL", "wafv2:GetWebACL", "wafv2:GetWebACLForResource").On("*");

    private static PolicyStatement Make(string cluster, params string[] actions) =>
        PolicyStatement.Allow([.. actions]).If("StringEquals", $"aws:RequestTag/{Tag}", cluster);

    private static PolicyStatement Own(string cluster, params string[] actions) =>
        PolicyStatement.Allow([.. actions]).If("StringEquals", $"aws:ResourceTag/{Tag}", cluster);
}
