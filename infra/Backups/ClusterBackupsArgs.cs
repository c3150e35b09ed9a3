using System.Collections.Immutable;

namespace Slipway.Infra.Backups;

/// <summary>What <see cref="ClusterBackups"/> are made from.</summary>
public sealed class ClusterBackupsArgs : ResourceArgs
{
    /// <summary>Where they are.</summary>
    public required AwsAccount Account { get; init; }

    /// <summary>Name of the EKS cluster, once it exists.</summary>
    public required Input<string> ClusterName { get; init; }

    /// <summary>Name of the EKS cluster, as people know it; it names the bucket.</summary>
    public required string ClusterLabel { get; init; }

    /// <summary>Days that backups are kept.</summary>
    /// <value>Default: 30.</value>
    public int RetentionDays { get; init; } = 30;

    /// <summary>True when a bucket that holds backups is not deleted.</summary>
    /// <value>Default: true.</value>
    public bool DeletionProtection { get; init; } = true;

    /// <summary>Tags for every resource.</summary>
    /// <value>Default: none.</value>
    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;
}
