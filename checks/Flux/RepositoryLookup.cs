using System.Collections.Concurrent;
using System.Collections.Immutable;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Flux;

/// <summary>Maps the sources of Flux to repositories at hand. Safe for many threads.</summary>
internal sealed class RepositoryLookup(ImmutableArray<FleetRepository> repositories, Func<string, FleetRepository?> find)
{
    private readonly ConcurrentDictionary<string, FleetRepository?> _found = new(StringComparer.Ordinal);

    /// <summary>The repositories that were found beside those given.</summary>
    public IEnumerable<FleetRepository> Found => _found.Values.OfType<FleetRepository>().Distinct().OrderBy(r => r.Name, StringComparer.Ordinal);

    /// <summary>The repository that a Kustomization builds from, or null where it is not at hand.</summary>
    public FleetRepository? Of(KustomizationDeclaration declaration, ClusterRoot root, IReadOnlyDictionary<(string, string, string), YamlMap> sources)
    {
        if (repositories.FirstOrDefault(r => r.Name == declaration.SourceName) is { } named)
            return named;
        var own = root.Declaration;
        if ((declaration.SourceKind, declaration.SourceNamespace, declaration.SourceName) == (own.SourceKind, own.SourceNamespace, own.SourceName))
            return root.Repository;
        if (UrlOf(declaration, sources) is not { } url || VariableExpression.IsIn(url))
            return Find(declaration.SourceName) ?? Own(declaration, root);
        if (url == UrlOf(own, sources))
            return root.Repository;
        return repositories.FirstOrDefault(r => r.Name == NameIn(url)) ?? Find(declaration.SourceName) ?? Find(NameIn(url));
    }

    /// <summary>The cluster's own repository, for a source that does not tell its address here, where it has the folder that is asked for.</summary>
    private static FleetRepository? Own(KustomizationDeclaration declaration, ClusterRoot root)
    {
        try
        {
            var folder = FleetTree.Combine("", "./" + declaration.Path.TrimStart('/'));
            return folder.Length > 0 && root.Repository.Tree.Find(folder) == FleetEntry.Folder ? root.Repository : null;
        }
        catch (FleetAccessException)
        {
            return null;
        }
    }

    private FleetRepository? Find(string name) => name.Length == 0 || VariableExpression.IsIn(name) ? null : _found.GetOrAdd(name, find);

    private static string? UrlOf(KustomizationDeclaration declaration, IReadOnlyDictionary<(string, string, string), YamlMap> sources) =>
        sources.TryGetValue((declaration.SourceKind, declaration.SourceNamespace, declaration.SourceName), out var source) ? source.TextAt("spec", "url") : null;

    private static string NameIn(string url)
    {
        var name = url[(url.TrimEnd('/').LastIndexOf('/') + 1)..].TrimEnd('/');
        return name.EndsWith(".git", StringComparison.Ordinal) ? name[..^4] : name;
    }
}
