using Slipway.Checks.Yaml;

namespace Slipway.Checks.Schemas;

/// <summary>The schemas that ship with the product. Those of Flux are made from its CRDs by <c>tools/import-crds</c>.</summary>
internal static class EmbeddedSchemas
{
    private const string Flux = "flux/";

    /// <summary>Every kind, its schema still unread.</summary>
    public static IEnumerable<KeyValuePair<(string ApiVersion, string Kind), Lazy<KindSchema>>> All() => FluxKinds().Concat(KubernetesKinds.All());

    /// <summary>The texts whose names begin so.</summary>
    public static IEnumerable<string> Texts(string prefix) => Names(prefix).Select(Text);

    private static IEnumerable<KeyValuePair<(string, string), Lazy<KindSchema>>> FluxKinds()
    {
        foreach (var resource in Names(Flux))
        {
            // Named group_version_kind.
            var parts = resource[Flux.Length..].Split('_');
            yield return KeyValuePair.Create(($"{parts[0]}/{parts[1]}", parts[2]), new Lazy<KindSchema>(() => Read(resource)));
        }
    }

    private static KindSchema Read(string resource)
    {
        var document = YamlReader.Read(resource, Text(resource)).Documents[0];
        return new KindSchema(
            document.TextAt("group")!, document.TextAt("version")!, document.TextAt("kind")!, document.TextAt("scope") == "Namespaced", SchemaReader.Structural(document.Find("schema")!));
    }

    private static IEnumerable<string> Names(string prefix) =>
        typeof(EmbeddedSchemas).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static string Text(string resource)
    {
        using var stream = typeof(EmbeddedSchemas).Assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"the assembly lacks the schema '{resource}'");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
