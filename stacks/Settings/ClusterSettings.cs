using System.Collections.Immutable;
using Slipway.Infra.Clusters;
using Slipway.Infra.Workloads;

namespace Slipway.Stacks.Settings;

/// <summary>Section <c>slipway:cluster</c>.</summary>
public sealed record ClusterSettings
{
    /// <summary>Kubernetes versions that EKS and Flux 2.9 both support (Flux 2.9: 1.34 to 1.36).</summary>
    public static ImmutableArray<string> SupportedVersions { get; } = ["1.34", "1.35", "1.36"];

    /// <summary>Kubernetes version, one of <see cref="SupportedVersions"/>.</summary>
    public required string Version { get; init; }

    /// <summary>The DNS domain below which the environment's hosts are, e.g. <c>dev.acme.example</c>.</summary>
    public required string Domain { get; init; }

    /// <summary>From where the Kubernetes API can be reached.</summary>
    /// <value>Default: only from inside the VPC.</value>
    public EndpointAccess Endpoint { get; init; } = EndpointAccess.PrivateOnly;

    /// <summary>ARNs of the IAM roles or users that administer the cluster, the one that runs Pulumi among them.</summary>
    public required ImmutableArray<string> Administrators { get; init; }

    /// <summary>ARNs of the IAM roles or users that see everything in the cluster but Secrets.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<string> Readers { get; init; } = [];

    /// <summary>True when AWS refuses to delete the cluster.</summary>
    /// <value>Default: true.</value>
    public bool DeletionProtection { get; init; } = true;

    /// <summary>What runs the pods.</summary>
    /// <value>Default: managed nodes.</value>
    public required ClusterCompute Compute { get; init; }

    /// <summary>Versions of add-ons by name, before those that Slipway pins.</summary>
    /// <value>Default: none.</value>
    public ImmutableDictionary<string, string> AddonVersions { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Days that the control plane's logs are kept.</summary>
    /// <value>Default: 90.</value>
    public int LogRetentionDays { get; init; } = DefaultLogRetentionDays;

    /// <summary>Ids of the Route 53 zones that DNS controllers write to.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<string> DnsZones { get; init; } = [];

    /// <summary>The controllers that get an identity in AWS.</summary>
    /// <value>Default: those of DNS when there are zones, and the load-balancer controller unless Auto Mode brings its own.</value>
    public ImmutableArray<ClusterWorkload> Identities { get; init; } = [];

    internal const int DefaultLogRetentionDays = 90;
}
