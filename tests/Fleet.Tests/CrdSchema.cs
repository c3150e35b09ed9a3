using System.Text.RegularExpressions;
using Slipway.Components.Fleet;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Slipway.Fleet.Tests;

/// <summary>The definitions of Flux's kinds, as their CRDs give them: enough of them to find a misspelt, missing or impossible field.</summary>
internal sealed class CrdSchema
{
    private readonly Dictionary<(string ApiVersion, string Kind), YamlNode> _schemas = [];

    /// <summary>Reads the definitions.</summary>
    public CrdSchema()
    {
        foreach (var file in Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories))
        {
            using var text = new StreamReader(file);
            var spec = YamlDocuments.Load(text).Single().RootNode.Child("spec");
            foreach (var version in (YamlSequenceNode)spec.Child("versions")!)
                _schemas[($"{spec.Text("group")}/{version.Text("name")}", spec.Child("names").Text("kind")!)] = version.Child("schema").Child("openAPIV3Schema")!;
        }
    }

    /// <summary>Where the definitions are, if they are at hand.</summary>
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(FleetFolder.Root, "../shared/facts/crds"));

    /// <summary>What is wrong with an object.</summary>
    public IEnumerable<string> Problems(FleetObject o) =>
        _schemas.TryGetValue((o.ApiVersion, o.Kind), out var schema)
            ? Problems(o.Node, schema, o.ToString())
            : [$"{o}: {o.ApiVersion} is not served"];

    private static IEnumerable<string> Problems(YamlNode node, YamlNode schema, string path)
    {
        switch (node)
        {
            case YamlMappingNode map:
                return Problems(map, schema, path);
            case YamlSequenceNode list when schema.Text("type") == "array":
                return list.SelectMany((item, i) => Problems(item, schema.Child("items")!, $"{path}[{i}]"));
            case YamlScalarNode scalar:
                return Problems(scalar, schema, path);
            default:
                return [$"{path}: a list where {schema.Text("type")} is due"];
        }
    }

    private static IEnumerable<string> Problems(YamlMappingNode map, YamlNode schema, string path)
    {
        if (schema.Text("type") is not ("object" or null))
            return [$"{path}: a map where {schema.Text("type")} is due"];
        var properties = schema.Child("properties");
        var others = schema.Child("additionalProperties");
        var isOpen = schema.Text("x-kubernetes-preserve-unknown-fields") == "true" || properties is null && others is null;
        var missing = ((schema.Child("required") as YamlSequenceNode)?.Select(r => ((YamlScalarNode)r).Value!) ?? []).Where(r => map.Child(r) is null).Select(r => $"{path}: {r} is missing");
        return missing.Concat(map.SelectMany(e =>
        {
            var key = ((YamlScalarNode)e.Key).Value!;
            return (properties.Child(key) ?? others) is { } child ? Problems(e.Value, child, $"{path}.{key}") : isOpen ? [] : [$"{path}: {key} is no field"];
        }));
    }

    private static IEnumerable<string> Problems(YamlScalarNode scalar, YamlNode schema, string path)
    {
        var value = scalar.Value ?? "";
        var isPlain = scalar.Style == ScalarStyle.Plain;
        var fits = schema.Text("type") switch
        {
            "boolean" => isPlain && value is "true" or "false",
            "integer" => isPlain && long.TryParse(value, out _),
            "string" => !isPlain || value is not ("" or "null" or "true" or "false") && !decimal.TryParse(value, out _),
            "object" or "array" => false,
            _ => true,
        };
        if (!fits)
            yield return $"{path}: '{value}' where {schema.Text("type")} is due";
        if (schema.Child("enum") is YamlSequenceNode allowed && allowed.All(a => ((YamlScalarNode)a).Value != value))
            yield return $"{path}: '{value}' is none of {string.Join(", ", allowed)}";
        if (schema.Text("pattern") is { } pattern && !Regex.IsMatch(value, pattern))
            yield return $"{path}: '{value}' does not match {pattern}";
    }
}
