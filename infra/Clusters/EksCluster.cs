using System.Collections.Immutable;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Eks;
using Pulumi.Aws.Eks.Inputs;
using Slipway.Infra.Encryption;
using Slipway.Infra.Identity;

namespace Slipway.Infra.Clusters;

/// <summary>
/// An EKS cluster and what runs its pods. Access is by access entries alone, its creator has none by default, and the API can be reached from
/// inside the VPC at all times. One key encrypts Secrets, logs and disks.
/// </summary>
public sealed class EksCluster : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "slipway:infra:EksCluster";

    private readonly string _name;
    private readonly EksClusterArgs _args;

    /// <summary>Makes the cluster. Children are named <c>{name}-…</c>.</summary>
    public EksCluster(string name, EksClusterArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        _name = name;
        _args = args;

        var key = Key();
        Cluster = args.Compute switch
        {
            ManagedNodes => Made(key, role: ClusterRole(key)),
            AutoMode => MadeWithAutoMode(key),
            var other => throw new ArgumentOutOfRangeException(nameof(args), other, "not a way to run pods"),
        };
        var access = Access();
        var compute = args.Compute is ManagedNodes nodes ? Nodes(nodes, key) : [];

        ClusterName = Cluster.Name;
        Endpoint = Cluster.Endpoint;
        Kubeconfig = Output.CreateSecret(Output
            .Tuple(Cluster.Name, Cluster.Endpoint, Cluster.CertificateAuthority)
            .Apply(c => Clusters.Kubeconfig.For(c.Item1, args.Account.Region, c.Item2, c.Item3.Data ?? "")));
        Ready = [Cluster, .. access, .. compute];
        RegisterOutputs();
    }

    /// <summary>The cluster itself: what lives in it is gone with it.</summary>
    public Cluster Cluster { get; }

    /// <summary>The cluster's name.</summary>
    [Output("clusterName")]
    public Output<string> ClusterName { get; private set; }

    /// <summary>Address of the Kubernetes API, <c>https://…</c>.</summary>
    [Output("endpoint")]
    public Output<string> Endpoint { get; private set; }

    /// <summary>A kubeconfig for administrators; secret, though it holds no credential.</summary>
    [Output("kubeconfig")]
    public Output<string> Kubeconfig { get; private set; }

    /// <summary>What must exist before anything is put into the cluster: its nodes and add-ons, and people's access.</summary>
    public ImmutableArray<Resource> Ready { get; }

    // EKS writes to the group of this name, and makes it, without an end and without a key, when it does not exist.
    private string LogGroupName => $"/aws/eks/{_args.ClusterName}/cluster";

    private EncryptionKey Key()
    {
        var account = _args.Account;
        return new EncryptionKey($"{_name}-key", new EncryptionKeyArgs
        {
            Account = account,
            Alias = $"{_args.ClusterName}/cluster",
            Description = $"Secrets, logs and disks of {_args.ClusterName}",
            Statements = id =>
            [
                KeyPolicy.LogGroup(account.Region, $"arn:{account.Partition}:logs:{account.Region}:{id}:log-group:{LogGroupName}"),
                KeyPolicy.Volumes(account.Region, id),
            ],
            Tags = _args.Tags,
        }, this.Part());
    }

    private LogGroup Logs(EncryptionKey key) => new($"{_name}-logs", new LogGroupArgs
    {
        Name = LogGroupName,
        RetentionInDays = _args.LogRetentionDays,
        KmsKeyId = key.Arn,
        Tags = _args.Tags.Named(LogGroupName),
    }, this.Child(key.Ready));

    private ServiceRole ClusterRole(EncryptionKey key, params ImmutableArray<string> policies) => Role(
        "role",
        TrustPolicy.ForService("eks.amazonaws.com", "sts:TagSession"),
        ["AmazonEKSClusterPolicy", .. policies],
        key.Arn.Apply(arn => ClusterKeyPolicy.Secrets(arn).ToJson()));

    private Cluster MadeWithAutoMode(EncryptionKey key)
    {
        var nodes = Role(
            "nodes-role", TrustPolicy.ForService("ec2.amazonaws.com"), ["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"]);
        var role = ClusterRole(
            key, "AmazonEKSComputePolicy", "AmazonEKSBlockStoragePolicy", "AmazonEKSLoadBalancingPolicy", "AmazonEKSNetworkingPolicy");
        return Made(key, role, nodes);
    }

    private Cluster Made(EncryptionKey key, ServiceRole role, ServiceRole? autoMode = null) => new(_name, new ClusterArgs
    {
        Name = _args.ClusterName,
        Version = _args.Version,
        RoleArn = role.Arn,
        AccessConfig = new ClusterAccessConfigArgs
        {
            AuthenticationMode = "API",
            BootstrapClusterCreatorAdminPermissions = false,
        },
        // The add-ons are here, in versions that are known. Changing it replaces the cluster.
        BootstrapSelfManagedAddons = false,
        VpcConfig = new ClusterVpcConfigArgs
        {
            SubnetIds = _args.ControlPlaneSubnetIds,
            EndpointPrivateAccess = true,
            EndpointPublicAccess = _args.Endpoint.IsPublic,
            PublicAccessCidrs = _args.Endpoint.PublicCidrs.Select(c => c.ToString()).ToArray(),
        },
        EncryptionConfig = new ClusterEncryptionConfigArgs
        {
            Provider = new ClusterEncryptionConfigProviderArgs { KeyArn = key.Arn },
            Resources = { "secrets" },
        },
        EnabledClusterLogTypes = { "api", "audit", "authenticator", "controllerManager", "scheduler" },
        UpgradePolicy = new ClusterUpgradePolicyArgs { SupportType = "STANDARD" },
        ZonalShiftConfig = new ClusterZonalShiftConfigArgs { Enabled = true },
        DeletionProtection = _args.DeletionProtection,
        ComputeConfig = (autoMode is null ? null : new ClusterComputeConfigArgs
        {
            Enabled = true,
            NodePools = AutoMode.NodePools,
            NodeRoleArn = autoMode.Arn,
        })!,
        KubernetesNetworkConfig = (autoMode is null ? null : new ClusterKubernetesNetworkConfigArgs
        {
            ElasticLoadBalancing = new ClusterKubernetesNetworkConfigElasticLoadBalancingArgs { Enabled = true },
        })!,
        StorageConfig = (autoMode is null ? null : new ClusterStorageConfigArgs
        {
            BlockStorage = new ClusterStorageConfigBlockStorageArgs { Enabled = true },
        })!,
        Tags = _args.Tags.Named(_args.ClusterName),
    }, this.Child([Logs(key), .. role.Ready, .. autoMode is null ? [] : (ImmutableArray<Resource>)[.. autoMode.Ready, .. _args.NodesDependOn]]));

    private ImmutableArray<Resource> Access() => new ClusterAccess($"{_name}-access", new ClusterAccessArgs
    {
        Account = _args.Account,
        ClusterName = Cluster.Name,
        Administrators = _args.Administrators,
        Readers = _args.Readers,
        Tags = _args.Tags,
    }, this.Part()).Ready;

    // Network and identities of pods first, then nodes, then what runs on them; destroyed the other way round.
    private ImmutableArray<Resource> Nodes(ManagedNodes compute, EncryptionKey key)
    {
        var network = Identity(Addon.VpcCni, "aws-node", "AmazonEKS_CNI_Policy");
        var before = Addons("addon", a => a.BeforeNodes, network.Ready);
        var groups = new NodeGroups($"{_name}-nodes", new NodeGroupsArgs
        {
            Account = _args.Account,
            ClusterName = Cluster.Name,
            ClusterLabel = _args.ClusterName,
            KubernetesVersion = _args.Version,
            Pools = compute.Pools,
            SubnetIds = _args.NodeSubnetIds,
            KeyArn = key.Arn,
            DependsOn = [.. before.Ready, .. _args.NodesDependOn],
            Tags = _args.Tags,
        }, this.Part());
        var volumes = Identity(Addon.EbsCsi, "ebs-csi-controller-sa", "AmazonEBSCSIDriverPolicyV2", key.Arn.Apply(arn => ClusterKeyPolicy.Volumes(arn).ToJson()));
        var after = Addons("node-addon", a => !a.BeforeNodes, [.. groups.Ready, .. volumes.Ready]);
        return [.. groups.Ready, .. after.Ready];
    }

    private ClusterAddons Addons(string suffix, Func<Addon, bool> wanted, ImmutableArray<Resource> dependsOn) => new($"{_name}-{suffix}", new ClusterAddonsArgs
    {
        ClusterName = Cluster.Name,
        KubernetesVersion = _args.Version,
        Addons = Addon.All.Where(wanted),
        Versions = _args.AddonVersions,
        DependsOn = dependsOn,
        Tags = _args.Tags,
    }, this.Part());

    private WorkloadIdentity Identity(string addon, string serviceAccount, string managedPolicy, Input<string>? policy = null) => new($"{_name}-{addon}", new WorkloadIdentityArgs
    {
        Account = _args.Account,
        ClusterName = Cluster.Name,
        ServiceAccount = new ServiceAccount("kube-system", serviceAccount),
        ManagedPolicies = [managedPolicy],
        Policy = policy,
        Tags = _args.Tags,
    }, this.Part());

    private ServiceRole Role(string suffix, PolicyDocument trust, ImmutableArray<string> managedPolicies, Input<string>? policy = null) => new($"{_name}-{suffix}", new ServiceRoleArgs
    {
        Account = _args.Account,
        Trust = trust,
        ManagedPolicies = managedPolicies,
        Policy = policy,
        Tags = _args.Tags,
    }, this.Part());
}
