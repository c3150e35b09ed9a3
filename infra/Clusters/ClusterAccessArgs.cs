using System.Collections.Immutable;

namespace Slipway.Infra.Clusters;

/// <summary>What <see cref="ClusterAccess"/> is made from.</summary>
public sealed class ClusterAccessArgs : ResourceArgs
{
    /// <summary>Where the cluster is.</summary>
    public required AwsAccount Account { get; init; }

    /// <summary>Name of the EKS cluster.</summary>
    public required Input<string> ClusterName { get; init; }

    /// <summary>ARNs of the IAM roles or users that do everything.</summary>
    public required ImmutableArray<string> Administrators { get; init; }

    /// <summary>ARNs of the IAM roles or users that see everything but Secrets.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<string> Readers { get; init; } = [];

    /// <summary>Tags for every resource.</summary>
    /// <value>Default: none.</value>
    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;
}
