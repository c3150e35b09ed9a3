using System.Collections.Immutable;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Flux;

/// <summary>Finds the clusters of a repository: by FluxInstance, by what <c>flux bootstrap</c> writes, by the folders of <c>clusters/</c>, or else by any Flux Kustomization.</summary>
internal static class ClusterFinder
{
    /// <summary>The clusters that are synced from a repository.</summary>
    public static ImmutableArray<ClusterRoot> Find(FleetRepository repository, ImmutableArray<FleetSource> sources)
    {
        var documents = sources.SelectMany(s => s.File.Documents.OfType<YamlMap>().Select(d => (s.Path, Manifest: d))).ToList();
        List<ClusterRoot> roots =
        [
            .. documents.Where(d => d.Manifest.TextAt("kind") == "FluxInstance").Select(d => OfInstance(repository, d.Manifest)).OfType<ClusterRoot>(),
            .. documents.Where(d => d.Path.EndsWith("/gotk-sync.yaml", StringComparison.Ordinal) && KustomizationDeclaration.Is(d.Manifest)).Select(d => OfBootstrap(repository, d.Manifest)).OfType<ClusterRoot>(),
        ];
        var marked = documents.Where(d => IsSign(d.Manifest)).Select(d => d.Path.Split('/')).Where(p => p is ["clusters", _, _, ..]).Select(p => $"clusters/{p[1]}").Distinct(StringComparer.Ordinal);
        roots.AddRange(marked.Where(f => roots.All(r => r.Folder != f && !r.Folder.StartsWith(f + "/", StringComparison.Ordinal))).Select(f => OfFolder(repository, f)));
        if (roots.Count == 0 && documents.Where(d => KustomizationDeclaration.Is(d.Manifest)).Select(d => d.Manifest).ToImmutableArray() is { Length: > 0 } anywhere)
            roots.Add(OfFolder(repository, "") with { Objects = [.. documents.Select(d => d.Manifest).Where(IsFlux)] });
        return [.. roots.DistinctBy(r => r.Folder).OrderBy(r => r.Folder, StringComparer.Ordinal)];
    }

    /// <summary>What tells a cluster's folder from others beside it.</summary>
    private static bool IsSign(YamlMap manifest) => KustomizationDeclaration.Is(manifest) && manifest.Find("spec", "sourceRef") is not null
        || manifest.TextAt("kind") == "GitRepository" && manifest.Find("spec", "ref") is not null;

    private static bool IsFlux(YamlMap manifest) => manifest.TextAt("apiVersion")?.Contains(".toolkit.fluxcd.io/", StringComparison.Ordinal) == true
        || manifest.TextAt("kind") is "ConfigMap" && manifest.TextAt("apiVersion") == "v1";

    private static ClusterRoot? OfInstance(FleetRepository repository, YamlMap instance)
    {
        if (instance.TextAt("spec", "sync", "path") is not { } path || Folder(path) is not { } folder)
            return null;
        // Its patches reach the root Kustomization, and may give it variables.
        var patches = instance.Find("spec", "kustomize", "patches");
        return OfFolder(repository, folder) with { HasUnknownVariables = patches is not null && YamlWriter.Write(patches).Contains("postBuild", StringComparison.Ordinal) };
    }

    private static ClusterRoot? OfBootstrap(FleetRepository repository, YamlMap manifest)
    {
        var declaration = new KustomizationDeclaration(manifest);
        return Folder(declaration.Path) is { } folder ? new ClusterRoot(NameOf(folder, repository), repository, folder, declaration) { IsDeclared = true } : null;
    }

    private static ClusterRoot OfFolder(FleetRepository repository, string folder) => new(NameOf(folder, repository), repository, folder, Assumed(repository, folder));

    private static string NameOf(string folder, FleetRepository repository) => folder.Length == 0 ? repository.Name : folder[(folder.LastIndexOf('/') + 1)..];

    private static string? Folder(string path)
    {
        try
        {
            return FleetTree.Combine("", path.StartsWith('/') ? "." + path : path);
        }
        catch (FleetAccessException)
        {
            // The build of the Kustomization itself says so.
            return null;
        }
    }

    /// <summary>The Kustomization that the Flux Operator makes for a FluxInstance.</summary>
    public static KustomizationDeclaration Assumed(FleetRepository repository, string folder)
    {
        var place = repository.Tree.PlaceOf(folder);
        var text = $"""
            apiVersion: {FluxKinds.Kustomize}/v1
            kind: Kustomization
            metadata:
              name: flux-system
              namespace: flux-system
            spec:
              interval: 10m
              prune: true
              sourceRef:
                kind: GitRepository
                name: flux-system
            """;
        var manifest = (YamlMap)PlacesKept.Moved(YamlReader.Read(place.File, text).Documents[0], place);
        var spec = ((YamlMap)manifest["spec"]!).With("path", YamlScalar.String(place, "./" + folder));
        return new KustomizationDeclaration(manifest.With("spec", spec));
    }
}
