using System.Security.Cryptography;
using System.Text;
using Slipway.Checks.Yaml;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>The values of a HelmRelease: those of its sources in order, then its own.</summary>
internal static class HelmValues
{
    /// <summary>The merged values.</summary>
    /// <exception cref="LayerException">A source is missing, or is no YAML.</exception>
    public static PropertyMap Of(FluxContext context, ClusterObject release)
    {
        var values = PropertyMap.Empty;
        foreach (var source in release.Maps("valuesFrom"))
            values = From(context, release, source, values);
        return Merge(values, release.Spec.Map("values"));
    }

    /// <summary>The digest by which a change of values is told, as <c>status.history</c> has it.</summary>
    public static string Digest(PropertyMap values) =>
        $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PropertyJson.Serialize(((PropertyValue)values).Bare()))))}";

    private static PropertyMap From(FluxContext context, ClusterObject release, PropertyMap source, PropertyMap values)
    {
        var (kind, name, key) = (source.Text("kind") ?? "", source.Text("name") ?? "", source.Text("valuesKey") ?? "values.yaml");
        var shown = $"could not resolve {kind} chart values reference '{release.Namespace}/{name}' with key '{key}'";
        var isOptional = source.Flag("optional");
        if (context.Data(kind, release.Namespace, name) is not { } data)
            return isOptional ? values : throw new LayerException("ValuesError", $"{shown}: {kind.ToLowerInvariant()}s \"{name}\" not found");
        if (!data.TryGetValue(key, out var text))
            return isOptional ? values : throw new LayerException("ValuesError", $"{shown}: missing key");
        if (source.Text("targetPath") is { Length: > 0 } path)
            return Set(values, path.Split('.'), text);
        var read = YamlReader.Read($"{kind}/{name}/{key}", text);
        return read is { Problems: [], Documents: [YamlMap map] }
            ? Merge(values, ManifestValues.ToProperties(map))
            : throw new LayerException("ValuesError", $"{shown}: it is no YAML object");
    }

    private static PropertyMap Set(PropertyMap values, ReadOnlySpan<string> path, string text) => path is [var last]
        ? values.With(last, text)
        : values.With(path[0], Set(values.Map(path[0]), path[1..], text));

    private static PropertyMap Merge(PropertyMap below, PropertyMap above) => below.Merge(above.Select((name, value) =>
        value.AsMap is { } map && below.Find(name)?.AsMap is { } old ? Merge(old, map) : value));
}
