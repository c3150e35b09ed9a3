using System.Collections.Immutable;

namespace Slipway.Infra.Repositories;

/// <summary>What <see cref="DeployKeys"/> are made from.</summary>
public sealed class DeployKeysArgs : ResourceArgs
{
    /// <summary>The repository's name.</summary>
    public required Input<string> Repository { get; init; }

    /// <summary>The environment that the keys serve.</summary>
    public required string Environment { get; init; }

    /// <summary>The cluster that holds the private halves.</summary>
    public required string Cluster { get; init; }

    /// <summary>What keys are for; one key each.</summary>
    public required ImmutableArray<DeployKeyPurpose> Purposes { get; init; }

    /// <summary>
    /// Generation of the keys, from 1. Raised, it makes new keys beside the old ones; those go at the end of the update, when the cluster has the new ones.
    /// </summary>
    /// <value>Default: 1.</value>
    public int Generation { get; init; } = 1;
}
