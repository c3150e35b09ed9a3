using Slipway.Components.Fleet;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Slipway.Components.Promotion;

/// <summary>
/// <c>clusters/&lt;env&gt;/release.yaml</c>: the GitRepositories that pin what an environment runs. Its history is the record of promotions.
/// </summary>
public static class ReleaseFile
{
    /// <summary>Reads the release that the file pins.</summary>
    /// <param name="environment">The environment that the file belongs to.</param>
    /// <param name="yaml">The file's content.</param>
    /// <exception cref="FormatException">
    /// Not YAML, a source is missing or has no <c>spec.ref.name</c>, the sources disagree, or the reference is none that the environment follows.
    /// </exception>
    public static Release Parse(string environment, string yaml)
    {
        var file = FleetNames.ReleaseFile(environment);
        var references = References(file, yaml).ToDictionary(r => r.Key, r => r.Value.Value ?? "", StringComparer.Ordinal);
        foreach (var source in (string[])[FleetNames.InfrastructureSource, FleetNames.AppsSource])
        {
            if (!references.ContainsKey(source))
                throw new FormatException($"{file}: there is no GitRepository '{source}'; both repositories are pinned in this file");
        }
        var (infrastructure, apps) = (references[FleetNames.InfrastructureSource], references[FleetNames.AppsSource]);
        if (infrastructure != apps)
            throw new FormatException($"{file}: the repositories are at different releases, {infrastructure} and {apps}; they move together");
        return Release.Parse(environment, infrastructure);
    }

    /// <summary>The file with another release in it: the two references are changed, and not a byte else.</summary>
    /// <param name="environment">The environment that the file belongs to.</param>
    /// <param name="yaml">The file's content.</param>
    /// <param name="release">What it is to pin.</param>
    /// <exception cref="FormatException">As <see cref="Parse"/>, or a reference stands in a way that cannot be changed in place.</exception>
    public static string Repin(string environment, string yaml, Release release)
    {
        var old = Parse(environment, yaml).Reference;
        var file = FleetNames.ReleaseFile(environment);
        // From the end, so that what is still to be changed stays where it is. Two sources may share one scalar, by an alias.
        var places = References(file, yaml)
            .Where(r => r.Key is FleetNames.InfrastructureSource or FleetNames.AppsSource)
            .Select(r => r.Value.Start).Distinct().OrderByDescending(p => p.Index);
        foreach (var place in places)
        {
            var at = yaml.IndexOf(old, (int)place.Index, StringComparison.Ordinal);
            // A quote may stand before it, nothing else.
            if (at < place.Index || at > place.Index + 1)
                throw new FormatException($"{file}:{place.Line}:{place.Column}: the reference is not written as {old}; write it plainly, without tag, anchor or escapes");
            yaml = string.Concat(yaml.AsSpan(0, at), release.Reference, yaml.AsSpan(at + old.Length));
        }
        return yaml;
    }

    private static Dictionary<string, YamlScalarNode> References(string file, string yaml)
    {
        var references = new Dictionary<string, YamlScalarNode>(StringComparer.Ordinal);
        foreach (var root in Documents(file, yaml))
        {
            if (Text(root, "kind") == "GitRepository" && Text(root, "metadata", "name") is { } name)
            {
                references[name] = Scalar(root, "spec", "ref", "name")
                    ?? throw new FormatException($"{file}: the GitRepository '{name}' has no spec.ref.name; a release is pinned there");
            }
        }
        return references;
    }

    private static IEnumerable<YamlMappingNode> Documents(string file, string yaml)
    {
        IList<YamlDocument> documents;
        try
        {
            documents = YamlDocuments.Load(new StringReader(yaml));
        }
        catch (YamlException problem)
        {
            throw new FormatException($"{file}:{problem.Start.Line}:{problem.Start.Column}: {problem.Message}", problem);
        }
        return documents.Select(d => d.RootNode).OfType<YamlMappingNode>();
    }

    private static string? Text(YamlNode node, params ReadOnlySpan<string> path) => Scalar(node, path)?.Value;

    private static YamlScalarNode? Scalar(YamlNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
            node = node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;
        return node as YamlScalarNode;
    }
}
