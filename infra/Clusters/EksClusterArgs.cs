using System.Collections.Immutable;

namespace Slipway.Infra.Clusters;

/// <summary>What an <see cref="EksCluster"/> is made from.</summary>
public sealed class EksClusterArgs : ResourceArgs
{
    /// <summary>Name of the cluster. Changing it replaces the cluster.</summary>
    public required string ClusterName { get; init; }

    /// <summary>Kubernetes version, e.g. <c>1.35</c>. It can only be raised, one minor version at a time.</summary>
    public required string Version { get; init; }

    /// <summary>AWS region, for the kubeconfig.</summary>
    public required string Region { get; init; }

    /// <summary>Subnets of the control plane's network interfaces, in two zones or more.</summary>
    public required InputList<string> ControlPlaneSubnetIds { get; init; }

    /// <summary>Subnets of the nodes. Changing them replaces the node group.</summary>
    public required InputList<string> NodeSubnetIds { get; init; }

    /// <summary>What must exist before nodes start: their way to the internet.</summary>
    /// <value>Default: nothing.</value>
    public ImmutableArray<Resource> NodesDependOn { get; init; } = [];

    /// <summary>From where the Kubernetes API can be reached.</summary>
    /// <value>Default: <see cref="EndpointAccess.PrivateOnly"/>.</value>
    public EndpointAccess Endpoint { get; init; } = EndpointAccess.PrivateOnly;

    /// <summary>
    /// ARNs of the IAM roles or users that administer the cluster. Nobody else gets in, its creator included: the role that runs Pulumi
    /// must be among them.
    /// </summary>
    public required ImmutableArray<string> Administrators { get; init; }

    /// <summary>The nodes.</summary>
    public required NodePool Nodes { get; init; }

    /// <summary>True when AWS refuses to delete the cluster until this is turned off.</summary>
    /// <value>Default: true.</value>
    public bool DeletionProtection { get; init; } = true;

    /// <summary>Tags for every resource.</summary>
    /// <value>Default: none.</value>
    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;
}
