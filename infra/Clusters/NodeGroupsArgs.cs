using System.Collections.Immutable;

namespace Slipway.Infra.Clusters;

/// <summary>What <see cref="NodeGroups"/> are made from.</summary>
public sealed class NodeGroupsArgs : ResourceArgs
{
    /// <summary>Where they are made.</summary>
    public required AwsAccount Account { get; init; }

    /// <summary>Name of the EKS cluster, once it exists.</summary>
    public required Input<string> ClusterName { get; init; }

    /// <summary>Name of the EKS cluster, as people know it.</summary>
    public required string ClusterLabel { get; init; }

    /// <summary>Kubernetes version of the nodes. Raised, it replaces them a third at a time, after the control plane.</summary>
    public required string KubernetesVersion { get; init; }

    /// <summary>The pools.</summary>
    public required ImmutableArray<NodePool> Pools { get; init; }

    /// <summary>Subnets of the nodes. Changing them replaces the groups.</summary>
    public required InputList<string> SubnetIds { get; init; }

    /// <summary>ARN of the KMS key that encrypts the nodes' disks.</summary>
    public required Input<string> KeyArn { get; init; }

    /// <summary>What must exist before nodes start.</summary>
    public required ImmutableArray<Resource> DependsOn { get; init; }

    /// <summary>Tags for every resource, and for the instances and volumes that EKS makes.</summary>
    /// <value>Default: none.</value>
    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;
}
