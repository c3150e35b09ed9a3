using System.Collections.Immutable;
using Pulumi.Aws.Eks;
using Pulumi.Aws.Eks.Inputs;

namespace Slipway.Infra.Clusters;

/// <summary>Who gets into a cluster: administrators do everything; readers see everything but Secrets.</summary>
public sealed class ClusterAccess : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "slipway:infra:ClusterAccess";

    /// <summary>
    /// The Kubernetes group of readers. AWS's view policy knows the kinds of Kubernetes alone; what else readers may see is bound to the
    /// group in the cluster, by the fleet.
    /// </summary>
    public const string ReadersGroup = "slipway:readers";

    private readonly string _name;
    private readonly ClusterAccessArgs _args;

    /// <summary>Makes the access. Children are named <c>{name}-…</c>.</summary>
    public ClusterAccess(string name, ClusterAccessArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        _name = name;
        _args = args;

        Ready =
        [
            .. args.Administrators.Select((arn, i) => Entry($"administrator-{i + 1}", arn, "AmazonEKSClusterAdminPolicy")),
            .. args.Readers.Select((arn, i) => Entry($"reader-{i + 1}", arn, "AmazonEKSViewPolicy", ReadersGroup)),
        ];
        RegisterOutputs();
    }

    /// <summary>The access, granted.</summary>
    public ImmutableArray<Resource> Ready { get; }

    private AccessPolicyAssociation Entry(string suffix, string arn, string policy, params string[] groups)
    {
        var name = $"{_name}-{suffix}";
        var entry = new AccessEntry(name, new AccessEntryArgs
        {
            ClusterName = _args.ClusterName,
            PrincipalArn = arn,
            KubernetesGroups = groups,
            Tags = _args.Tags.Named(name),
        }, this.Child());
        return new AccessPolicyAssociation(name, new AccessPolicyAssociationArgs
        {
            ClusterName = _args.ClusterName,
            PrincipalArn = entry.PrincipalArn,
            PolicyArn = $"arn:{_args.Account.Partition}:eks::aws:cluster-access-policy/{policy}",
            AccessScope = new AccessPolicyAssociationAccessScopeArgs { Type = "cluster" },
        }, this.Child());
    }
}
