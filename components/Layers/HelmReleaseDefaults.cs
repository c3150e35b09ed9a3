using Slipway.Components.Fleet;

namespace Slipway.Components.Layers;

/// <summary>
/// What every HelmRelease of a layer gets, as kustomize patches of the layer: drift detection, and how failures are dealt with
/// (helm-controller 1.6, where both are off by default). A release that needs its own carries a label that says so.
/// </summary>
public static class HelmReleaseDefaults
{
    /// <summary>The label of a HelmRelease whose drift detection stays as its file has it, with the value <see cref="Own"/>.</summary>
    public const string DriftDetectionLabel = "slipway/drift-detection";

    /// <summary>The label of a HelmRelease whose install and upgrade stay as its file has them, with the value <see cref="Own"/>.</summary>
    public const string RemediationLabel = "slipway/remediation";

    /// <summary>The value of both labels.</summary>
    public const string Own = "own";

    private const string ApiVersion = "helm.toolkit.fluxcd.io/v2";

    /// <summary>The patches, for <c>spec.patches</c> of a Flux Kustomization.</summary>
    internal static Dictionary<string, object>[] Patches() => [Patch(DriftDetectionLabel, DriftDetection()), Patch(RemediationLabel, Remediation())];

    private static Dictionary<string, object> Patch(string label, Dictionary<string, object> spec) => new()
    {
        ["target"] = new Dictionary<string, object>
        {
            ["group"] = "helm.toolkit.fluxcd.io",
            ["kind"] = "HelmRelease",
            ["labelSelector"] = $"{label}!={Own}",
        },
        ["patch"] = Manifest.Text(new Dictionary<string, object>
        {
            ["apiVersion"] = ApiVersion,
            ["kind"] = "HelmRelease",
            // kustomize asks for a name; the target is what counts.
            ["metadata"] = new Dictionary<string, object> { ["name"] = "every" },
            ["spec"] = spec,
        }),
    };

    // Ignored is what controllers write into objects of charts: autoscalers the replicas, webhooks' owners the certificates.
    private static Dictionary<string, object> DriftDetection() => new()
    {
        ["driftDetection"] = new Dictionary<string, object>
        {
            ["mode"] = "enabled",
            ["ignore"] = new[]
            {
                Ignored("Deployment", "/spec/replicas"),
                Ignored("StatefulSet", "/spec/replicas"),
                Ignored("ValidatingWebhookConfiguration", "/webhooks"),
                Ignored("MutatingWebhookConfiguration", "/webhooks"),
                Ignored("APIService", "/spec/caBundle"),
                Ignored("CustomResourceDefinition", "/spec/conversion/webhook/clientConfig/caBundle"),
            },
        },
    };

    private static Dictionary<string, object> Ignored(string kind, string path) => new()
    {
        ["target"] = new Dictionary<string, object> { ["kind"] = kind },
        ["paths"] = new[] { path },
    };

    // An install that failed has nothing to go back to, so it is tried again; an upgrade that failed twice goes back to what ran.
    private static Dictionary<string, object> Remediation() => new()
    {
        ["install"] = new Dictionary<string, object>
        {
            ["crds"] = "CreateReplace",
            ["strategy"] = new Dictionary<string, object> { ["name"] = "RetryOnFailure" },
        },
        ["upgrade"] = new Dictionary<string, object>
        {
            ["crds"] = "CreateReplace",
            ["strategy"] = new Dictionary<string, object> { ["name"] = "RemediateOnFailure" },
            ["remediation"] = new Dictionary<string, object> { ["retries"] = 2 },
        },
    };
}
