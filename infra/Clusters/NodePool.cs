using System.Collections.Immutable;

namespace Slipway.Infra.Clusters;

/// <summary>A group of nodes that EKS manages.</summary>
public sealed record NodePool
{
    /// <summary>EC2 instance types, in order of preference. Changing them replaces the node group.</summary>
    public required ImmutableArray<string> InstanceTypes { get; init; }

    /// <summary>The image that nodes start from. Changing it replaces the node group.</summary>
    /// <value>Default: <c>AL2023_x86_64_STANDARD</c>.</value>
    public string AmiType { get; init; } = "AL2023_x86_64_STANDARD";

    /// <summary>Fewest nodes.</summary>
    public required int MinSize { get; init; }

    /// <summary>Nodes at creation. Later changes are left to autoscalers and ignored.</summary>
    public required int DesiredSize { get; init; }

    /// <summary>Most nodes.</summary>
    public required int MaxSize { get; init; }
}
