using System.Collections.Immutable;
using Pulumi.Utilities;
using Slipway.Infra.Clusters;
using Slipway.Infra.Networking;
using Slipway.Tests;

namespace Slipway.Infra.Tests;

public sealed class EksClusterTests
{
    private const string Deployer = "arn:aws:iam::111122223333:role/platform-deployer";

    private const string Developer = "arn:aws:iam::111122223333:role/developer";
    private const string KeyArn = "arn:aws:kms:eu-west-1:111122223333:key/1";

    private static readonly NodePool Pool = new() { Name = "general", InstanceTypes = ["m7i.large"], MinSize = 1, DesiredSize = 2, MaxSize = 3 };

    private readonly RecordingMocks _mocks = new()
    {
        Outputs =
        {
            ["aws:kms/key:Key"] = ImmutableDictionary<string, object>.Empty.Add("arn", KeyArn),
            ["aws:ec2/launchTemplate:LaunchTemplate"] = ImmutableDictionary<string, object>.Empty.Add("latestVersion", 3),
            ["aws:eks/cluster:Cluster"] = ImmutableDictionary<string, object>.Empty
                .Add("endpoint", "https://example.eks.amazonaws.com")
                .Add("certificateAuthority", ImmutableDictionary<string, object>.Empty.Add("data", "Q0E=")),
        },
    };

    [Fact]
    public async Task Access_is_by_access_entries_alone_and_the_creator_has_none()
    {
        await Make();

        var access = Map(_mocks.Single("aws:eks/cluster:Cluster").Inputs["accessConfig"]);
        Assert.Equal("API", access["authenticationMode"]);
        Assert.Equal(false, access["bootstrapClusterCreatorAdminPermissions"]);
        Assert.Equal(Deployer, _mocks.Single("aws:eks/accessEntry:AccessEntry").Inputs["principalArn"]);
        Assert.EndsWith("AmazonEKSClusterAdminPolicy", (string)_mocks.Single("aws:eks/accessPolicyAssociation:AccessPolicyAssociation").Inputs["policyArn"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_blocks_the_api_is_closed_to_the_internet()
    {
        await Make();

        var vpc = Map(_mocks.Single("aws:eks/cluster:Cluster").Inputs["vpcConfig"]);
        Assert.Equal(true, vpc["endpointPrivateAccess"]);
        Assert.Equal(false, vpc["endpointPublicAccess"]);
    }

    [Fact]
    public async Task With_blocks_the_api_is_open_to_them_and_still_reached_from_inside()
    {
        await Make(new EndpointAccess { PublicCidrs = [Cidr.Parse("203.0.113.0/24")] });

        var vpc = Map(_mocks.Single("aws:eks/cluster:Cluster").Inputs["vpcConfig"]);
        Assert.Equal(true, vpc["endpointPrivateAccess"]);
        Assert.Equal(true, vpc["endpointPublicAccess"]);
        Assert.Equal(["203.0.113.0/24"], (IEnumerable<object>)vpc["publicAccessCidrs"]);
    }

    [Fact]
    public async Task A_cluster_is_protected_and_of_standard_support_unless_told_otherwise()
    {
        await Make();

        var inputs = _mocks.Single("aws:eks/cluster:Cluster").Inputs;
        Assert.Equal(true, inputs["deletionProtection"]);
        Assert.Equal("STANDARD", Map(inputs["upgradePolicy"])["supportType"]);
        Assert.Equal(true, Map(inputs["zonalShiftConfig"])["enabled"]);
    }

    [Fact]
    public async Task Nodes_are_repaired_and_updated_a_third_at_a_time()
    {
        await Make();

        var inputs = _mocks.Single("aws:eks/nodeGroup:NodeGroup").Inputs;
        Assert.Equal(33d, Convert.ToDouble(Map(inputs["updateConfig"])["maxUnavailablePercentage"], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(true, Map(inputs["nodeRepairConfig"])["enabled"]);
    }

    [Fact]
    public async Task The_kubeconfig_is_secret_and_asks_the_aws_cli_for_a_token()
    {
        var cluster = await Make();

        Assert.True(await Output.IsSecretAsync(cluster.Kubeconfig));
        var kubeconfig = await OutputUtilities.GetValueAsync(cluster.Kubeconfig);
        Assert.Contains("\"get-token\"", kubeconfig, StringComparison.Ordinal);
        Assert.Contains("https://example.eks.amazonaws.com", kubeconfig, StringComparison.Ordinal);
        Assert.DoesNotContain("token\":", kubeconfig, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_logs_and_disks_are_encrypted_with_one_key_that_rotates()
    {
        await Make();

        Assert.Equal(true, _mocks.Single("aws:kms/key:Key").Inputs["enableKeyRotation"]);
        var encryption = Map(_mocks.Single("aws:eks/cluster:Cluster").Inputs["encryptionConfig"]);
        Assert.Equal(KeyArn, Map(encryption["provider"])["keyArn"]);
        Assert.Equal(["secrets"], (IEnumerable<object>)encryption["resources"]);
        Assert.Equal(KeyArn, _mocks.Single("aws:cloudwatch/logGroup:LogGroup").Inputs["kmsKeyId"]);
        Assert.Equal(KeyArn, Disk(0)["kmsKeyId"]);
    }

    [Fact]
    public async Task Logs_go_to_the_group_that_eks_would_else_make_itself_and_it_is_there_first()
    {
        await Make();

        Assert.Equal("/aws/eks/slipway-dev/cluster", _mocks.Single("aws:cloudwatch/logGroup:LogGroup").Inputs["name"]);
        Assert.True(IndexOf("aws:cloudwatch/logGroup:LogGroup") < IndexOf("aws:eks/cluster:Cluster"));
        Assert.Equal(
            ["api", "audit", "authenticator", "controllerManager", "scheduler"],
            (IEnumerable<object>)_mocks.Single("aws:eks/cluster:Cluster").Inputs["enabledClusterLogTypes"]);
    }

    [Fact]
    public async Task Pods_cannot_reach_the_metadata_of_their_node()
    {
        await Make();

        var metadata = Map(_mocks.Single("aws:ec2/launchTemplate:LaunchTemplate").Inputs["metadataOptions"]);
        Assert.Equal("required", metadata["httpTokens"]);
        Assert.Equal(1d, metadata["httpPutResponseHopLimit"]);
    }

    [Fact]
    public async Task Nodes_are_of_the_clusters_version()
    {
        await Make();

        Assert.Equal("1.35", _mocks.Single("aws:eks/nodeGroup:NodeGroup").Inputs["version"]);
    }

    [Fact]
    public async Task A_group_starts_from_the_newest_version_of_its_template()
    {
        await Make();

        var template = Map(_mocks.Single("aws:eks/nodeGroup:NodeGroup").Inputs["launchTemplate"]);
        Assert.Equal("cluster-nodes-general-id", template["id"]);
        Assert.Equal("3", template["version"]);
    }

    [Theory]
    [InlineData(NodeImage.Al2023, "m7i.large", "AL2023_x86_64_STANDARD", 1)]
    [InlineData(NodeImage.Al2023, "m7g.large", "AL2023_ARM_64_STANDARD", 1)]
    [InlineData(NodeImage.Bottlerocket, "m7i.large", "BOTTLEROCKET_x86_64", 2)]
    [InlineData(NodeImage.Bottlerocket, "c8gd.large", "BOTTLEROCKET_ARM_64", 2)]
    public async Task The_image_follows_the_instance_types_and_every_disk_is_encrypted(NodeImage image, string instanceType, string amiType, int disks)
    {
        await Make(compute: new ManagedNodes(Pool with { Image = image, InstanceTypes = [instanceType] }));

        Assert.Equal(amiType, _mocks.Single("aws:eks/nodeGroup:NodeGroup").Inputs["amiType"]);
        Assert.Equal(disks, Disks().Length);
        Assert.All(Disks(), d => Assert.Equal(("true", "gp3"), (Map(Map(d)["ebs"])["encrypted"], Map(Map(d)["ebs"])["volumeType"])));
    }

    [Fact]
    public async Task A_pool_of_spare_capacity_has_its_labels_and_taints()
    {
        await Make(compute: new ManagedNodes(Pool with
        {
            Capacity = NodeCapacity.Spot,
            Labels = ImmutableDictionary<string, string>.Empty.Add("workload", "batch"),
            Taints = [new NodeTaint("workload", "batch", TaintEffect.NoSchedule), new NodeTaint("spare", null, TaintEffect.PreferNoSchedule)],
        }));

        var inputs = _mocks.Single("aws:eks/nodeGroup:NodeGroup").Inputs;
        Assert.Equal("SPOT", inputs["capacityType"]);
        Assert.Equal("batch", Map(inputs["labels"])["workload"]);
        Assert.Equal(["NO_SCHEDULE", "PREFER_NO_SCHEDULE"], ((ImmutableArray<object>)inputs["taints"]).Select(t => Map(t)["effect"]));
    }

    [Fact]
    public async Task Add_ons_that_nodes_need_come_before_them_and_the_others_after()
    {
        await Make();

        var order = _mocks.Resources.Where(r => r.Type is "aws:eks/addon:Addon" or "aws:eks/nodeGroup:NodeGroup").Select(r => r.Name).ToList();
        var nodes = order.IndexOf("cluster-nodes-general");
        Assert.Equal(["cluster-addon-eks-pod-identity-agent", "cluster-addon-vpc-cni"], order[..nodes].Order(StringComparer.Ordinal));
        Assert.Equal(
            ["cluster-node-addon-aws-ebs-csi-driver", "cluster-node-addon-coredns", "cluster-node-addon-kube-proxy"],
            order[(nodes + 1)..].Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_add_ons_version_is_the_configurations_then_the_pinned_one_then_left_to_eks()
    {
        await Make(versions: ImmutableDictionary<string, string>.Empty.Add("coredns", "v1.13.0-eksbuild.1"));

        var addons = _mocks.OfType("aws:eks/addon:Addon").ToDictionary(a => (string)a.Inputs["addonName"], a => a.Inputs.GetValueOrDefault("addonVersion"));
        Assert.Equal("v1.13.0-eksbuild.1", addons["coredns"]);
        Assert.Equal("v1.65.0-eksbuild.1", addons["aws-ebs-csi-driver"]);
        Assert.Null(addons["kube-proxy"]);
    }

    [Fact]
    public async Task Nodes_themselves_may_not_change_the_network_nor_volumes()
    {
        await Make();

        var ofNodes = _mocks.OfType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").Where(a => a.Name!.StartsWith("cluster-nodes", StringComparison.Ordinal));
        Assert.DoesNotContain(ofNodes, a => ((string)a.Inputs["policyArn"]).Contains("CNI", StringComparison.Ordinal) || ((string)a.Inputs["policyArn"]).Contains("EBS", StringComparison.Ordinal));
        Assert.Equal(
            ["kube-system/aws-node", "kube-system/ebs-csi-controller-sa"],
            _mocks.OfType("aws:eks/podIdentityAssociation:PodIdentityAssociation").Select(a => $"{a.Inputs["namespace"]}/{a.Inputs["serviceAccount"]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Auto_mode_is_switched_on_in_all_three_places_and_needs_no_nodes_nor_add_ons()
    {
        await Make(compute: new AutoMode());

        var inputs = _mocks.Single("aws:eks/cluster:Cluster").Inputs;
        Assert.Equal(true, Map(inputs["computeConfig"])["enabled"]);
        Assert.Equal(true, Map(Map(inputs["kubernetesNetworkConfig"])["elasticLoadBalancing"])["enabled"]);
        Assert.Equal(true, Map(Map(inputs["storageConfig"])["blockStorage"])["enabled"]);
        Assert.Equal(false, inputs["bootstrapSelfManagedAddons"]);
        Assert.Empty(_mocks.OfType("aws:eks/nodeGroup:NodeGroup"));
        Assert.Empty(_mocks.OfType("aws:eks/addon:Addon"));
        Assert.Equal(
            [
                "AmazonEC2ContainerRegistryPullOnly", "AmazonEKSBlockStoragePolicy", "AmazonEKSClusterPolicy", "AmazonEKSComputePolicy",
                "AmazonEKSLoadBalancingPolicy", "AmazonEKSNetworkingPolicy", "AmazonEKSWorkerNodeMinimalPolicy",
            ],
            _mocks.OfType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").Select(a => ((string)a.Inputs["policyArn"]).Split('/')[1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task With_managed_nodes_auto_mode_is_not_mentioned()
    {
        await Make();

        var inputs = _mocks.Single("aws:eks/cluster:Cluster").Inputs;
        Assert.All(["computeConfig", "kubernetesNetworkConfig", "storageConfig"], key => Assert.False(inputs.ContainsKey(key)));
    }

    [Fact]
    public async Task Readers_see_what_awss_view_policy_shows_and_are_in_the_readers_group()
    {
        await Make(readers: Developer);

        var entry = _mocks.OfType("aws:eks/accessEntry:AccessEntry").Single(e => e.Inputs["principalArn"] is Developer).Inputs;
        Assert.Equal(["slipway:readers"], (IEnumerable<object>)entry["kubernetesGroups"]);
        var policy = _mocks.OfType("aws:eks/accessPolicyAssociation:AccessPolicyAssociation").Single(e => e.Inputs["principalArn"] is Developer).Inputs;
        Assert.Equal("arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy", policy["policyArn"]);
    }

    [Fact]
    public async Task Every_resource_that_takes_tags_has_them()
    {
        await Make();

        string[] tagged =
        [
            "aws:cloudwatch/logGroup:LogGroup", "aws:ec2/launchTemplate:LaunchTemplate", "aws:eks/accessEntry:AccessEntry", "aws:eks/addon:Addon",
            "aws:eks/cluster:Cluster", "aws:eks/nodeGroup:NodeGroup", "aws:eks/podIdentityAssociation:PodIdentityAssociation", "aws:iam/role:Role", "aws:kms/key:Key",
        ];
        Assert.All(tagged, type => Assert.NotEmpty(_mocks.OfType(type)));
        Assert.All(_mocks.Resources.Where(r => tagged.Contains(r.Type)), r => Assert.Equal("platform", Map(r.Inputs["tags"])["owner"]));
    }

    private ImmutableArray<object> Disks() => (ImmutableArray<object>)_mocks.Single("aws:ec2/launchTemplate:LaunchTemplate").Inputs["blockDeviceMappings"];

    private ImmutableDictionary<string, object> Disk(int index) => Map(Map(Disks()[index])["ebs"]);

    private int IndexOf(string type) => _mocks.Resources.Select(r => r.Type).ToList().IndexOf(type);

    private async Task<EksCluster> Make(
        EndpointAccess? endpoint = null, ClusterCompute? compute = null, ImmutableDictionary<string, string>? versions = null, params ImmutableArray<string> readers)
    {
        EksCluster? cluster = null;
        await _mocks.RunAsync(() => cluster = new EksCluster("cluster", new EksClusterArgs
        {
            Account = TestAccount.Ireland,
            ClusterName = "slipway-dev",
            Version = "1.35",
            ControlPlaneSubnetIds = new[] { "subnet-1", "subnet-2" },
            NodeSubnetIds = new[] { "subnet-3", "subnet-4" },
            Endpoint = endpoint ?? EndpointAccess.PrivateOnly,
            Administrators = [Deployer],
            Readers = readers,
            AddonVersions = versions ?? ImmutableDictionary<string, string>.Empty,
            Tags = ImmutableDictionary<string, string>.Empty.Add("owner", "platform"),
            Compute = compute ?? new ManagedNodes(Pool),
        }));
        return Assert.IsType<EksCluster>(cluster);
    }

    private static ImmutableDictionary<string, object> Map(object value) => (ImmutableDictionary<string, object>)value;
}
