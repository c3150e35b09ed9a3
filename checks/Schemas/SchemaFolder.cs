using System.Collections.Concurrent;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Schemas;

/// <summary>A folder of somebody's schemas: CRDs, which are read at once, and JSON Schemas, which are found by their names.</summary>
internal sealed class SchemaFolder
{
    private readonly Dictionary<string, string> _json;
    private readonly ConcurrentDictionary<(string, string), KindSchema?> _read = new();

    private SchemaFolder(Dictionary<(string, string), Lazy<KindSchema>> kinds, Dictionary<string, string> json) => (Kinds, _json) = (kinds, json);

    /// <summary>The kinds that the CRDs define.</summary>
    public IReadOnlyDictionary<(string ApiVersion, string Kind), Lazy<KindSchema>> Kinds { get; }

    /// <summary>Looks through a folder and those below it.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="SchemaException">A CRD cannot be read.</exception>
    public static SchemaFolder Read(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder '{folder}' of schemas.");
        var kinds = new Dictionary<(string, string), Lazy<KindSchema>>();
        var json = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (Path.GetExtension(file) == ".json")
            {
                json.TryAdd(Path.GetFileName(file), file);
                json.TryAdd($"{Path.GetFileName(Path.GetDirectoryName(file))}/{Path.GetFileName(file)}", file);
            }
            else if (Path.GetExtension(file) is ".yaml" or ".yml")
            {
                foreach (var kind in Crds(file))
                    kinds[(kind.ApiVersion, kind.Kind)] = new Lazy<KindSchema>(kind);
            }
        }
        return new SchemaFolder(kinds, json);
    }

    /// <summary>The kind's JSON Schema, or null when the folder has none.</summary>
    /// <exception cref="SchemaException">It cannot be read.</exception>
    public KindSchema? FindJson(string apiVersion, string kind) => _read.GetOrAdd((apiVersion, kind), _ =>
    {
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        var (group, version) = slash < 0 ? ("", apiVersion) : (apiVersion[..slash], apiVersion[(slash + 1)..]);
        string[] names = slash < 0
            ? [$"{kind}-{version}.json"]
            : [$"{kind}-{group.Split('.')[0]}-{version}.json", $"{kind}-{group}-{version}.json", $"{group}/{kind}_{version}.json"];
        return names.FirstOrDefault(_json.ContainsKey) is { } name
            ? new KindSchema(group, version, kind, null, SchemaReader.Json(Document(_json[name])))
            : null;
    });

    private static IEnumerable<KindSchema> Crds(string file) =>
        from document in Documents(file)
        where document.TextAt("kind") == "CustomResourceDefinition"
        from version in (document.Find("spec", "versions") as YamlList)?.Items ?? throw new SchemaException(document.Place, "the CRD has no spec.versions; only apiextensions.k8s.io/v1 is supported")
        where version.TextAt("served") == "true" && version.Find("schema", "openAPIV3Schema") is not null
        select new KindSchema(
            document.TextAt("spec", "group") ?? "", version.TextAt("name") ?? "", document.TextAt("spec", "names", "kind") ?? "", document.TextAt("spec", "scope") == "Namespaced",
            SchemaReader.Structural(version.Find("schema", "openAPIV3Schema")!));

    private static YamlValue Document(string file) => Documents(file) is [var document, ..] ? document : throw new SchemaException(YamlPlace.StartOf(file), "the file is empty");

    private static IReadOnlyList<YamlValue> Documents(string file)
    {
        var read = YamlReader.Read(file, File.ReadAllText(file));
        return read.Problems.Length == 0 ? read.Documents : throw new SchemaException(read.Problems[0].Place, read.Problems[0].Message);
    }
}
