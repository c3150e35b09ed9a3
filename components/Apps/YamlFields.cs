using YamlDotNet.RepresentationModel;

namespace Slipway.Components.Apps;

/// <summary>Fields of objects whose author may have left them out.</summary>
internal static class YamlFields
{
    /// <summary>The map under a key; an empty one where there is none.</summary>
    public static YamlMappingNode Map(this YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value) && value is YamlMappingNode map ? map : [];

    /// <summary>The text under a key, or null.</summary>
    public static string? Text(this YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? (value as YamlScalarNode)?.Value : null;
}
