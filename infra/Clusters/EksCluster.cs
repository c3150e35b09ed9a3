using System.Collections.Immutable;
using Pulumi.Aws.Eks;
using Pulumi.Aws.Eks.Inputs;
using Pulumi.Aws.Iam;
using Slipway.Infra.Identity;

namespace Slipway.Infra.Clusters;

/// <summary>
/// An EKS cluster with one managed node group. Access is by access entries alone, its creator has none by default, and the API can be
/// reached from inside the VPC at all times.
/// </summary>
public sealed class EksCluster : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "slipway:infra:EksCluster";

    private const string AdministratorPolicy = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy";

    private readonly string _name;
    private readonly EksClusterArgs _args;

    /// <summary>Makes the cluster. Children are named <c>{name}-…</c>.</summary>
    public EksCluster(string name, EksClusterArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        _name = name;
        _args = args;

        var cluster = Cluster(Role("cluster", "eks.amazonaws.com", ["AmazonEKSClusterPolicy"]));
        var administrators = args.Administrators.SelectMany((arn, i) => Administrator(cluster, arn, i)).ToImmutableArray();
        var nodes = Nodes(cluster, Role("nodes", "ec2.amazonaws.com",
            ["AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryPullOnly"]));

        ClusterName = cluster.Name;
        Endpoint = cluster.Endpoint;
        Kubeconfig = Output.CreateSecret(Output
            .Tuple(cluster.Name, cluster.Endpoint, cluster.CertificateAuthority)
            .Apply(c => Clusters.Kubeconfig.For(c.Item1, args.Region, c.Item2, c.Item3.Data ?? "")));
        Ready = [.. administrators, nodes];
        RegisterOutputs();
    }

    /// <summary>The cluster's name.</summary>
    [Output("clusterName")]
    public Output<string> ClusterName { get; private set; }

    /// <summary>Address of the Kubernetes API, <c>https://…</c>.</summary>
    [Output("endpoint")]
    public Output<string> Endpoint { get; private set; }

    /// <summary>A kubeconfig for administrators; secret, though it holds no credential.</summary>
    [Output("kubeconfig")]
    public Output<string> Kubeconfig { get; private set; }

    /// <summary>What must exist before anything is put into the cluster: its nodes, and the administrators' access.</summary>
    public ImmutableArray<Resource> Ready { get; }

    private (Role Role, ImmutableArray<Resource> Attachments) Role(string suffix, string service, ImmutableArray<string> managedPolicies)
    {
        var name = $"{_name}-{suffix}";
        var role = new Role(name, new RoleArgs
        {
            AssumeRolePolicy = TrustPolicy.ForService(service).ToJson(),
            Tags = Tagged(name),
        }, new CustomResourceOptions { Parent = this });
        return (role, [.. managedPolicies.Select(policy => new RolePolicyAttachment($"{name}-{policy}", new RolePolicyAttachmentArgs
        {
            Role = role.Name,
            PolicyArn = $"arn:aws:iam::aws:policy/{policy}",
        }, new CustomResourceOptions { Parent = this }))]);
    }

    private Cluster Cluster((Role Role, ImmutableArray<Resource> Attachments) identity) => new(_name, new ClusterArgs
    {
        Name = _args.ClusterName,
        Version = _args.Version,
        RoleArn = identity.Role.Arn,
        AccessConfig = new ClusterAccessConfigArgs
        {
            AuthenticationMode = "API",
            BootstrapClusterCreatorAdminPermissions = false,
        },
        VpcConfig = new ClusterVpcConfigArgs
        {
            SubnetIds = _args.ControlPlaneSubnetIds,
            EndpointPrivateAccess = true,
            EndpointPublicAccess = _args.Endpoint.IsPublic,
            PublicAccessCidrs = _args.Endpoint.PublicCidrs.Select(c => c.ToString()).ToArray(),
        },
        UpgradePolicy = new ClusterUpgradePolicyArgs { SupportType = "STANDARD" },
        ZonalShiftConfig = new ClusterZonalShiftConfigArgs { Enabled = true },
        DeletionProtection = _args.DeletionProtection,
        Tags = Tagged(_args.ClusterName),
    }, new CustomResourceOptions { Parent = this, DependsOn = Depends(identity.Attachments) });

    private ImmutableArray<Resource> Administrator(Cluster cluster, string arn, int index)
    {
        var name = $"{_name}-administrator-{index + 1}";
        var entry = new AccessEntry(name, new AccessEntryArgs
        {
            ClusterName = cluster.Name,
            PrincipalArn = arn,
            Tags = Tagged(name),
        }, new CustomResourceOptions { Parent = this });
        return
        [
            new AccessPolicyAssociation(name, new AccessPolicyAssociationArgs
            {
                ClusterName = cluster.Name,
                PrincipalArn = entry.PrincipalArn,
                PolicyArn = AdministratorPolicy,
                AccessScope = new AccessPolicyAssociationAccessScopeArgs { Type = "cluster" },
            }, new CustomResourceOptions { Parent = this }),
        ];
    }

    private NodeGroup Nodes(Cluster cluster, (Role Role, ImmutableArray<Resource> Attachments) identity) => new($"{_name}-nodes", new NodeGroupArgs
    {
        ClusterName = cluster.Name,
        NodeRoleArn = identity.Role.Arn,
        SubnetIds = _args.NodeSubnetIds,
        InstanceTypes = _args.Nodes.InstanceTypes,
        AmiType = _args.Nodes.AmiType,
        ScalingConfig = new NodeGroupScalingConfigArgs
        {
            MinSize = _args.Nodes.MinSize,
            DesiredSize = _args.Nodes.DesiredSize,
            MaxSize = _args.Nodes.MaxSize,
        },
        UpdateConfig = new NodeGroupUpdateConfigArgs { MaxUnavailablePercentage = 33 },
        NodeRepairConfig = new NodeGroupNodeRepairConfigArgs { Enabled = true },
        Tags = Tagged($"{_name}-nodes"),
    }, new CustomResourceOptions
    {
        Parent = this,
        DependsOn = Depends([.. identity.Attachments, .. _args.NodesDependOn]),
        // Autoscalers move it; an update must not move it back.
        IgnoreChanges = { "scalingConfig.desiredSize" },
    });

    private ImmutableDictionary<string, string> Tagged(string name) => _args.Tags.SetItem("Name", name);

    private static InputList<Resource> Depends(ImmutableArray<Resource> resources) => resources;
}
