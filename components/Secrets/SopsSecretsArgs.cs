using System.Collections.Immutable;
using Slipway.Components.Sops;
using Slipway.Infra;

namespace Slipway.Components.Secrets;

/// <summary>What <see cref="SopsSecrets"/> are made from.</summary>
public sealed class SopsSecretsArgs : ResourceArgs
{
    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>What opens the files.</summary>
    /// <value>Default: <see cref="SecretsProvider.Kms"/>.</value>
    public SecretsProvider Provider { get; init; }

    /// <summary>Where the key and the identity are made, when <see cref="Provider"/> is KMS.</summary>
    public required AwsAccount Account { get; init; }

    /// <summary>Name of the EKS cluster, as text.</summary>
    public required string ClusterLabel { get; init; }

    /// <summary>Name of the EKS cluster, known once it exists.</summary>
    public required Input<string> ClusterName { get; init; }

    /// <summary>age recipients that can open the files too.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<AgeRecipient> Recovery { get; init; } = [];

    /// <summary>Generation of the data keys, from 1. Raising it gives every file a new one.</summary>
    /// <value>Default: 1.</value>
    public int Generation { get; init; } = 1;

    /// <summary>The Secrets.</summary>
    public required ImmutableArray<SealedSecret> Secrets { get; init; }

    /// <summary>The infrastructure repository's name.</summary>
    public required Input<string> Repository { get; init; }

    /// <summary>The branch to commit to; it must exist.</summary>
    public required Input<string> Branch { get; init; }

    /// <summary>The generated file before these: commits to a branch go one after the other.</summary>
    public required Resource After { get; init; }

    /// <summary>Tags for every resource in AWS.</summary>
    /// <value>Default: none.</value>
    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;
}
