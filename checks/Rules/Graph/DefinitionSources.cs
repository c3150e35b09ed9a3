using Slipway.Checks.Flux;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Rules.Graph;

/// <summary>Where a definition comes from.</summary>
/// <param name="Kustomization">The Kustomization that applies it, or what installs it.</param>
/// <param name="Object">The CustomResourceDefinition, or the HelmRelease that installs it.</param>
internal sealed record DefinitionSource(FluxKustomization Kustomization, FluxObject Object)
{
    /// <summary>Whether it comes with a chart, so that it is there only once the release is installed. Flux applies definitions that stand in Git first.</summary>
    public bool IsRelease => Object.Kind == "HelmRelease";
}

/// <summary>What installs the definitions of custom resources in a cluster: definitions in Git, and charts that are known to bring some.</summary>
internal sealed class DefinitionSources
{
    private readonly ILookup<(string Group, string Kind), DefinitionSource> _definitions;
    private readonly ILookup<string, DefinitionSource> _releases;

    public DefinitionSources(Cluster cluster)
    {
        var charts = cluster.Objects.Select(o => o.Object).Where(o => o.Is(FluxKinds.Source, "OCIRepository") || o.Is(FluxKinds.Source, "HelmChart"))
            .ToLookup(o => (o.Kind, o.Namespace, o.Name), o => o.Kind == "HelmChart" ? o.Text("spec", "chart") ?? "" : LastPart(o.Text("spec", "url") ?? ""));
        _definitions = cluster.Objects.Where(o => o.Object.Is("apiextensions.k8s.io", "CustomResourceDefinition"))
            .ToLookup(o => (o.Object.Text("spec", "group") ?? "", o.Object.Text("spec", "names", "kind") ?? ""), o => new DefinitionSource(o.Kustomization, o.Object));
        _releases = cluster.Objects.Where(o => o.Object.Is(FluxKinds.Helm, "HelmRelease") && o.Object.Text("spec", "install", "crds") != "Skip")
            .SelectMany(o => ChartDefinitions.Of(ChartOf(o.Object)).Select(g => (Group: g, Source: new DefinitionSource(o.Kustomization, o.Object)))).ToLookup(o => o.Group, o => o.Source);

        string ChartOf(FluxObject release) => release.Find("spec", "chartRef") is YamlMap reference
            ? charts[(reference.TextAt("kind") ?? "", reference.TextAt("namespace") ?? release.Namespace, reference.TextAt("name") ?? "")].FirstOrDefault() ?? ""
            : LastPart(release.Text("spec", "chart", "spec", "chart") ?? "");
    }

    /// <summary>What installs the definition of an object's kind; nothing where that is not known.</summary>
    public IEnumerable<DefinitionSource> Of(FluxObject manifest) => _definitions[(manifest.Group, manifest.Kind)].Concat(_releases[manifest.Group]);

    private static string LastPart(string path) => path.TrimEnd('/') is var trimmed ? trimmed[(trimmed.LastIndexOf('/') + 1)..] : "";
}
