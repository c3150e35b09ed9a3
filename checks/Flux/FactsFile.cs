using System.Collections.Immutable;
using System.Text;
using Slipway.Checks.Yaml;
using Slipway.Components.Fleet;

namespace Slipway.Checks.Flux;

/// <summary>A file that tells what ConfigMaps and Secrets of a cluster hold that are not in Git.</summary>
public static class FactsFile
{
    /// <summary>Reads ConfigMap and Secret manifests; a map of names and values is taken for <c>cluster-info</c>.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>Values by name and name of the object.</returns>
    /// <exception cref="FormatException">It is no such file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static ImmutableDictionary<string, ImmutableDictionary<string, string>> Read(string path)
    {
        var file = YamlReader.Read(path, File.ReadAllText(path));
        if (file.Problems.Length > 0)
            throw new FormatException(file.Problems[0].ToString());
        var facts = ImmutableDictionary<string, ImmutableDictionary<string, string>>.Empty;
        foreach (var document in file.Documents)
        {
            if (document is not YamlMap map)
                throw new FormatException($"{document.Place}: facts are ConfigMap or Secret manifests, or a map of names and values.");
            facts = map.TextAt("kind") is "ConfigMap" or "Secret"
                ? facts.SetItem(map.TextAt("metadata", "name") ?? "", Values(map["data"], map.TextAt("kind") == "Secret").AddRange(Values(map["stringData"], isEncoded: false)))
                : facts.SetItem(FleetNames.ClusterInfo, Values(map, isEncoded: false));
        }
        return facts;
    }

    private static ImmutableDictionary<string, string> Values(YamlValue? values, bool isEncoded)
    {
        if (values is not YamlMap map)
            return ImmutableDictionary<string, string>.Empty;
        return map.Entries.ToImmutableDictionary(e => e.Name, e => e.Value is YamlScalar scalar ? Decoded(scalar, isEncoded)
            : throw new FormatException($"{e.Value.Place}: '{e.Name}' is no text; variables are."), StringComparer.Ordinal);
    }

    private static string Decoded(YamlScalar scalar, bool isEncoded)
    {
        if (!isEncoded)
            return scalar.Text;
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(scalar.Text));
        }
        catch (FormatException)
        {
            throw new FormatException($"{scalar.Place}: values under 'data' of a Secret are base64; write plain values under 'stringData'.");
        }
    }
}
