using System.Collections.Immutable;
using Pulumi.Utilities;
using Slipway.Infra.Clusters;
using Slipway.Infra.Networking;
using Slipway.Tests;

namespace Slipway.Infra.Tests;

public sealed class EksClusterTests
{
    private const string Deployer = "arn:aws:iam::111122223333:role/platform-deployer";

    private readonly RecordingMocks _mocks = new()
    {
        Outputs =
        {
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

    private async Task<EksCluster> Make(EndpointAccess? endpoint = null)
    {
        EksCluster? cluster = null;
        await _mocks.RunAsync(() => cluster = new EksCluster("cluster", new EksClusterArgs
        {
            ClusterName = "slipway-dev",
            Version = "1.35",
            Region = "eu-west-1",
            ControlPlaneSubnetIds = new[] { "subnet-1", "subnet-2" },
            NodeSubnetIds = new[] { "subnet-3", "subnet-4" },
            Endpoint = endpoint ?? EndpointAccess.PrivateOnly,
            Administrators = [Deployer],
            Nodes = new NodePool { InstanceTypes = ["m7i.large"], MinSize = 1, DesiredSize = 2, MaxSize = 3 },
        }));
        return Assert.IsType<EksCluster>(cluster);
    }

    private static ImmutableDictionary<string, object> Map(object value) => (ImmutableDictionary<string, object>)value;
}
