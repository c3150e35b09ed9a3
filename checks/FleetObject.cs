using YamlDotNet.RepresentationModel;

namespace Slipway.Checks;

/// <summary>A Kubernetes object in a file of a fleet repository.</summary>
/// <param name="File">Path of the file.</param>
/// <param name="Node">The object.</param>
public sealed record FleetObject(string File, YamlMappingNode Node)
{
    /// <summary>The object's <c>apiVersion</c>, or null.</summary>
    public string? ApiVersion => Text("apiVersion");

    /// <summary>The object's <c>kind</c>, or null.</summary>
    public string? Kind => Text("kind");

    /// <summary>The node at a path of keys, or null.</summary>
    public YamlNode? Find(params ReadOnlySpan<string> path)
    {
        YamlNode? node = Node;
        foreach (var key in path)
            node = node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;
        return node;
    }

    /// <summary>The text at a path of keys, or null.</summary>
    public string? Text(params ReadOnlySpan<string> path) => (Find(path) as YamlScalarNode)?.Value;

    /// <summary>A finding at a node of this object.</summary>
    public Finding At(YamlNode? node, string rule, string message)
    {
        var place = (node ?? Node).Start;
        return new Finding(rule, File, place.Line, place.Column, message);
    }
}
