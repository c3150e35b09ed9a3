using System.Collections.Immutable;
using Slipway.Infra.Clusters;

namespace Slipway.Stacks.Settings;

/// <summary>Section <c>slipway:cluster</c>.</summary>
public sealed record ClusterSettings
{
    /// <summary>Kubernetes versions that EKS and Flux 2.9 both support (Flux 2.9: 1.34 to 1.36).</summary>
    public static ImmutableArray<string> SupportedVersions { get; } = ["1.34", "1.35", "1.36"];

    /// <summary>Kubernetes version, one of <see cref="SupportedVersions"/>.</summary>
    public required string Version { get; init; }

    /// <summary>From where the Kubernetes API can be reached.</summary>
    /// <value>Default: only from inside the VPC.</value>
    public EndpointAccess Endpoint { get; init; } = EndpointAccess.PrivateOnly;

    /// <summary>ARNs of the IAM roles or users that administer the cluster, the one that runs Pulumi among them.</summary>
    public required ImmutableArray<string> Administrators { get; init; }

    /// <summary>True when AWS refuses to delete the cluster.</summary>
    /// <value>Default: true.</value>
    public bool DeletionProtection { get; init; } = true;

    /// <summary>The nodes.</summary>
    public required NodePool Nodes { get; init; }
}
