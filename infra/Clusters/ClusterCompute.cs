using System.Collections.Immutable;

namespace Slipway.Infra.Clusters;

/// <summary>What runs a cluster's pods: <see cref="ManagedNodes"/> or <see cref="AutoMode"/>.</summary>
public abstract record ClusterCompute
{
    private protected ClusterCompute()
    {
    }

    /// <summary>What makes EBS volumes: the provisioner that a StorageClass names (EKS user guide, EBS CSI driver and Auto Mode).</summary>
    public abstract string VolumeProvisioner { get; }
}

/// <summary>Node groups that EKS manages, with the add-ons that nodes need.</summary>
/// <param name="Pools">The pools, one at least, each of its own name.</param>
public sealed record ManagedNodes(params ImmutableArray<NodePool> Pools) : ClusterCompute
{
    /// <inheritdoc />
    public override string VolumeProvisioner => "ebs.csi.aws.com";
}

/// <summary>EKS Auto Mode: AWS makes nodes as pods ask for them, and brings network, storage and load balancing along.</summary>
public sealed record AutoMode : ClusterCompute
{
    /// <summary>AWS's own pools: for everything, and for what keeps the cluster going.</summary>
    public static ImmutableArray<string> NodePools { get; } = ["general-purpose", "system"];

    /// <inheritdoc />
    public override string VolumeProvisioner => "ebs.csi.eks.amazonaws.com";
}
