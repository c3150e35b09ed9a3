using System.Collections.Immutable;
using Slipway.Checks.Yaml;
using Slipway.Cli.Project;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Flux;
using Slipway.Lab.Wire;

namespace Slipway.Cli.Lab;

/// <summary>Objects of a cluster as text, and text as objects.</summary>
internal static class ObjectText
{
    /// <summary>An object as YAML. Its values are hidden when it is a Secret, unless they are asked for.</summary>
    public static string Yaml(PropertyMap manifest, bool showSecrets)
    {
        var shown = manifest.With("metadata", manifest.Map("metadata").Without("managedFields"));
        if (!showSecrets && shown.Text("kind") == "Secret" && shown.Find("data")?.AsMap is { } data)
            shown = shown.With("data", data.Select((_, _) => "[secret]"));
        return YamlWriter.Write(ManifestValues.ToYaml(shown, default));
    }

    /// <summary>Objects in a table.</summary>
    public static void WriteTable(TextWriter output, ImmutableArray<PropertyMap> objects)
    {
        var rows = objects.Select(o => new ClusterObject(o)).Select(o => (string[])[o.Namespace, o.Name, o.Condition("Ready")?.Text("status") ?? ""]).Prepend(["NAMESPACE", "NAME", "READY"]).ToList();
        var widths = Enumerable.Range(0, 3).Select(i => rows.Max(r => r[i].Length)).ToArray();
        foreach (var row in rows)
            output.WriteLine(Terminal.Harmless(string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd()));
    }

    /// <summary>The objects of a YAML text.</summary>
    /// <exception cref="UsageException">It is no YAML, or something in it is no object.</exception>
    public static ImmutableArray<PropertyMap> Read(string place, string text)
    {
        var file = YamlReader.Read(place, text);
        if (!file.Problems.IsEmpty)
            throw new UsageException(file.Problems[0].ToString());
        return [.. file.Documents.Select(document => document is YamlMap map && map.TextAt("kind") is not null && map.TextAt("apiVersion") is not null && map.TextAt("metadata", "name") is not null
            ? ManifestValues.ToProperties(map)
            : throw new UsageException($"{document.Place}: it is no object: it has no apiVersion, kind or metadata.name."))];
    }

    /// <summary>An object with a value at a path.</summary>
    /// <param name="manifest">The object.</param>
    /// <param name="assignment"><c>path=value</c>; the value is YAML.</param>
    /// <exception cref="UsageException">It is not of that form.</exception>
    public static PropertyMap Set(PropertyMap manifest, string assignment)
    {
        var equals = assignment.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1)
            throw new UsageException($"--set {assignment}: it reads path=value, e.g. spec.replicas=5.");
        var read = YamlReader.Read("--set", assignment[(equals + 1)..]);
        return read is { Problems: [], Documents: [var value] }
            ? Change(manifest, assignment[..equals].Split('.'), ManifestValues.ToProperty(value))
            : throw new UsageException($"--set {assignment}: its value is no YAML.");
    }

    /// <summary>An object without what is at a path.</summary>
    public static PropertyMap Unset(PropertyMap manifest, string path) => Change(manifest, path.Split('.'), null);

    private static PropertyMap Change(PropertyMap map, ReadOnlySpan<string> path, PropertyValue? value)
    {
        if (path.Length > 1)
            return map.With(path[0], Change(map.Map(path[0]), path[1..], value));
        return value is null ? map.Without(path[0]) : map.With(path[0], value);
    }
}
