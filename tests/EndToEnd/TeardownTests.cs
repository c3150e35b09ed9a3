using Slipway.Lab.Clouds;
using Slipway.Lab.Clouds.Aws;
using Slipway.Lab.Engine.Secrets;

namespace Slipway.EndToEnd;

public sealed class TeardownTests : IDisposable
{
    private const string LoadBalancer = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/k8s-podinfo/1a2b3c4d";

    private static readonly AwsScope Scope = new("111122223333", "eu-west-1");

    private readonly SlipwayProcess _slipway = new();

    public void Dispose() => _slipway.Dispose();

    [Fact]
    public async Task A_teardown_does_not_begin_while_something_made_from_inside_the_cluster_remains_and_names_it()
    {
        await _slipway.UpDevAsync();
        var before = (await _slipway.RunAsync(0, "state", "export", "dev")).Out;
        var aws = Clouds().Aws;
        aws.AddLeftover(Scope, new Leftover(LeftoverKind.LoadBalancer, LoadBalancer, "slipway-dev", []));
        aws.AddLeftover(Scope, new Leftover(LeftoverKind.Volume, "vol-0a1b", "another-cluster", []));

        var refused = await _slipway.RunAsync(1, "destroy", "dev", "--yes");

        Assert.Contains($"LoadBalancer {LoadBalancer} of cluster slipway-dev", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("vol-0a1b", refused.Error, StringComparison.Ordinal);
        Assert.Contains("Services of type LoadBalancer", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, (await _slipway.RunAsync(0, "state", "export", "dev")).Out);

        Assert.True(aws.RemoveLeftover(Scope, LoadBalancer));
        await _slipway.RunAsync(0, "destroy", "dev", "--yes");
    }

    [Fact]
    public async Task A_teardown_goes_from_flux_over_nodes_and_cluster_to_the_network()
    {
        await _slipway.UpDevAsync();

        var destroyed = (await _slipway.RunAsync(0, "destroy", "dev", "--yes")).Error;

        int[] order =
        [
            destroyed.IndexOf("kubernetes:helm.sh:Release flux-instance deleted", StringComparison.Ordinal),
            destroyed.IndexOf("kubernetes:helm.sh:Release flux-operator deleted", StringComparison.Ordinal),
            destroyed.IndexOf("aws:eks:NodeGroup", StringComparison.Ordinal),
            destroyed.IndexOf("aws:eks:Cluster cluster deleted", StringComparison.Ordinal),
            destroyed.IndexOf("aws:ec2:Vpc network-vpc deleted", StringComparison.Ordinal),
        ];
        Assert.All(order, at => Assert.True(at >= 0, destroyed));
        Assert.Equal(order.Order(), order);
    }

    private LabProviderHost Clouds() => new(Path.Combine(_slipway.Home, "clouds"), _slipway.Project, PassphraseCipher.New("unused"), FaultPlan.None);
}
