using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>A role has a name of its own and a trust policy that is one.</summary>
internal sealed class RoleRule : AwsRule
{
    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs.Text("assumeRolePolicy") is { } policy && PolicyText.ProblemOf(PolicyKind.Trust, policy) is { } problem)
            yield return new CheckFailure("assumeRolePolicy", problem);
    }

    public override string Taken(string id, PropertyMap inputs) => $"EntityAlreadyExists: Role with name {id} already exists.";

    public override string InUse(string id, string users) => $"DeleteConflict: Cannot delete entity, must detach all policies first: {users}";
}

/// <summary>An attached policy is one that exists: of AWS or of the account.</summary>
internal sealed class RolePolicyAttachmentRule : AwsRule
{
    private const string OfAws = ":iam::aws:policy/";

    // Policies of AWS that clusters use. There are a thousand more: only what is nearly one of these is taken for a slip.
    private static readonly string[] Managed =
    [
        "AmazonEC2ContainerRegistryPullOnly", "AmazonEC2ContainerRegistryReadOnly", "AmazonEKSBlockStoragePolicy", "AmazonEKSClusterPolicy",
        "AmazonEKSComputePolicy", "AmazonEKSFargatePodExecutionRolePolicy", "AmazonEKSLoadBalancingPolicy", "AmazonEKSNetworkingPolicy",
        "AmazonEKSServicePolicy", "AmazonEKSVPCResourceController", "AmazonEKSWorkerNodeMinimalPolicy", "AmazonEKSWorkerNodePolicy",
        "AmazonEKS_CNI_Policy", "AmazonEBSCSIDriverEKSClusterScopedPolicy", "AmazonEBSCSIDriverPolicyV2", "AmazonSSMManagedInstanceCore", "CloudWatchAgentServerPolicy", "service-role/AmazonEBSCSIDriverPolicy",
        "service-role/AmazonEFSCSIDriverPolicy",
    ];

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs.Text("policyArn") is not { } arn || arn.IndexOf(OfAws, StringComparison.Ordinal) is var at && at < 0)
            yield break;
        var name = arn[(at + OfAws.Length)..];
        if (!Managed.Contains(name) && NearestName.Of(name, Managed) is { } near)
            yield return new CheckFailure("policyArn", $"NoSuchEntity: Policy {arn} does not exist or is not attachable; did you mean {near}?");
    }
}
