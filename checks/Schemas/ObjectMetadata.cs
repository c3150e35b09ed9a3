using System.Text;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Schemas;

/// <summary>What all objects have in common: name, namespace, labels and annotations (apimachinery, <c>api/validation</c>).</summary>
internal static class ObjectMetadata
{
    private const int LargestAnnotations = 256 * 1024;

    private static readonly Lazy<StructuralSchema> Schema = new(() => KubernetesKinds.Type("ObjectMeta"));

    /// <summary>What is wrong with an object's metadata.</summary>
    /// <param name="manifest">The object.</param>
    /// <param name="kind">Its kind; null when it is not known.</param>
    public static IEnumerable<SchemaProblem> Check(YamlMap manifest, KindSchema? kind)
    {
        if (manifest["metadata"] is not YamlMap metadata)
            return [new SchemaProblem(SchemaProblemKind.NotAnObject, (manifest["metadata"] ?? manifest).Place, "metadata", "the object lacks it, or it is no map", "give the object a name")];
        var shape = SchemaValidator.Validate(metadata, Schema.Value).ConvertAll(p => p with { Path = $"metadata.{p.Path}" });
        return [.. shape, .. Name(metadata, kind), .. Namespace(metadata, kind), .. Labels(metadata), .. Annotations(metadata)];
    }

    private static IEnumerable<SchemaProblem> Name(YamlMap metadata, KindSchema? kind)
    {
        if (metadata.TextAt("name") is not { Length: > 0 } name)
        {
            if (metadata.TextAt("generateName") is not { Length: > 0 })
                yield return Problem(SchemaProblemKind.NotAnObject, metadata, "metadata.name", "the object has no name", "give it one");
            yield break;
        }
        var form = NameForm.Of(kind);
        if (!form.Fits(name))
            yield return Problem(SchemaProblemKind.WrongName, metadata["name"]!, "metadata.name", $"'{name}' is not {form.Description}", $"use a name such as '{form.Example}'");
    }

    private static IEnumerable<SchemaProblem> Namespace(YamlMap metadata, KindSchema? kind)
    {
        if (metadata.TextAt("namespace") is not { Length: > 0 } name)
            yield break;
        if (kind?.IsNamespaced == false)
            yield return Problem(SchemaProblemKind.WrongNamespace, metadata["namespace"]!, "metadata.namespace", $"a {kind.Kind} belongs to the whole cluster, not to a namespace", "remove it");
        else if (!ObjectNames.IsLabel(name))
            yield return Problem(SchemaProblemKind.WrongNamespace, metadata["namespace"]!, "metadata.namespace", $"'{name}' is not a DNS label", "use at most 63 lower-case letters, digits and inner hyphens");
    }

    private static IEnumerable<SchemaProblem> Labels(YamlMap metadata) => LabelRules.Check(metadata["labels"], "metadata.labels");

    private static IEnumerable<SchemaProblem> Annotations(YamlMap metadata)
    {
        if (metadata["annotations"] is not YamlMap annotations)
            yield break;
        foreach (var entry in annotations.Entries.Where(e => !ObjectNames.IsQualifiedName(e.Name.ToLowerInvariant())))
            yield return Problem(SchemaProblemKind.WrongLabel, entry.Key, $"metadata.annotations[\"{entry.Name}\"]", $"'{entry.Name}' is not the key of an annotation", LabelRules.KeyForm);
        var size = annotations.Entries.Sum(e => Encoding.UTF8.GetByteCount(e.Name) + ((e.Value as YamlScalar) is { } text ? Encoding.UTF8.GetByteCount(text.Text) : 0));
        if (size > LargestAnnotations)
            yield return Problem(SchemaProblemKind.WrongLength, annotations, "metadata.annotations", $"the annotations have {size} bytes; at most {LargestAnnotations} are allowed", "move data into a ConfigMap");
    }

    private static SchemaProblem Problem(SchemaProblemKind kind, YamlValue at, string path, string message, string remedy) => new(kind, at.Place, path, message, remedy);
}
