using System.Collections.Immutable;
using Slipway.Components.Layers;

namespace Slipway.Components.Flux;

/// <summary>Values of the <c>flux-instance</c> chart (0.58, Flux Operator).</summary>
public static class FluxInstanceValues
{
    /// <summary>The registry of the controllers' images.</summary>
    private const string Registry = "ghcr.io/fluxcd";

    /// <summary>The values of an instance that syncs one environment's folder from the fleet's branch.</summary>
    /// <param name="options">How Flux is set up.</param>
    /// <param name="sync">What it syncs.</param>
    /// <param name="imageAutomation">Whether the controllers of image automation are among the components.</param>
    /// <param name="ageDecryption">Whether kustomize-controller decrypts with an age identity from the cluster; otherwise with the identity that AWS gives it.</param>
    public static ImmutableDictionary<string, object> For(FluxOptions options, FluxSync sync, bool imageAutomation, bool ageDecryption)
    {
        var instance = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["distribution"] = Map(
                ("version", options.Version),
                ("registry", Registry),
                // Pinned with the operator: with a floating one, clusters broke on the day of a Flux release (flux2#5965).
                ("artifact", $"oci://ghcr.io/controlplaneio-fluxcd/flux-operator-manifests:v{options.OperatorVersion}")),
            ["components"] = List(FluxComponents.Of(options, imageAutomation)),
            ["cluster"] = Map(("type", "aws"), ("size", Text(options.Size)), ("networkPolicy", true), ("multitenant", false)),
            ["sync"] = Map(
                ("kind", "GitRepository"),
                ("url", sync.Url),
                ("ref", FluxSync.Reference),
                ("path", sync.Path),
                ("provider", GitProviders.Text(sync.Provider)),
                ("pullSecret", Fleet.FleetNames.InfrastructureCredential),
                ("interval", FluxDuration.Text(options.Interval))),
            ["kustomize"] = Map(("patches", List(FluxPatches.For(options, ageDecryption).Select(p =>
                Map(("target", Map(("kind", p.Kind), ("name", p.Name))), ("patch", p.Patch)))))),
        };
        if (!options.Shards.IsEmpty)
            instance["sharding"] = Map(("key", "sharding.fluxcd.io/key"), ("shards", List(options.Shards)));
        return Map(("instance", instance.ToImmutableDictionary(StringComparer.Ordinal)));
    }

    private static string Text(FluxSize size) => size switch
    {
        FluxSize.Small => "small",
        FluxSize.Medium => "medium",
        FluxSize.Large => "large",
        _ => throw new ArgumentOutOfRangeException(nameof(size), size, "not a size"),
    };

    private static ImmutableDictionary<string, object> Map(params (string Key, object Value)[] entries) =>
        entries.ToImmutableDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);

    private static ImmutableArray<object> List(IEnumerable<object> items) => [.. items];
}
