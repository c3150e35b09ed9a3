using System.Collections.Immutable;

namespace Slipway.Infra.Clusters;

/// <summary>What <see cref="ClusterAddons"/> are made from.</summary>
public sealed class ClusterAddonsArgs : ResourceArgs
{
    /// <summary>Name of the EKS cluster.</summary>
    public required Input<string> ClusterName { get; init; }

    /// <summary>The cluster's Kubernetes version.</summary>
    public required string KubernetesVersion { get; init; }

    /// <summary>Which add-ons.</summary>
    public required IEnumerable<Addon> Addons { get; init; }

    /// <summary>Versions by name, before those that the add-ons say.</summary>
    public required ImmutableDictionary<string, string> Versions { get; init; }

    /// <summary>What must exist before: identities of their service accounts, nodes.</summary>
    public required ImmutableArray<Resource> DependsOn { get; init; }

    /// <summary>Tags for every resource.</summary>
    /// <value>Default: none.</value>
    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;
}
