using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>Takes documents for Kubernetes objects.</summary>
internal static class ObjectReader
{
    /// <summary>The objects of a document: itself, or the items of a list of objects.</summary>
    /// <exception cref="BuildFailure">It is no object.</exception>
    public static IEnumerable<YamlMap> Objects(YamlValue document)
    {
        if (document is YamlMap map && map.TextAt("kind") is { } kind && kind.EndsWith("List", StringComparison.Ordinal) && map["items"] is YamlList items)
            return items.Items.SelectMany(Objects);
        return [Object(document)];
    }

    /// <summary>A document as an object with a kind and a name.</summary>
    /// <exception cref="BuildFailure">It is none.</exception>
    public static YamlMap Object(YamlValue document)
    {
        if (document is not YamlMap map)
            throw Failure(document, "this document is no map", "a Kubernetes object is a map with apiVersion, kind and metadata");
        if (string.IsNullOrEmpty(map.TextAt("kind")))
            throw Failure(map, "this object has no kind", "add 'kind', or take the file out of the build");
        if (string.IsNullOrEmpty(map.TextAt("metadata", "name")))
            throw Failure(map["metadata"] ?? map, $"this {map.TextAt("kind")} has no metadata.name", "name it; kustomize does not build objects without a name");
        return map;
    }

    private static BuildFailure Failure(YamlValue value, string message, string remedy) => new(SourceProblemKind.NotAnObject, value.Place, message, remedy);
}
