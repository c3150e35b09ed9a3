using System.Collections.Frozen;
using YamlDotNet.RepresentationModel;

namespace Slipway.Checks.Rules;

/// <summary>Rules that an object keeps or breaks by itself.</summary>
internal static class ObjectRules
{
    // Versions that Flux 2.9 no longer serves, and what took their place (the table of `flux migrate`, Flux 2.9).
    private static readonly FrozenDictionary<string, string> Removed = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["source.toolkit.fluxcd.io/v1beta1"] = "source.toolkit.fluxcd.io/v1",
        ["source.toolkit.fluxcd.io/v1beta2"] = "source.toolkit.fluxcd.io/v1",
        ["kustomize.toolkit.fluxcd.io/v1beta1"] = "kustomize.toolkit.fluxcd.io/v1",
        ["kustomize.toolkit.fluxcd.io/v1beta2"] = "kustomize.toolkit.fluxcd.io/v1",
        ["helm.toolkit.fluxcd.io/v2beta1"] = "helm.toolkit.fluxcd.io/v2",
        ["helm.toolkit.fluxcd.io/v2beta2"] = "helm.toolkit.fluxcd.io/v2",
        ["image.toolkit.fluxcd.io/v1beta1"] = "image.toolkit.fluxcd.io/v1",
        ["image.toolkit.fluxcd.io/v1beta2"] = "image.toolkit.fluxcd.io/v1",
        ["notification.toolkit.fluxcd.io/v1beta1"] = "notification.toolkit.fluxcd.io/v1beta3 (v1 for Receiver)",
        ["notification.toolkit.fluxcd.io/v1beta2"] = "notification.toolkit.fluxcd.io/v1beta3 (v1 for Receiver)",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every rule that the object breaks.</summary>
    public static IEnumerable<Finding> Check(FleetObject found)
    {
        foreach (var key in (string[])["apiVersion", "kind"])
        {
            if (string.IsNullOrEmpty(found.Text(key)))
                yield return found.At(found.Find(key), "object-shape", $"the object has no {key}");
        }
        if (found.ApiVersion?.StartsWith("kustomize.config.k8s.io/", StringComparison.Ordinal) != true
            && string.IsNullOrEmpty(found.Text("metadata", "name")) && string.IsNullOrEmpty(found.Text("metadata", "generateName")))
        {
            yield return found.At(found.Find("metadata"), "object-shape", "the object has no metadata.name");
        }
        if (found.ApiVersion is { } version && Removed.TryGetValue(version, out var current))
            yield return found.At(found.Find("apiVersion"), "flux-api-removed", $"Flux 2.9 does not serve {version}; use {current}");
        if (found is { ApiVersion: "v1", Kind: "Secret" } && found.Find("sops") is null && (HasEntries(found, "data") || HasEntries(found, "stringData")))
            yield return found.At(found.Find("data") ?? found.Find("stringData"), "secret-plaintext", "the Secret is not encrypted; seal it with SOPS before it enters Git");
    }

    private static bool HasEntries(FleetObject found, string key) => found.Find(key) is YamlMappingNode { Children.Count: > 0 };
}
