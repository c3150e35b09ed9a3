using Slipway.Components.Fleet;

namespace Slipway.Components.Secrets;

/// <summary>The files of an environment's secrets, before sealing.</summary>
internal static class SecretManifests
{
    private const string Key = "slipway:secrets";

    /// <summary>A Secret, its entries in ordinal order.</summary>
    public static string Secret(string environment, string name, string @namespace, IEnumerable<KeyValuePair<string, string>> values) => Manifest.File(
        Manifest.Ownership(Key, environment),
        [
            new Dictionary<string, object>
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Secret",
                ["metadata"] = new Dictionary<string, object>
                {
                    ["name"] = name,
                    ["namespace"] = @namespace,
                    // Flux reconciles what uses a value as soon as the value changes.
                    ["labels"] = new Dictionary<string, object> { ["reconcile.fluxcd.io/watch"] = "Enabled" },
                },
                ["type"] = "Opaque",
                ["stringData"] = new SortedDictionary<string, object>(values.ToDictionary(v => v.Key, v => (object)v.Value), StringComparer.Ordinal),
            },
        ]);

    /// <summary>
    /// The namespaces that secrets need before the layer that owns them comes: each is made where it is missing and left alone where it is not.
    /// </summary>
    public static string Namespaces(string environment, IEnumerable<string> namespaces) => Manifest.File(
        Manifest.Ownership(Key, environment),
        namespaces.Select(name => new Dictionary<string, object>
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Namespace",
            ["metadata"] = new Dictionary<string, object>
            {
                ["name"] = name,
                ["annotations"] = new Dictionary<string, object>
                {
                    ["kustomize.toolkit.fluxcd.io/prune"] = "disabled",
                    ["kustomize.toolkit.fluxcd.io/ssa"] = "IfNotPresent",
                },
            },
        }));

    /// <summary>What the layer consists of.</summary>
    public static string Kustomization(string environment, IEnumerable<string> files) => Manifest.File(
        Manifest.Ownership(Key, environment),
        [
            new Dictionary<string, object>
            {
                ["apiVersion"] = "kustomize.config.k8s.io/v1beta1",
                ["kind"] = "Kustomization",
                ["resources"] = files.ToArray(),
            },
        ]);
}
