using System.Globalization;
using Slipway.Checks.Flux;

namespace Slipway.Checks.Rules.Workloads;

/// <summary>Workloads in production survive the loss of a pod.</summary>
internal sealed class ReplicaLint : Lint
{
    /// <summary>What it looks for.</summary>
    public static Rule Rule { get; } = new(
        "SLW122", Severity.Warning, "Workloads in production have more than one replica",
        "With one replica every drained node, every eviction and every lost zone is an outage.",
        "Run two or more, or let an autoscaler; where it must be one, ignore this with the reason.")
    {
        Bad = "kind: Deployment\nspec:\n  replicas: 1",
        Good = "kind: Deployment\nspec:\n  replicas: 2",
    };

    /// <inheritdoc />
    public override void Check(Cluster cluster, ClusterFindings findings)
    {
        var scaled = cluster.Objects.Select(o => o.Object).Where(o => o.Kind is "HorizontalPodAutoscaler" or "ScaledObject")
            .Where(o => Number(o.Text("spec", o.Kind == "ScaledObject" ? "minReplicaCount" : "minReplicas")) > 1)
            .Select(o => (o.Text("spec", "scaleTargetRef", "kind") ?? "Deployment", o.Namespace, o.Text("spec", "scaleTargetRef", "name"))).ToHashSet();
        foreach (var workload in Workload.InProduction(cluster).Select(w => w.Object).Where(w => w.Kind != "DaemonSet" && !scaled.Contains((w.Kind, w.Namespace, w.Name))))
        {
            var place = workload.PlaceOf("spec", "replicas");
            // None at all is a workload that was put to sleep.
            if (!workload.Uncertain.Contains(place) && Number(workload.Text("spec", "replicas") ?? "1") == 1)
                findings.Add(Rule, place, $"{workload} has one replica, and no autoscaler keeps more");
        }
    }

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
