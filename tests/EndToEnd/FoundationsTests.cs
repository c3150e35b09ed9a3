using System.Text.Json;

namespace Slipway.EndToEnd;

/// <summary>Choices about AWS, brought up by the command.</summary>
public sealed class FoundationsTests : IDisposable
{
    private readonly SlipwayProcess _slipway = new();

    public void Dispose() => _slipway.Dispose();

    [Fact]
    public async Task A_cluster_in_auto_mode_comes_up_without_node_groups_and_add_ons()
    {
        _slipway.Edit("Pulumi.dev.yaml", Pools, "    compute: autoMode\n");

        await _slipway.UpDevAsync();

        await _slipway.RunAsync(0, "preview", "dev", "--expect-no-changes");
        var types = await Types();
        Assert.Contains("aws:eks/cluster:Cluster", types);
        Assert.DoesNotContain("aws:eks/nodeGroup:NodeGroup", types);
        Assert.DoesNotContain("aws:eks/addon:Addon", types);
        Assert.Contains("kubernetes:helm.sh/v3:Release", types);
    }

    [Fact]
    public async Task A_network_without_nat_comes_up_on_endpoints_alone()
    {
        _slipway.Edit("Pulumi.dev.yaml", "nat: single", "nat: none");

        await _slipway.UpDevAsync();

        await _slipway.RunAsync(0, "preview", "dev", "--expect-no-changes");
        var types = await Types();
        Assert.DoesNotContain("aws:ec2/natGateway:NatGateway", types);
        Assert.Equal(14, types.Count(t => t == "aws:ec2/vpcEndpoint:VpcEndpoint"));
    }

    [Fact]
    public async Task What_is_in_the_cluster_goes_before_add_ons_then_nodes_then_what_nodes_need_then_the_cluster_then_its_logs_and_the_network()
    {
        await _slipway.UpDevAsync();

        var steps = (await _slipway.RunAsync(0, "destroy", "dev", "--yes")).Error.Split('\n');

        int[] order =
        [
            Last(steps, "kubernetes:helm.sh:Release flux-operator deleted"),
            Last(steps, "aws:eks:Addon cluster-node-addon-coredns deleted"),
            Last(steps, "aws:eks:NodeGroup cluster-nodes-general deleted"),
            Last(steps, "aws:eks:Addon cluster-addon-vpc-cni deleted"),
            Last(steps, "aws:eks:Cluster cluster deleted"),
            Last(steps, "aws:cloudwatch:LogGroup cluster-logs deleted"),
            Last(steps, "aws:kms:Key cluster-key deleted"),
        ];
        Assert.DoesNotContain(-1, order);
        Assert.Equal(order.Order(), order);
        Assert.True(Last(steps, "aws:eks:Cluster cluster deleted") < Last(steps, "aws:ec2:Vpc network-vpc deleted"));
    }

    private const string Pools = """
            pools:
              general:
                instanceTypes: [m7i.large, m6i.large, m7a.large]
                capacity: spot
                min: 1
                desired: 2
                max: 4

        """;

    private async Task<string[]> Types() => [.. JsonDocument.Parse((await _slipway.RunAsync(0, "preview", "dev", "--json")).Out).RootElement
        .GetProperty("resources").EnumerateArray().Select(r => r.GetProperty("type").GetString()!)];

    private static int Last(string[] steps, string text) => Array.FindLastIndex(steps, s => s.Contains(text, StringComparison.Ordinal));
}
