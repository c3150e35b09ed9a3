using System.Collections.Immutable;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>What a kustomization file says.</summary>
internal sealed record Kustomization
{
    public bool IsComponent { get; init; }
    public ImmutableArray<YamlScalar> Resources { get; init; } = [];
    public ImmutableArray<YamlScalar> Components { get; init; } = [];
    public YamlScalar? Namespace { get; init; }
    public string NamePrefix { get; init; } = "";
    public string NameSuffix { get; init; } = "";
    public ImmutableArray<LabelRule> Labels { get; init; } = [];
    public ImmutableArray<YamlEntry> CommonAnnotations { get; init; } = [];
    public ImmutableArray<ImageRule> Images { get; init; } = [];
    public ImmutableArray<ReplicaRule> Replicas { get; init; } = [];

    /// <summary><c>patchesStrategicMerge</c>: inline texts or paths.</summary>
    public ImmutableArray<YamlScalar> MergePatches { get; init; } = [];
    public ImmutableArray<PatchRule> Patches { get; init; } = [];

    /// <summary><c>patchesJson6902</c>, which come after names and labels are changed.</summary>
    public ImmutableArray<PatchRule> LatePatches { get; init; } = [];
    public ImmutableArray<GeneratorRule> Generators { get; init; } = [];
    public ImmutableArray<ReplacementRule> Replacements { get; init; } = [];

    /// <summary>The order of the result; null leaves objects as they come.</summary>
    public SortRule? Sort { get; init; } = SortOrder.Legacy;

    /// <summary>This with the fields of another, as kustomize-controller adds those of a Flux Kustomization (fluxcd/pkg/kustomize): single values and images of a name are replaced, lists go on.</summary>
    public Kustomization With(Kustomization other) => this with
    {
        Namespace = other.Namespace ?? Namespace,
        NamePrefix = other.NamePrefix.Length > 0 ? other.NamePrefix : NamePrefix,
        NameSuffix = other.NameSuffix.Length > 0 ? other.NameSuffix : NameSuffix,
        Patches = [.. Patches, .. other.Patches],
        Components = [.. Components, .. other.Components],
        Images = [.. Images.Select(i => other.Images.LastOrDefault(o => o.Name == i.Name) ?? i), .. other.Images.Where(o => Images.All(i => i.Name != o.Name))],
    };
}

/// <summary>Labels for all objects.</summary>
internal sealed record LabelRule(ImmutableArray<YamlEntry> Pairs, ImmutableArray<FieldSpec> Fields);

/// <summary>Another name, tag or digest for an image.</summary>
internal sealed record ImageRule(string Name, string NewName, string NewTag, string TagSuffix, string Digest, YamlPlace Place);

/// <summary>A number of replicas for the workloads of a name.</summary>
internal sealed record ReplicaRule(string Name, YamlScalar Count);

/// <summary>A patch, in the kustomization or in a file, and where it goes.</summary>
internal sealed record PatchRule(YamlPlace Place, YamlScalar? Path, YamlScalar? Text, Selector? Target, bool AllowNameChange, bool AllowKindChange);

/// <summary>A ConfigMap or Secret made from files and literals.</summary>
internal sealed record GeneratorRule(YamlPlace Place, string Kind, YamlScalar Name, string Namespace, GeneratorBehavior Behavior, string Type, GeneratorOptions Options)
{
    public ImmutableArray<YamlScalar> Files { get; init; } = [];
    public ImmutableArray<YamlScalar> Literals { get; init; } = [];
    public ImmutableArray<YamlScalar> Envs { get; init; } = [];
}

/// <summary>What generators add to what they make.</summary>
internal sealed record GeneratorOptions(ImmutableArray<YamlEntry> Labels, ImmutableArray<YamlEntry> Annotations, bool DisableNameSuffixHash, bool Immutable)
{
    public static GeneratorOptions None { get; } = new([], [], false, false);
}

/// <summary>Kinds in the order in which objects are written.</summary>
internal sealed record SortRule(ImmutableArray<string> First, ImmutableArray<string> Last);

/// <summary>A value that is copied from one field to others.</summary>
internal sealed record ReplacementRule(YamlPlace Place, ReplacementSource Source, ImmutableArray<ReplacementTarget> Targets);

/// <summary>Where a replacement's value comes from.</summary>
internal sealed record ReplacementSource(YamlPlace Place, ReplacementSelector Select, string FieldPath, PartOptions Part);

/// <summary>Where a replacement's value goes.</summary>
internal sealed record ReplacementTarget(YamlPlace Place, ReplacementSelector Select, ImmutableArray<ReplacementSelector> Reject, ImmutableArray<YamlScalar> FieldPaths, PartOptions Part, bool Create);

/// <summary>Objects that a replacement means: exact names, unlike those of patches.</summary>
internal sealed record ReplacementSelector(KindSelector Kinds, string Name, string Namespace, LabelSelector? Labels, LabelSelector? Annotations)
{
    public bool HasIdentity => Name.Length > 0 || Namespace.Length > 0 || Kinds != default && Kinds != new KindSelector("", "", "");

    public bool SelectsId(ObjectId id) => (Name.Length == 0 || Name == id.Name) && id.IsSelectedBy(Kinds)
        && (Namespace.Length == 0 || id.IsClusterScoped == false && (Namespace == id.EffectiveNamespace));

    public bool SelectsMetadata(YamlMap root) => (Labels?.Selects(root.Find("metadata", "labels") as YamlMap) ?? true)
        && (Annotations?.Selects(root.Find("metadata", "annotations") as YamlMap) ?? true);
}

/// <summary>Which part of a text is meant, where it is split.</summary>
internal readonly record struct PartOptions(string Delimiter, int Index);
