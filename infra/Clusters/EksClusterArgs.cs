using System.Collections.Immutable;

namespace Slipway.Infra.Clusters;

/// <summary>What an <see cref="EksCluster"/> is made from.</summary>
public sealed class EksClusterArgs : ResourceArgs
{
    /// <summary>Where the cluster is made.</summary>
    public required AwsAccount Account { get; init; }

    /// <summary>Name of the cluster. Changing it replaces the cluster.</summary>
    public required string ClusterName { get; init; }

    /// <summary>Kubernetes version, e.g. <c>1.35</c>. It can only be raised, one minor version at a time.</summary>
    public required string Version { get; init; }

    /// <summary>Subnets of the control plane's network interfaces, in two zones or more.</summary>
    public required InputList<string> ControlPlaneSubnetIds { get; init; }

    /// <summary>Subnets of the nodes. Changing them replaces the node groups.</summary>
    public required InputList<string> NodeSubnetIds { get; init; }

    /// <summary>What must exist before nodes start: their way to AWS and to the internet.</summary>
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

    /// <summary>ARNs of the IAM roles or users that may look at everything but Secrets.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<string> Readers { get; init; } = [];

    /// <summary>What runs the pods. Changing it between node groups and Auto Mode moves every pod.</summary>
    public required ClusterCompute Compute { get; init; }

    /// <summary>Versions of add-ons by name, before those that <see cref="Addon.All"/> says.</summary>
    /// <value>Default: none.</value>
    public ImmutableDictionary<string, string> AddonVersions { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Days that the control plane's logs are kept, one of <see cref="LogRetention.Days"/>.</summary>
    /// <value>Default: 90.</value>
    public int LogRetentionDays { get; init; } = 90;

    /// <summary>True when AWS refuses to delete the cluster until this is turned off.</summary>
    /// <value>Default: true.</value>
    public bool DeletionProtection { get; init; } = true;

    /// <summary>Tags for every resource.</summary>
    /// <value>Default: none.</value>
    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;
}
