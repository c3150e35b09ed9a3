using Slipway.Lab.Clouds.Properties;

namespace Slipway.Lab.Flux;

/// <summary>What helm-controller does about a release that fails.</summary>
/// <param name="Retries">How often it is tried again; negative for ever.</param>
/// <param name="Rollbacks">Whether what was there before is brought back.</param>
internal sealed record Remediation(int Retries, bool Rollbacks)
{
    /// <summary>What a HelmRelease asks for. Without a strategy, the controller's feature gate decides.</summary>
    public static Remediation Of(ClusterObject release, bool isUpgrade, FluxContext context)
    {
        var action = release.Spec.Map(isUpgrade ? "upgrade" : "install");
        var retries = action.Map("remediation").Integer("retries") ?? 0;
        var strategy = action.Map("strategy").Text("name")
            ?? (!action.Has("remediation") && ControllerArguments.HasFeature(context.Session, "helm-controller", "DefaultToRetryOnFailure") ? "RetryOnFailure" : "RemediateOnFailure");
        if (strategy == "RetryOnFailure")
            return new Remediation(-1, Rollbacks: false);
        // The last failure is remediated only when the release says so, or has retries at all (helm-controller, remediateLastFailure).
        return new Remediation(retries, Rollbacks: isUpgrade && retries != 0 && action.Map("remediation").Text("strategy") != "uninstall");
    }

    /// <summary>Whether it is not tried again.</summary>
    public bool IsExhausted(int failures) => Retries >= 0 && failures > Retries;
}
