using Slipway.Checks.Flux;

namespace Slipway.Checks.Rules.Substitution;

/// <summary>Values of Secrets do not end up in ConfigMaps.</summary>
internal sealed class SecretInConfigMapLint : Lint
{
    /// <summary>What it looks for.</summary>
    public static Rule Rule { get; } = new(
        "SLW095", Severity.Warning, "Values of Secrets go into Secrets",
        "Whoever may look at the cluster may read ConfigMaps, and they are not encrypted at rest: what was sealed in Git is in the open there.",
        "Put it into a Secret; where it is no secret, move it from the Secret to the settings.")
    {
        Bad = "kind: ConfigMap\ndata:\n  url: postgres://app:${database_password}@database/app",
        Good = "kind: Secret\nstringData:\n  url: ${database_url}",
    };

    /// <inheritdoc />
    public override void Check(Cluster cluster, ClusterFindings findings)
    {
        foreach (var (_, manifest) in cluster.Objects.Where(o => o.Object.Is("", "ConfigMap")))
        {
            foreach (var use in manifest.Uses.Where(u => u.Value is { IsSecret: true }))
                findings.Add(Rule, use.Place, $"{manifest} takes variable '{use.Name}', which comes from {use.Value!.Origin}");
        }
    }
}
