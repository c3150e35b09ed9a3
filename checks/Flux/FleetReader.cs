using System.Collections.Immutable;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Flux;

/// <summary>Reads what Flux would make of repositories.</summary>
public static class FleetReader
{
    /// <summary>The fleet of some repositories.</summary>
    /// <param name="repositories">The repositories, each name once.</param>
    /// <param name="options">What is known beside their files.</param>
    public static Fleet Read(ImmutableArray<FleetRepository> repositories, FleetOptions options)
    {
        var sources = repositories.Select(SourceFiles.Of).ToArray();
        var roots = repositories.SelectMany((r, at) => ClusterFinder.Find(r, sources[at])).ToArray();
        var lookup = new RepositoryLookup(repositories, options.FindRepository);
        var clusters = new Cluster[roots.Length];
        Parallel.For(0, roots.Length, at => clusters[at] = new ClusterReader(roots[at], lookup, options).Read());
        var used = clusters.SelectMany(c => c.Kustomizations).Select(k => k.Repository).ToHashSet();
        var unused = repositories.Index().Where(r => !used.Contains(r.Item)).Select(r => Loose(r.Item, sources[r.Index])).OfType<Cluster>();
        return new Fleet([.. repositories.Concat(lookup.Found).Distinct()], [.. clusters, .. unused], [.. sources.SelectMany(s => s)]);
    }

    /// <summary>Builds what no cluster at hand uses: every folder with a kustomization that no other kustomization includes, or else all there is.</summary>
    private static Cluster? Loose(FleetRepository repository, ImmutableArray<FleetSource> sources)
    {
        var kustomizations = sources.Where(s => KustomizationReader.FileNames.Contains(NameOf(s.Path)) && s.File.Documents is [YamlMap])
            .ToDictionary(s => FolderOf(s.Path), s => (YamlMap)s.File.Documents[0], StringComparer.Ordinal);
        var included = kustomizations.SelectMany(k => Included(k.Key, k.Value)).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<string> folders = [.. kustomizations.Where(k => k.Value.TextAt("kind") != "Component" && !included.Contains(k.Key)).Select(k => k.Key).Order(StringComparer.Ordinal)];
        // Without any kustomization, what stands there is what Flux would apply.
        if (folders.Length == 0 && sources.Any(s => s.File.Documents.Any(d => d.TextAt("kind") is not null && d.TextAt("apiVersion") is not null)))
            folders = [""];
        if (folders.Length == 0)
            return null;
        var built = new FluxKustomization[folders.Length];
        Parallel.For(0, folders.Length, at => built[at] = Alone(repository, folders[at]));
        return new Cluster(repository.Name, repository, "", [.. built]) { IsReal = false };
    }

    private static FluxKustomization Alone(FleetRepository repository, string folder)
    {
        var result = repository.Build(folder, null);
        var declaration = ClusterFinder.Assumed(repository, folder);
        // Whoever builds this folder may give it any variable.
        var variables = new VariableSet([], isComplete: false);
        return new FluxKustomization(declaration, null, repository, folder, result.Problems) { IsDeclared = false, Variables = variables, Objects = FluxRender.Of(result.Objects, declaration, variables) };
    }

    private static IEnumerable<string> Included(string folder, YamlMap kustomization)
    {
        foreach (var path in ((string[])["resources", "components", "bases"]).SelectMany(f => (kustomization[f] as YamlList)?.Items ?? []).OfType<YamlScalar>())
        {
            string full;
            try
            {
                full = FleetTree.Combine(folder, path.Text);
            }
            catch (FleetAccessException)
            {
                continue;
            }
            yield return full;
        }
    }

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static string FolderOf(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : "";
}
