using YamlDotNet.RepresentationModel;

namespace Slipway.Fleet.Tests;

/// <summary>Finds its way in YAML.</summary>
internal static class YamlNodes
{
    /// <summary>The value of a key, where the node is a map that has it.</summary>
    public static YamlNode? Child(this YamlNode? node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    /// <summary>The text of a key.</summary>
    public static string? Text(this YamlNode? node, string key) => (node.Child(key) as YamlScalarNode)?.Value;

    /// <summary>All scalars in a node, itself included.</summary>
    public static IEnumerable<YamlScalarNode> Scalars(this YamlNode node) => node.AllNodes.OfType<YamlScalarNode>();
}
