using Slipway.Checks.Flux;

namespace Slipway.Checks.Rules.Workloads;

/// <summary>Containers in production say what they need, and how much memory they may take.</summary>
internal sealed class LimitLint : Lint
{
    // A limit without a request is a request too. A limit of CPU only slows down, and is a matter of taste.
    private static readonly (string Shown, string[][] Either)[] Wanted =
    [
        ("a CPU request", [["requests", "cpu"], ["limits", "cpu"]]),
        ("a memory request", [["requests", "memory"], ["limits", "memory"]]),
        ("a memory limit", [["limits", "memory"]]),
    ];

    /// <summary>What it looks for.</summary>
    public static Rule Rule { get; } = new(
        "SLW120", Severity.Warning, "Containers in production have requests and a memory limit",
        "Without requests pods are put where there is no room; without a memory limit one leak takes down its neighbours.",
        "Set resources.requests and resources.limits.memory.")
    {
        Bad = "containers:\n  - name: web\n    image: ghcr.io/acme/web:1.4.2",
        Good = "containers:\n  - name: web\n    image: ghcr.io/acme/web:1.4.2\n    resources:\n      requests:\n        cpu: 100m\n        memory: 128Mi\n      limits:\n        memory: 128Mi",
    };

    /// <inheritdoc />
    public override void Check(Cluster cluster, ClusterFindings findings)
    {
        foreach (var workload in Workload.InProduction(cluster))
        {
            foreach (var container in workload.Containers)
            {
                var missing = Wanted.Where(w => !w.Either.Any(path => container.Find(["resources", .. path]) is not null)).Select(w => w.Shown).ToList();
                if (missing.Count > 0)
                    findings.Add(Rule, (container["resources"] ?? container).Place, $"container '{container.TextAt("name")}' of {workload.Object} lacks {string.Join(", ", missing)}");
            }
        }
    }
}
