using System.Collections.Immutable;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>What a generator does with an object of the same name.</summary>
internal enum GeneratorBehavior
{
    Create,
    Merge,
    Replace,
}

/// <summary>An object on its way through a build, with what name references need to know about its past.</summary>
internal sealed record Resource
{
    private readonly YamlMap _root;
    private ObjectId? _id;

    public Resource(YamlMap root) => _root = root;

    public YamlMap Root
    {
        get => _root;
        init => (_root, _id) = (value, null);
    }

    /// <summary>The identities that it had, oldest first.</summary>
    public ImmutableArray<ObjectId> Previous { get; init; } = [];

    /// <summary>The prefixes that it was given, innermost first.</summary>
    public ImmutableArray<string> Prefixes { get; init; } = [];

    /// <summary>The suffixes that it was given, innermost first.</summary>
    public ImmutableArray<string> Suffixes { get; init; } = [];

    public GeneratorBehavior Behavior { get; init; }

    /// <summary>Whether a hash of the content comes after the name.</summary>
    public bool NeedsHash { get; init; }

    /// <summary>The identity that the object has now.</summary>
    public ObjectId Id => _id ??= IdOf(_root);

    /// <summary>The identity that it had at first.</summary>
    public ObjectId OriginalId => Previous.Length > 0 ? Previous[0] : Id;

    /// <summary>All identities, old and new.</summary>
    public IEnumerable<ObjectId> AllIds => Previous.Append(Id);

    /// <summary>This with its present identity noted as a former one.</summary>
    public Resource Remembering() => this with { Previous = Previous.Add(Id with { Namespace = Id.EffectiveNamespace }) };

    public Resource With(YamlMap root) => ReferenceEquals(root, _root) ? this : this with { Root = root };

    public static ObjectId IdOf(YamlMap root)
    {
        var (group, version) = ObjectId.SplitApiVersion(root.TextAt("apiVersion") ?? "");
        return new ObjectId(group, version, root.TextAt("kind") ?? "", root.TextAt("metadata", "name") ?? "", root.TextAt("metadata", "namespace") ?? "");
    }

    /// <summary>A root with another text at a field of its metadata.</summary>
    public static YamlMap WithMetadata(YamlMap root, string field, YamlScalar value)
    {
        var metadata = root["metadata"] as YamlMap ?? new YamlMap(value.Place, []);
        return root.With("metadata", metadata.With(field, value));
    }
}
