using System.Collections.Immutable;

namespace Slipway.Infra.Identity;

/// <summary>What a <see cref="ServiceRole"/> is made from.</summary>
public sealed class ServiceRoleArgs : ResourceArgs
{
    /// <summary>Where the role is made.</summary>
    public required AwsAccount Account { get; init; }

    /// <summary>Who may assume it.</summary>
    public required PolicyDocument Trust { get; init; }

    /// <summary>Names of the policies of AWS that it has, e.g. <c>AmazonEKSClusterPolicy</c>.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<string> ManagedPolicies { get; init; } = [];

    /// <summary>A policy of its own, as JSON.</summary>
    /// <value>Default: none.</value>
    public Input<string>? Policy { get; init; }

    /// <summary>Tags for every resource.</summary>
    /// <value>Default: none.</value>
    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;
}
