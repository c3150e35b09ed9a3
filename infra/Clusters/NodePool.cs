using System.Collections.Immutable;

namespace Slipway.Infra.Clusters;

/// <summary>Nodes of one kind that EKS manages: a node group.</summary>
public sealed record NodePool
{
    /// <summary>What tells the pool from the others of its cluster. Changing it makes new nodes.</summary>
    public required string Name { get; init; }

    /// <summary>EC2 instance types of one architecture, in order of preference. Changing them replaces the node group.</summary>
    public required ImmutableArray<string> InstanceTypes { get; init; }

    /// <summary>The image that nodes start from. Changing it replaces the node group.</summary>
    /// <value>Default: <see cref="NodeImage.Al2023"/>.</value>
    public NodeImage Image { get; init; } = NodeImage.Al2023;

    /// <summary>How nodes are bought. Changing it replaces the node group.</summary>
    /// <value>Default: <see cref="NodeCapacity.OnDemand"/>.</value>
    public NodeCapacity Capacity { get; init; } = NodeCapacity.OnDemand;

    /// <summary>Fewest nodes.</summary>
    public required int MinSize { get; init; }

    /// <summary>Nodes at creation. Later changes are left to autoscalers and ignored.</summary>
    public required int DesiredSize { get; init; }

    /// <summary>Most nodes.</summary>
    public required int MaxSize { get; init; }

    /// <summary>Size of the volume for images and pods' data, in GiB.</summary>
    /// <value>Default: 50.</value>
    public int DiskGiB { get; init; } = 50;

    /// <summary>Labels of the nodes.</summary>
    /// <value>Default: none.</value>
    public ImmutableDictionary<string, string> Labels { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Taints of the nodes.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<NodeTaint> Taints { get; init; } = [];

    /// <summary>The architecture of the instance types.</summary>
    public CpuArchitecture Architecture => InstanceFamily.ArchitectureOf(InstanceTypes[0]);
}
