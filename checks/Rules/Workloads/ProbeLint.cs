using Slipway.Checks.Flux;

namespace Slipway.Checks.Rules.Workloads;

/// <summary>Containers in production can be asked how they are.</summary>
internal sealed class ProbeLint : Lint
{
    /// <summary>What it looks for.</summary>
    public static Rule Rule { get; } = new(
        "SLW121", Severity.Warning, "Containers in production have probes",
        "Without a readiness probe traffic arrives before the process can answer, and a new version that never answers replaces the old one.",
        "Add a readinessProbe, and a livenessProbe where a restart helps.")
    {
        Bad = "containers:\n  - name: web\n    ports:\n      - containerPort: 8080",
        Good = "containers:\n  - name: web\n    ports:\n      - containerPort: 8080\n    readinessProbe:\n      httpGet:\n        path: /ready\n        port: 8080",
    };

    /// <inheritdoc />
    public override void Check(Cluster cluster, ClusterFindings findings)
    {
        foreach (var workload in Workload.InProduction(cluster))
        {
            foreach (var container in workload.Containers.Where(c => c["readinessProbe"] is null && (c["livenessProbe"] is null || c["ports"] is not null)))
                findings.Add(Rule, container.Place, $"container '{container.TextAt("name")}' of {workload.Object} has no {(container["livenessProbe"] is null ? "probe" : "readiness probe")}");
        }
    }
}
