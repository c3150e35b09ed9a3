using Slipway.Checks.Flux;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Rules.Sources;

/// <summary>An object of Flux that another one names as where something comes from.</summary>
/// <param name="By">Who names it.</param>
/// <param name="Value">The reference.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
internal sealed record SourceReference(string By, YamlMap Value, string Kind, string Namespace, string Name)
{
    /// <summary>Place of a field; of the reference where it has none.</summary>
    public YamlPlace PlaceOf(string field) => (Value[field] ?? Value["name"] ?? Value).Place;

    /// <inheritdoc />
    public override string ToString() => $"{Kind} '{Namespace}/{Name}'";

    /// <summary>All references of a cluster whose names are known.</summary>
    public static IEnumerable<SourceReference> In(Cluster cluster) => cluster.Kustomizations.Where(k => k.IsDeclared)
        .SelectMany(k => Of(k.ToString(), k.Declaration.Manifest.Find("spec", "sourceRef"), k.Namespace, ""))
        .Concat(cluster.Objects.Select(o => o.Object).Where(o => o.Problems.IsEmpty).SelectMany(Of));

    private static IEnumerable<SourceReference> Of(FluxObject manifest) => (manifest.Group, manifest.Kind) switch
    {
        (FluxKinds.Helm, "HelmRelease") => Of(manifest, "", "spec", "chart", "spec", "sourceRef").Concat(Of(manifest, "", "spec", "chartRef")),
        (FluxKinds.Source, "HelmChart") => Of(manifest, "", "spec", "sourceRef"),
        (FluxKinds.Image, "ImageUpdateAutomation") => Of(manifest, "GitRepository", "spec", "sourceRef"),
        (FluxKinds.Image, "ImagePolicy") => Of(manifest, "ImageRepository", "spec", "imageRepositoryRef"),
        _ => [],
    };

    private static IEnumerable<SourceReference> Of(FluxObject manifest, string kind, params ReadOnlySpan<string> path) =>
        Of(manifest.ToString(), manifest.Find(path) is { } value && !manifest.Uncertain.Contains(manifest.PlaceOf([.. path, "name"])) ? value : null, manifest.Namespace, kind);

    private static IEnumerable<SourceReference> Of(string by, YamlValue? value, string space, string kind) =>
        value is YamlMap map && map.TextAt("name") is { } name ? [new SourceReference(by, map, map.TextAt("kind") ?? kind, map.TextAt("namespace") ?? space, name)] : [];
}
