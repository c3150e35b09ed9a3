using System.Collections.Frozen;
using System.Collections.Immutable;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Schemas;

/// <summary>What a value must be: an OpenAPI v3 schema as CRDs have it, or a JSON Schema of the same words.</summary>
public sealed record StructuralSchema
{
    /// <summary>A schema that anything fits.</summary>
    public static StructuralSchema Anything { get; } = new() { KeepsUnknownFields = true };

    /// <summary>The types the value may have.</summary>
    public SchemaTypes Types { get; init; }

    /// <summary>The fields of a map.</summary>
    public FrozenDictionary<string, StructuralSchema> Properties { get; init; } = FrozenDictionary<string, StructuralSchema>.Empty;

    /// <summary>What fields beside <see cref="Properties" /> must be; null when there are none.</summary>
    public StructuralSchema? AdditionalProperties { get; init; }

    /// <summary>Whether a map may have fields that the schema does not know (<c>x-kubernetes-preserve-unknown-fields</c>, or an open JSON Schema).</summary>
    public bool KeepsUnknownFields { get; init; }

    /// <summary>The fields that must be there.</summary>
    public ImmutableArray<string> Required { get; init; } = [];

    /// <summary>What the elements of a list must be; null when nothing is said.</summary>
    public StructuralSchema? Items { get; init; }

    /// <summary>The values allowed; empty when nothing is said.</summary>
    public ImmutableArray<YamlValue> Enum { get; init; } = [];

    /// <summary>The pattern (RE2) that a text must match somewhere; null for none.</summary>
    public string? Pattern { get; init; }

    /// <summary>The format of a text or a number, e.g. <c>date-time</c>; null for none.</summary>
    public string? Format { get; init; }

    /// <summary>How many characters, elements or fields there must be at least.</summary>
    public long? MinSize { get; init; }

    /// <summary>How many characters, elements or fields there may be at most.</summary>
    public long? MaxSize { get; init; }

    /// <summary>The least number; null for none.</summary>
    public double? Minimum { get; init; }

    /// <summary>The greatest number; null for none.</summary>
    public double? Maximum { get; init; }

    /// <summary>Whether the number must be greater than <see cref="Minimum" />.</summary>
    public bool ExclusiveMinimum { get; init; }

    /// <summary>Whether the number must be less than <see cref="Maximum" />.</summary>
    public bool ExclusiveMaximum { get; init; }

    /// <summary>What the number must be a multiple of; null for nothing.</summary>
    public double? MultipleOf { get; init; }

    /// <summary>Whether an element may stand in the list only once (<c>uniqueItems</c>, or a list of type <c>set</c>).</summary>
    public bool UniqueItems { get; init; }

    /// <summary>The fields that tell the elements of a list of type <c>map</c> apart; empty for other lists.</summary>
    public ImmutableArray<string> ListMapKeys { get; init; } = [];

    /// <summary>The value the API server fills in; null for none.</summary>
    public YamlValue? Default { get; init; }

    /// <summary>The rules (CEL) that the value must keep.</summary>
    public ImmutableArray<SchemaRule> Rules { get; init; } = [];

    /// <summary>Schemas that the value must fit all of.</summary>
    public ImmutableArray<StructuralSchema> AllOf { get; init; } = [];

    /// <summary>Schemas that the value must fit one or more of; empty for none.</summary>
    public ImmutableArray<StructuralSchema> AnyOf { get; init; } = [];

    /// <summary>Schemas that the value must fit exactly one of; empty for none.</summary>
    public ImmutableArray<StructuralSchema> OneOf { get; init; } = [];

    /// <summary>A schema that the value must not fit; null for none.</summary>
    public StructuralSchema? Not { get; init; }
}
