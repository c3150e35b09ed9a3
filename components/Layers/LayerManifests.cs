using Slipway.Components.Fleet;

namespace Slipway.Components.Layers;

/// <summary>A layer graph as Flux Kustomizations (<c>kustomize.toolkit.fluxcd.io/v1</c>, Flux 2.9).</summary>
public static class LayerManifests
{
    // Flux compares revisions only between layers of one source. Where both follow the release from two repositories, the dependency must have
    // applied the very release that this layer belongs to. An expression replaces the check for readiness, so it says that too. With ref.name
    // the revision is the full reference and the commit (refs/tags/prod-v1.2.0@sha1:…), and the label is the reference's last part.
    private const string SameRelease = $"""
        dep.status.conditions.exists(c, c.type == 'Ready' && c.status == 'True') &&
        dep.metadata.generation == dep.status.observedGeneration &&
        has(dep.status.lastAppliedRevision) &&
        dep.status.lastAppliedRevision.contains('/' + self.metadata.labels['{FleetNames.ReleaseLabel}'] + '@')
        """;

    /// <summary>The content of <c>clusters/&lt;env&gt;/layers.yaml</c>, generated and marked as such, with LF line ends.</summary>
    /// <param name="graph">The layers.</param>
    /// <param name="environment">The environment.</param>
    public static string Render(LayerGraph graph, string environment) =>
        Manifest.File(Manifest.Ownership("slipway:layers", environment), graph.Layers.Select(l => Kustomization(graph, l)));

    private static Dictionary<string, object> Kustomization(LayerGraph graph, Layer layer)
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
            ["deletionPolicy"] = layer.DeletionPolicy.ToString(),
            ["force"] = layer.Force,
        };
        if (!layer.DependsOn.IsEmpty)
            spec["dependsOn"] = layer.DependsOn.Select(name => Dependency(layer, graph[name])).ToArray();
        if (layer.Decryption)
            spec["decryption"] = new Dictionary<string, object> { ["provider"] = "sops" };
        if (!layer.SubstituteFrom.IsEmpty)
        {
            spec["postBuild"] = new Dictionary<string, object>
            {
                ["substituteFrom"] = layer.SubstituteFrom.Select(v => new Dictionary<string, object> { ["kind"] = v.Kind.ToString(), ["name"] = v.Name }).ToArray(),
            };
        }
        if (!layer.HealthCheckExprs.IsEmpty)
            spec["healthCheckExprs"] = layer.HealthCheckExprs.Select(HealthCheck).ToArray();
        if (layer.HelmReleaseDefaults)
            spec["patches"] = HelmReleaseDefaults.Patches();
        return Manifest.Object("kustomize.toolkit.fluxcd.io/v1", "Kustomization", layer.Name, FleetNames.Namespace, spec);
    }

    private static Dictionary<string, object> Dependency(Layer layer, Layer on)
    {
        var dependency = new Dictionary<string, object> { ["name"] = on.Name };
        if (on.Source != layer.Source && on.Source != LayerSource.Cluster && layer.Source != LayerSource.Cluster)
            dependency["readyExpr"] = SameRelease;
        return dependency;
    }

    private static Dictionary<string, object> HealthCheck(HealthCheckExpression health)
    {
        var check = new Dictionary<string, object> { ["apiVersion"] = health.ApiVersion };
        foreach (var (name, text) in ((string, string?)[])[("kind", health.Kind), ("current", health.Current), ("inProgress", health.InProgress), ("failed", health.Failed)])
        {
            if (!string.IsNullOrEmpty(text))
                check[name] = text;
        }
        return check;
    }
}
