using Slipway.Components.Fleet;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Slipway.Stacks.Settings;

/// <summary>
/// What the other environments of the project say of themselves, for the rules that one file cannot see: who owns the repositories, and whose image
/// automation writes.
/// </summary>
public sealed class SiblingStacks
{
    private readonly Dictionary<string, YamlMappingNode> _fleets;

    private SiblingStacks(Dictionary<string, YamlMappingNode> fleets) => _fleets = fleets;

    /// <summary>No other environment.</summary>
    public static SiblingStacks None { get; } = new([]);

    /// <summary>The environments beside one in a project's folder. A file that is no YAML says nothing; it is refused when its own environment runs.</summary>
    /// <param name="folder">The folder of <c>Pulumi.yaml</c>.</param>
    /// <param name="environment">The environment that is being read.</param>
    public static SiblingStacks InFolder(string folder, string environment) => !Directory.Exists(folder) ? None : Of(
        Directory.EnumerateFiles(folder, "Pulumi.*.yaml")
            .Select(f => (Name: Path.GetFileNameWithoutExtension(f)["Pulumi.".Length..], File: f))
            .Where(s => s.Name != environment)
            .Select(s => (s.Name, File.ReadAllText(s.File))));

    /// <summary>Environments by name and the content of their files.</summary>
    public static SiblingStacks Of(IEnumerable<(string Name, string Yaml)> stacks)
    {
        var fleets = new Dictionary<string, YamlMappingNode>(StringComparer.Ordinal);
        foreach (var (name, yaml) in stacks)
        {
            if (Fleet(yaml) is { } fleet)
                fleets[name] = fleet;
        }
        return new(fleets);
    }

    /// <summary>The environments in which a key of <c>slipway:fleet</c> is true, by name.</summary>
    internal IEnumerable<string> WithFleetFlag(string key) =>
        _fleets.Where(f => f.Value.Children.TryGetValue(new YamlScalarNode(key), out var flag) && flag is YamlScalarNode { Value: "true" })
            .Select(f => f.Key)
            .Order(StringComparer.Ordinal);

    private static YamlMappingNode? Fleet(string yaml)
    {
        try
        {
            return YamlDocuments.Load(new StringReader(yaml)) is [{ RootNode: YamlMappingNode root }, ..]
                && Child(root, "config") is YamlMappingNode config
                ? (Child(config, $"{PlatformSettings.Project}:fleet") ?? Child(config, "fleet")) as YamlMappingNode
                : null;
        }
        catch (YamlException)
        {
            return null;
        }
    }

    private static YamlNode? Child(YamlMappingNode node, string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;
}
