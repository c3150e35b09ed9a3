using System.Collections.Immutable;

namespace Slipway.Infra.Identity;

/// <summary>What a <see cref="WorkloadIdentity"/> is made from. It has a managed policy, a policy of its own, or both.</summary>
public sealed class WorkloadIdentityArgs : ResourceArgs
{
    /// <summary>Where the role is made.</summary>
    public required AwsAccount Account { get; init; }

    /// <summary>Name of the EKS cluster.</summary>
    public required Input<string> ClusterName { get; init; }

    /// <summary>Whose pods get it. Changing it replaces the association.</summary>
    public required ServiceAccount ServiceAccount { get; init; }

    /// <summary>Names of the policies of AWS that it has.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<string> ManagedPolicies { get; init; } = [];

    /// <summary>A policy of its own, as JSON.</summary>
    /// <value>Default: none.</value>
    public Input<string>? Policy { get; init; }

    /// <summary>Tags for every resource.</summary>
    /// <value>Default: none.</value>
    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;
}
