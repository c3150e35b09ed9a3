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
    /// <setting key="cluster.version" default="" change="in place, one minor up at a time, never down ([runbook](runbooks/kubernetes.md)); nodes are replaced one after the other">Kubernetes version in quotes: `"1.34"`, `"1.35"`, `"1.36"`</setting>
    public required string Version { get; init; }

    /// <summary>The DNS domain below which the environment's hosts are, e.g. <c>dev.acme.example</c>.</summary>
    /// <setting key="cluster.domain" default="" change="every host gets another name">the DNS domain below which the environment's hosts are, e.g. `dev.acme.example`; manifests have it as `${domain}`</setting>
    public required string Domain { get; init; }

    /// <summary>From where the Kubernetes API can be reached.</summary>
    /// <value>Default: only from inside the VPC.</value>
    /// <setting key="cluster.endpoint.publicCidrs" default="none: only from inside the VPC" change="in place">blocks from which the API is reached over the internet</setting>
    public EndpointAccess Endpoint { get; init; } = EndpointAccess.PrivateOnly;

    /// <summary>ARNs of the IAM roles or users that administer the cluster, the one that runs Pulumi among them.</summary>
    /// <setting key="cluster.administrators" default="" change="at once; append, as an entry is kept by its place in the list">ARNs of IAM roles or users; the role that runs Pulumi must be among them</setting>
    public required ImmutableArray<string> Administrators { get; init; }

    /// <summary>ARNs of the IAM roles or users that see everything in the cluster but Secrets.</summary>
    /// <value>Default: none.</value>
    /// <setting key="cluster.readers" default="none" change="at once; append, as an entry is kept by its place in the list">ARNs of IAM roles or users that see everything but Secrets, Flux's objects included</setting>
    public ImmutableArray<string> Readers { get; init; } = [];

    /// <summary>True when AWS refuses to delete the cluster.</summary>
    /// <value>Default: true.</value>
    /// <setting key="cluster.deletionProtection" change="in place">AWS refuses to delete the cluster, and buckets and repositories of images that hold something</setting>
    public bool DeletionProtection { get; init; } = true;

    /// <summary>What runs the pods.</summary>
    /// <value>Default: managed nodes.</value>
    /// <setting key="cluster.compute" default="`managedNodes`" change="not tried on a cluster that runs; make a new environment">what runs the pods: node groups, or nodes that AWS makes as pods ask for them</setting>
    /// <setting key="cluster.pools" default="">the node groups of `managedNodes`, by name, one at least</setting>
    public required ClusterCompute Compute { get; init; }

    /// <summary>Versions of add-ons by name, before those that Slipway pins.</summary>
    /// <value>Default: none.</value>
    /// <setting key="cluster.addons" default="pinned where known for the Kubernetes version, else EKS's default at creation" change="in place">versions by add-on: `vpc-cni`, `eks-pod-identity-agent`, `coredns`, `kube-proxy`, `aws-ebs-csi-driver`, e.g. `v1.23.2-eksbuild.1`</setting>
    public ImmutableDictionary<string, string> AddonVersions { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Days that the control plane's logs are kept.</summary>
    /// <value>Default: 90.</value>
    /// <setting key="cluster.logs.retentionDays" change="in place">days that the control plane's logs are kept</setting>
    public int LogRetentionDays { get; init; } = DefaultLogRetentionDays;

    /// <summary>Ids of the Route 53 zones that DNS controllers write to.</summary>
    /// <value>Default: none.</value>
    /// <setting key="cluster.dnsZones" default="none" change="in place">ids of the Route 53 zones that the cluster may write to</setting>
    public ImmutableArray<string> DnsZones { get; init; } = [];

    /// <summary>The controllers that get an identity in AWS.</summary>
    /// <value>Default: those of DNS when there are zones, and the load-balancer controller unless Auto Mode brings its own.</value>
    /// <setting key="cluster.identities" default="those of DNS when there are `dnsZones`; `loadBalancerController` unless `autoMode`, which has its own" change="in place">controllers that get an identity in AWS</setting>
    public ImmutableArray<ClusterWorkload> Identities { get; init; } = [];

    internal const int DefaultLogRetentionDays = 90;
}
