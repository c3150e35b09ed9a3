using System.Collections.Immutable;
using Slipway.Components.Fleet;
using Slipway.Components.Layers;

namespace Slipway.Components.Flux;

/// <summary>Values of the <c>flux-instance</c> chart (0.58, Flux Operator).</summary>
public static class FluxInstanceValues
{
    /// <summary>The registry of the controllers' images.</summary>
    private const string Registry = "ghcr.io/fluxcd";

    private static readonly ImmutableArray<string> Components = ["source-controller", "kustomize-controller", "helm-controller", "notification-controller"];

    private static readonly ImmutableArray<string> ImageComponents = ["image-reflector-controller", "image-automation-controller"];

    /// <summary>
    /// A FluxInstance that syncs one environment's folder from the fleet's branch. The branch is named through the full reference,
    /// so switching to a tag changes one field and leaves none behind.
    /// </summary>
    /// <param name="environment">The environment.</param>
    /// <param name="fluxVersion">Flux version, exact, e.g. <c>2.9.4</c>.</param>
    /// <param name="operatorVersion">Version of the Flux Operator, whose manifests are used.</param>
    /// <param name="url">Address of the infrastructure repository, <c>ssh://…</c> or, for <see cref="GitProvider.GitHub"/>, <c>https://…</c>.</param>
    /// <param name="interval">How often the repository is asked for something new.</param>
    /// <param name="provider">How source-controller logs in to the repository.</param>
    /// <param name="imageAutomation">Whether the controllers of image automation are among the components.</param>
    public static ImmutableDictionary<string, object> For(
        string environment, string fluxVersion, string operatorVersion, string url, TimeSpan interval, GitProvider provider, bool imageAutomation) =>
        Map(("instance", Map(
            ("distribution", Map(
                ("version", fluxVersion),
                ("registry", Registry),
                ("artifact", $"oci://ghcr.io/controlplaneio-fluxcd/flux-operator-manifests:v{operatorVersion}"))),
            ("components", List([.. Components, .. imageAutomation ? ImageComponents : []])),
            ("cluster", Map(("type", "aws"), ("networkPolicy", true))),
            ("sync", Map(
                ("kind", "GitRepository"),
                ("url", url),
                ("ref", "refs/heads/main"),
                ("path", FleetNames.ClusterFolder(environment)),
                ("provider", GitProviders.Text(provider)),
                ("pullSecret", FleetNames.InfrastructureCredential),
                ("interval", FluxDuration.Text(interval)))),
            ("kustomize", Map(("patches", List(SubstituteClusterInfo)))))));

    // The chart has no value for it: the root Kustomization substitutes cluster-info into release.yaml and layers.yaml.
    private static ImmutableDictionary<string, object> SubstituteClusterInfo { get; } = Map(
        ("target", Map(("kind", "Kustomization"), ("name", FleetNames.Namespace))),
        ("patch", $"- op: add\n  path: /spec/postBuild\n  value:\n    substituteFrom:\n      - kind: ConfigMap\n        name: {FleetNames.ClusterInfo}\n"));

    private static ImmutableDictionary<string, object> Map(params (string Key, object Value)[] entries) =>
        entries.ToImmutableDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);

    private static ImmutableArray<object> List(params object[] items) => [.. items];
}
