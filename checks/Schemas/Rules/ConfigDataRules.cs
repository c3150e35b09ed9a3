using System.Collections.Frozen;
using System.Text;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Schemas.Rules;

/// <summary>The data of ConfigMaps and Secrets: keys, size, and what a type of Secret needs. Values are never shown.</summary>
internal static class ConfigDataRules
{
    private const int Largest = 1024 * 1024;

    // kubernetes, pkg/apis/core/types.go: SecretType.
    private static readonly FrozenDictionary<string, string[]> Needed = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["kubernetes.io/tls"] = ["tls.crt", "tls.key"],
        ["kubernetes.io/dockerconfigjson"] = [".dockerconfigjson"],
        ["kubernetes.io/dockercfg"] = [".dockercfg"],
        ["kubernetes.io/ssh-auth"] = ["ssh-privatekey"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What is wrong with a ConfigMap or a Secret.</summary>
    public static IEnumerable<SchemaProblem> Check(YamlMap manifest)
    {
        string[] fields = manifest.TextAt("kind") == "Secret" ? ["data", "stringData"] : ["data", "binaryData"];
        var entries = fields.SelectMany(field => (manifest[field] as YamlMap)?.Entries.Select(entry => (Field: field, Entry: entry)) ?? []).ToList();
        foreach (var (field, entry) in entries.Where(e => !ObjectNames.IsDataKey(e.Entry.Name)))
            yield return SchemaProblem.At(entry.Key, SchemaProblemKind.WrongName, $"{field}[\"{entry.Name}\"]", $"'{entry.Name}' cannot be a key", "use at most 253 letters, digits, '-', '_' and '.'");
        // In a Secret stringData goes over data.
        if (manifest.TextAt("kind") == "ConfigMap")
        {
            foreach (var (field, entry) in entries.Where(e => e.Field == "binaryData" && (manifest["data"] as YamlMap)?[e.Entry.Name] is not null))
                yield return SchemaProblem.At(entry.Key, SchemaProblemKind.DuplicateItem, $"{field}[\"{entry.Name}\"]", $"'{entry.Name}' is a key of data as well", "keep one of them");
        }
        var size = entries.Sum(e => e.Entry.Value is YamlScalar text ? (long)Encoding.UTF8.GetByteCount(text.Text) * (e.Field is "data" && fields[1] == "stringData" || e.Field == "binaryData" ? 3 : 4) / 4 : 0);
        if (size > Largest)
            yield return SchemaProblem.At(manifest, SchemaProblemKind.WrongLength, "data", $"the data has {size} bytes; at most {Largest} are allowed", "split it");
        foreach (var key in Needed.GetValueOrDefault(manifest.TextAt("type") ?? "", []).Where(key => entries.All(e => e.Entry.Name != key)))
            yield return SchemaProblem.At(manifest["type"]!, SchemaProblemKind.MissingField, $"data[\"{key}\"]", $"a Secret of type {manifest.TextAt("type")} needs it", "add it, or use type Opaque");
    }
}
