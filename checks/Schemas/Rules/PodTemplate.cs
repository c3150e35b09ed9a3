using Slipway.Checks.Yaml;

namespace Slipway.Checks.Schemas.Rules;

/// <summary>The template of the pods that an object makes; of a Pod, itself.</summary>
/// <param name="Value">Metadata and spec of the pods.</param>
/// <param name="Path">Where it stands in the object; empty of a Pod.</param>
internal sealed record PodTemplate(YamlMap Value, string Path)
{
    /// <summary>The pods' spec, or null.</summary>
    public YamlMap? Spec => Value["spec"] as YamlMap;

    /// <summary>The path of a field of the template.</summary>
    public string At(string field) => Path.Length == 0 ? field : $"{Path}.{field}";

    /// <summary>The pods' labels.</summary>
    public IReadOnlyDictionary<string, string> Labels => (Value["metadata"] as YamlMap).Pairs("labels").ToDictionary(StringComparer.Ordinal);

    /// <summary>The template of an object, or null when its kind makes no pods.</summary>
    public static PodTemplate? Of(YamlMap manifest, string group, string kind)
    {
        string[]? path = (group, kind) switch
        {
            ("", "Pod") => [],
            ("", "PodTemplate") => ["template"],
            ("", "ReplicationController") or ("apps", "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet") or ("batch", "Job") => ["spec", "template"],
            ("batch", "CronJob") => ["spec", "jobTemplate", "spec", "template"],
            _ => null,
        };
        return path is not null && manifest.Find(path) is YamlMap template ? new PodTemplate(template, string.Join('.', path)) : null;
    }
}
