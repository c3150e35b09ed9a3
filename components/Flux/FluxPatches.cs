using System.Collections.Immutable;
using Slipway.Components.Fleet;

namespace Slipway.Components.Flux;

/// <summary>What the <c>flux-instance</c> chart has no value for: kustomize patches of what the Flux Operator generates.</summary>
internal static class FluxPatches
{
    private const string Watch = "--watch-configs-label-selector=owner!=helm";

    /// <summary>The patches of an instance.</summary>
    /// <param name="options">How Flux is set up.</param>
    /// <param name="ageDecryption">Whether kustomize-controller decrypts with an age identity from the cluster.</param>
    public static IEnumerable<(string Kind, string Name, string Patch)> For(FluxOptions options, bool ageDecryption)
    {
        // The root Kustomization gives cluster-info to release.yaml and layers.yaml.
        yield return ("Kustomization", FleetNames.Namespace,
            $"- op: add\n  path: /spec/postBuild\n  value:\n    substituteFrom:\n      - kind: ConfigMap\n        name: {FleetNames.ClusterInfo}\n");

        // A fix in Git ends the wait for a broken revision's health instead of its timeout, and a release whose wait ended is tried again (gates of
        // Flux 2.9 that are off by default). What changes in a ConfigMap or Secret that is used counts at once.
        yield return Arguments(FluxComponents.Kustomize,
        [
            "--feature-gates=CancelHealthCheckOnNewRevision=true",
            Watch,
            .. ageDecryption ? [$"--sops-age-secret={FleetNames.AgeIdentity}"] : ImmutableArray<string>.Empty,
        ]);
        yield return Arguments(FluxComponents.Helm, ["--feature-gates=CancelHealthCheckOnNewRevision=true,DefaultToRetryOnFailure=true", Watch]);

        foreach (var (controller, limits) in options.Limits.OrderBy(l => l.Key, StringComparer.Ordinal))
        {
            yield return ("Deployment", controller, Operations(((string, string?)[])[("cpu", limits.Cpu), ("memory", limits.Memory)], limit =>
                ("replace", $"/spec/template/spec/containers/0/resources/limits/{limit.Item1}", limit.Item2)));
        }
    }

    private static (string, string, string) Arguments(string deployment, ImmutableArray<string> arguments) =>
        ("Deployment", deployment, Operations(arguments, argument => ("add", "/spec/template/spec/containers/0/args/-", argument)));

    private static string Operations<T>(IEnumerable<T> items, Func<T, (string Op, string Path, string? Value)> operation) => string.Concat(items
        .Select(operation)
        .Where(o => o.Value is not null)
        .Select(o => $"- op: {o.Op}\n  path: {o.Path}\n  value: \"{o.Value}\"\n"));
}
