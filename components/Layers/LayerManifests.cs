using Slipway.Components.Fleet;

namespace Slipway.Components.Layers;

/// <summary>A layer graph as Flux Kustomizations (<c>kustomize.toolkit.fluxcd.io/v1</c>, Flux 2.9).</summary>
public static class LayerManifests
{
    /// <summary>The content of <c>clusters/&lt;env&gt;/layers.yaml</c>, generated and marked as such, with LF line ends.</summary>
    /// <param name="graph">The layers.</param>
    /// <param name="environment">The environment.</param>
    public static string Render(LayerGraph graph, string environment) => Manifest.File(
        Manifest.Ownership("slipway:layers", environment),
        graph.Layers.Select(Kustomization));

    private static Dictionary<string, object> Kustomization(Layer layer)
    {
        var spec = new Dictionary<string, object>
        {
            ["interval"] = FluxDuration.Text(layer.Interval),
            ["retryInterval"] = FluxDuration.Text(layer.RetryInterval),
            ["timeout"] = FluxDuration.Text(layer.Timeout),
            ["sourceRef"] = new Dictionary<string, object> { ["kind"] = "GitRepository", ["name"] = FleetNames.Source(layer.Source) },
            ["path"] = layer.Path,
            ["prune"] = true,
            ["wait"] = layer.Wait,
            ["postBuild"] = new Dictionary<string, object>
            {
                ["substituteFrom"] = new[] { new Dictionary<string, object> { ["kind"] = "ConfigMap", ["name"] = FleetNames.ClusterInfo } },
            },
        };
        if (!layer.DependsOn.IsEmpty)
            spec["dependsOn"] = layer.DependsOn.Select(d => new Dictionary<string, object> { ["name"] = d }).ToArray();
        return Manifest.Object("kustomize.toolkit.fluxcd.io/v1", "Kustomization", layer.Name, FleetNames.Namespace, spec);
    }
}
