using System.Collections.Immutable;
using Slipway.Lab.Clouds;
using Slipway.Lab.Clouds.Aws;
using Slipway.Lab.Engine.State;

namespace Slipway.Cli.Lab;

/// <summary>
/// What a cluster's controllers made in AWS outlives the cluster, and keeps its network from being deleted. So a teardown does not begin
/// while any of it is there.
/// </summary>
internal static class TeardownGuard
{
    /// <summary>What stands in the way: load balancers, volumes and network interfaces that were made from inside the state's clusters.</summary>
    public static ImmutableArray<string> Remaining(Snapshot state, LabProviderHost clouds) =>
    [
        .. from cluster in state.Resources
           where cluster.Type == "aws:eks/cluster:Cluster"
           // arn:aws:eks:<region>:<account>:cluster/<name>
           let arn = (cluster.Outputs.Find("arn")?.AsString ?? "").Split(':')
           where arn.Length == 6
           from leftover in clouds.Aws.Leftovers(new AwsScope(arn[4], arn[3]))
           where leftover.Cluster == cluster.Outputs.Find("name")?.AsString
           select $"{leftover.Kind} {leftover.Id} of cluster {leftover.Cluster}",
    ];
}
