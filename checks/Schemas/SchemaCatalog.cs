using System.Collections.Frozen;

namespace Slipway.Checks.Schemas;

/// <summary>The kinds whose objects can be validated. Each schema is read when it is first asked for, and once.</summary>
public sealed class SchemaCatalog
{
    private readonly FrozenDictionary<(string ApiVersion, string Kind), Lazy<KindSchema>> _kinds;
    private readonly SchemaFolder? _folder;

    private SchemaCatalog(IEnumerable<KeyValuePair<(string, string), Lazy<KindSchema>>> kinds, SchemaFolder? folder)
    {
        _kinds = kinds.ToFrozenDictionary();
        _folder = folder;
    }

    /// <summary>The kinds of Flux 2.9, of the Flux Operator and of Kubernetes itself (1.36).</summary>
    public static SchemaCatalog BuiltIn { get; } = new(EmbeddedSchemas.All(), null);

    /// <summary>This catalog with the schemas of a folder; where both have a kind, the folder's counts.</summary>
    /// <param name="folder">Path of a folder with CRDs (YAML) and JSON Schemas, named <c>{kind}-{group}-{version}.json</c> as kubeconform does or <c>{group}/{kind}_{version}.json</c>.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="SchemaException">A CRD in it cannot be read.</exception>
    public SchemaCatalog WithFolder(string folder)
    {
        var read = SchemaFolder.Read(folder);
        var kinds = _kinds.Where(k => !read.Kinds.ContainsKey(k.Key)).Concat(read.Kinds);
        return new SchemaCatalog(kinds, read);
    }

    /// <summary>The schema of a kind, or null when there is none.</summary>
    /// <exception cref="SchemaException">The folder's schema of the kind cannot be read.</exception>
    public KindSchema? Find(string apiVersion, string kind) =>
        _folder?.FindJson(apiVersion, kind) ?? (_kinds.TryGetValue((apiVersion, kind), out var known) ? known.Value : null);

    /// <summary>The kinds of a group's version; empty when the catalog does not know it.</summary>
    public IReadOnlyCollection<string> KindsOf(string apiVersion) => [.. _kinds.Keys.Where(k => k.ApiVersion == apiVersion).Select(k => k.Kind)];

    /// <summary>The versions (as <c>apiVersion</c>) that the catalog knows a kind in, of any group.</summary>
    public IReadOnlyCollection<string> ApiVersionsOf(string kind) => [.. _kinds.Keys.Where(k => k.Kind == kind).Select(k => k.ApiVersion).Order(StringComparer.Ordinal)];
}
