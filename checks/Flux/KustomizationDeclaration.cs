using System.Collections.Immutable;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Flux;

/// <summary>A Flux Kustomization as it is declared (<c>kustomize.toolkit.fluxcd.io/v1</c>, Flux 2.9).</summary>
/// <param name="manifest">The object.</param>
public sealed class KustomizationDeclaration(YamlMap manifest)
{
    /// <summary>The object.</summary>
    public YamlMap Manifest { get; } = manifest;

    /// <summary>Its name.</summary>
    public string Name { get; } = manifest.TextAt("metadata", "name") ?? "";

    /// <summary>Its namespace; Flux's own where it has none.</summary>
    public string Namespace { get; } = manifest.TextAt("metadata", "namespace") ?? "flux-system";

    /// <summary>Where it stands.</summary>
    public YamlPlace Place => Manifest.Place;

    /// <summary>Kind of its source.</summary>
    public string SourceKind => Manifest.TextAt("spec", "sourceRef", "kind") ?? "";

    /// <summary>Name of its source.</summary>
    public string SourceName => Manifest.TextAt("spec", "sourceRef", "name") ?? "";

    /// <summary>Namespace of its source.</summary>
    public string SourceNamespace => Manifest.TextAt("spec", "sourceRef", "namespace") ?? Namespace;

    /// <summary>The folder that it builds, as it is written; <c>./</c> where it says nothing.</summary>
    public string Path => Manifest.TextAt("spec", "path") ?? "./";

    /// <summary>Where the path stands.</summary>
    public YamlPlace PathPlace => (Manifest.Find("spec", "path") ?? Manifest).Place;

    /// <summary>Whether Flux leaves it alone for now.</summary>
    public bool IsSuspended => IsTrue("suspend");

    /// <summary>Whether it is ready only when all that it applies is.</summary>
    public bool Waits => IsTrue("wait");

    /// <summary>Whether it applies to another cluster than the one that it is in.</summary>
    public bool IsRemote => Manifest.Find("spec", "kubeConfig") is not null;

    /// <summary>Whether it opens SOPS files.</summary>
    public bool Decrypts => Manifest.TextAt("spec", "decryption", "provider") == "sops";

    /// <summary>The Kustomizations that it waits for, each with its place.</summary>
    public IEnumerable<(string Namespace, string Name, YamlMap Entry)> DependsOn => Maps("dependsOn").Select(d => (d.TextAt("namespace") ?? Namespace, d.TextAt("name") ?? "", d));

    /// <summary>The ConfigMaps and Secrets that its variables come from, the last having the last word.</summary>
    public IEnumerable<(string Kind, string Name, bool IsOptional, YamlMap Entry)> VariableSources =>
        Maps("postBuild", "substituteFrom").Select(s => (s.TextAt("kind") ?? "", s.TextAt("name") ?? "", s.TextAt("optional") == "true", s));

    /// <summary>The variables that it sets itself. They win over those of sources.</summary>
    public ImmutableArray<YamlEntry> Variables => (Manifest.Find("spec", "postBuild", "substitute") as YamlMap)?.Entries ?? [];

    /// <summary>Whether defaults are applied even where no variable is set.</summary>
    public bool AlwaysSubstitutes => Manifest.TextAt("spec", "postBuild", "substituteStrategy") == "Always";

    /// <summary>Labels, and annotations, that all of its objects get at the end.</summary>
    public (YamlMap? Labels, YamlMap? Annotations) CommonMetadata =>
        (Manifest.Find("spec", "commonMetadata", "labels") as YamlMap, Manifest.Find("spec", "commonMetadata", "annotations") as YamlMap);

    /// <summary>Whether an object is a Flux Kustomization.</summary>
    public static bool Is(YamlMap manifest) =>
        manifest.TextAt("kind") == "Kustomization" && manifest.TextAt("apiVersion")?.StartsWith(FluxKinds.Kustomize + "/", StringComparison.Ordinal) == true;

    /// <summary>What it adds to the kustomization of its folder, or null when that is nothing.</summary>
    /// <param name="tree">The repository, to leave out components that are not there where it allows that.</param>
    public YamlMap? Additions(FleetTree tree)
    {
        if (Manifest["spec"] is not YamlMap spec)
            return null;
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        if (spec.Entry("targetNamespace") is { } space)
            entries.Add(new YamlEntry(YamlScalar.String(space.Key.Place, "namespace"), space.Value));
        foreach (var field in (string[])["namePrefix", "nameSuffix", "patches", "images", "components"])
        {
            if (spec.Entry(field) is { } entry)
                entries.Add(field == "components" && IsTrue("ignoreMissingComponents") ? entry with { Value = Present(entry.Value, tree) } : entry);
        }
        return entries.Count == 0 ? null : new YamlMap(spec.Place, entries.ToImmutable());
    }

    private YamlValue Present(YamlValue components, FleetTree tree) => components is not YamlList list ? components : list.WithItems(
    [
        .. list.Items.Where(i => i is not YamlScalar path || Exists(tree, path.Text)),
    ]);

    private bool Exists(FleetTree tree, string component)
    {
        try
        {
            return tree.Find(FleetTree.Combine(FleetTree.Combine("", Path), component)) != FleetEntry.Missing;
        }
        catch (FleetAccessException)
        {
            // The build says so, with the place.
            return true;
        }
    }

    private IEnumerable<YamlMap> Maps(params ReadOnlySpan<string> path) => ((Manifest["spec"] as YamlMap)?.Find(path) as YamlList)?.Items.OfType<YamlMap>() ?? [];

    private bool IsTrue(string field) => Manifest.Find("spec", field) is YamlScalar { JsonKind: YamlKind.Boolean, JsonText: "true" };

    /// <inheritdoc />
    public override string ToString() => $"Kustomization {Namespace}/{Name}";
}
