using Slipway.Components.Fleet;
using YamlDotNet.RepresentationModel;

namespace Slipway.Fleet.Tests;

/// <summary>An object as kustomize built it.</summary>
internal sealed record FleetObject(string Text, YamlMappingNode Node)
{
    public string ApiVersion => At("apiVersion")!;

    public string Kind => At("kind")!;

    public string Name => At("metadata", "name")!;

    public string Namespace => At("metadata", "namespace") ?? "";

    /// <summary>The group of its kind; empty for the core.</summary>
    public string Group => ApiVersion.Contains('/', StringComparison.Ordinal) ? ApiVersion[..ApiVersion.IndexOf('/', StringComparison.Ordinal)] : "";

    public static IReadOnlyList<FleetObject> Read(string yaml) =>
    [
        .. yaml.Split("\n---\n").Select(text => new FleetObject(text, (YamlMappingNode)YamlDocuments.Load(new StringReader(text)).Single().RootNode)),
    ];

    /// <summary>The text at a path of keys, or null.</summary>
    public string? At(params string[] path) => (Find(path) as YamlScalarNode)?.Value;

    /// <summary>The node at a path of keys, or null.</summary>
    public YamlNode? Find(params string[] path) => path.Aggregate((YamlNode?)Node, (node, key) => node.Child(key));

    /// <summary>The maps of the list at a path of keys.</summary>
    public IEnumerable<YamlMappingNode> List(params string[] path) => (Find(path) as YamlSequenceNode)?.OfType<YamlMappingNode>() ?? [];

    public override string ToString() => $"{Kind} {Namespace}/{Name}";
}
