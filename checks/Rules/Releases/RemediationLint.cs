using Slipway.Checks.Flux;

namespace Slipway.Checks.Rules.Releases;

/// <summary>HelmReleases do not stop at the first failure.</summary>
internal sealed class RemediationLint : Lint
{
    /// <summary>What it looks for.</summary>
    public static Rule Rule { get; } = new(
        "SLW110", Severity.Warning, "Releases say what follows a failure",
        "By default helm-controller tries once: a release whose install or upgrade fails, be it because an image came late, stays failed until someone helps.",
        "Set install.strategy and upgrade.strategy, or remediation.retries; a patch of the Flux Kustomization does it for all releases of a layer.")
    {
        Bad = "spec:\n  interval: 1h\n  chart: {}",
        Good = "spec:\n  install:\n    strategy:\n      name: RetryOnFailure\n  upgrade:\n    remediation:\n      retries: 2",
    };

    /// <inheritdoc />
    public override void Check(Cluster cluster, ClusterFindings findings)
    {
        // What no cluster builds may get it from the patches of whoever builds it.
        if (!cluster.IsReal)
            return;
        foreach (var (_, release) in cluster.Objects.Where(o => o.Object.Is(FluxKinds.Helm, "HelmRelease")))
        {
            var silent = ((string[])["install", "upgrade"]).Where(a => !IsRemedied(release, a)).ToList();
            if (silent.Count > 0)
                findings.Add(Rule, release.PlaceOf("spec", silent[0]), $"{release} does not say what follows when its {string.Join(" or ", silent)} fails");
        }
    }

    private static bool IsRemedied(FluxObject release, string action) =>
        release.Text("spec", action, "strategy", "name") == "RetryOnFailure" || release.Text("spec", action, "remediation", "retries") is { } retries && retries != "0";
}
