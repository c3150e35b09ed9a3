using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Schemas;

/// <summary>Reads schemas: the OpenAPI v3 schemas of CRDs, and JSON Schemas of the same words.</summary>
internal sealed class SchemaReader
{
    // Words for people and for other tools: they say nothing about what is valid.
    private static readonly FrozenSet<string> Annotations = FrozenSet.Create(
        StringComparer.Ordinal,
        "$schema", "$id", "id", "$comment", "description", "title", "example", "examples", "externalDocs", "deprecated", "readOnly", "writeOnly");

    private readonly bool _isOpen;

    private SchemaReader(bool isOpen) => _isOpen = isOpen;

    /// <summary>Reads the structural schema of a CRD: a map has no fields but those that the schema names. What all objects have, they have unnamed.</summary>
    /// <exception cref="SchemaException">It is not a schema.</exception>
    public static StructuralSchema Structural(YamlValue value)
    {
        var schema = new SchemaReader(false).Read(value);
        var properties = new Dictionary<string, StructuralSchema>(schema.Properties, StringComparer.Ordinal);
        var metadata = properties.GetValueOrDefault("metadata", new StructuralSchema { Types = SchemaTypes.Object });
        properties["metadata"] = metadata with { KeepsUnknownFields = true };
        properties.TryAdd("apiVersion", new StructuralSchema { Types = SchemaTypes.String });
        properties.TryAdd("kind", new StructuralSchema { Types = SchemaTypes.String });
        return schema with { Properties = properties.ToFrozenDictionary(StringComparer.Ordinal) };
    }

    /// <summary>Reads a JSON Schema: a map may have other fields unless <c>additionalProperties</c> is false.</summary>
    /// <exception cref="SchemaException">It is not a schema, or has keywords that are not supported.</exception>
    public static StructuralSchema Json(YamlValue value) => new SchemaReader(true).Read(value);

    private StructuralSchema Read(YamlValue value)
    {
        // JSON Schema also has true, which is anything.
        if (value is YamlScalar { JsonKind: YamlKind.Boolean, JsonText: "true" })
            return StructuralSchema.Anything;
        if (value is not YamlMap map)
            throw new SchemaException(value.Place, "a schema is a map");
        var schema = new StructuralSchema { KeepsUnknownFields = _isOpen };
        foreach (var entry in map.Entries)
            schema = With(schema, entry.Name, entry.Value);
        // Nullable alone says nothing about what a value that is no null must be.
        return schema.Types == SchemaTypes.Null && map["nullable"] is not null ? schema with { Types = SchemaTypes.Any } : schema;
    }

    private StructuralSchema With(StructuralSchema schema, string keyword, YamlValue value) => keyword switch
    {
        "type" => schema with { Types = schema.Types | Types(value) },
        "nullable" => IsTrue(value) ? schema with { Types = schema.Types | SchemaTypes.Null } : schema,
        "x-kubernetes-int-or-string" => IsTrue(value) ? schema with { Types = schema.Types | SchemaTypes.Integer | SchemaTypes.String } : schema,
        "properties" => schema with { Properties = Map(value).Entries.ToFrozenDictionary(e => e.Name, e => Read(e.Value), StringComparer.Ordinal) },
        "additionalProperties" => Additional(schema, value),
        "x-kubernetes-preserve-unknown-fields" => schema with { KeepsUnknownFields = _isOpen || IsTrue(value) },
        "required" => schema with { Required = Texts(value) },
        "items" => schema with { Items = Read(value) },
        "enum" => schema with { Enum = List(value).Items },
        "const" => schema with { Enum = [value] },
        "pattern" => schema with { Pattern = Pattern(value) },
        "format" => schema with { Format = Text(value) },
        "minLength" or "minItems" or "minProperties" when schema.MinSize is null => schema with { MinSize = (long)Number(value) },
        "maxLength" or "maxItems" or "maxProperties" when schema.MaxSize is null => schema with { MaxSize = (long)Number(value) },
        "minimum" => schema with { Minimum = Number(value) },
        "maximum" => schema with { Maximum = Number(value) },
        // True or false beside a bound in OpenAPI v3, the bound itself in JSON Schema from draft 6 on.
        "exclusiveMinimum" => value is YamlScalar { JsonKind: YamlKind.Boolean } ? schema with { ExclusiveMinimum = IsTrue(value) } : schema with { Minimum = Number(value), ExclusiveMinimum = true },
        "exclusiveMaximum" => value is YamlScalar { JsonKind: YamlKind.Boolean } ? schema with { ExclusiveMaximum = IsTrue(value) } : schema with { Maximum = Number(value), ExclusiveMaximum = true },
        "multipleOf" => schema with { MultipleOf = Number(value) },
        "uniqueItems" => schema with { UniqueItems = IsTrue(value) },
        "x-kubernetes-list-type" => Text(value) == "set" ? schema with { UniqueItems = true } : schema,
        "x-kubernetes-list-map-keys" => schema with { ListMapKeys = Texts(value) },
        "default" => schema with { Default = value },
        "x-kubernetes-validations" => schema with { Rules = [.. List(value).Items.Select(Rule)] },
        "allOf" => schema with { AllOf = Alternatives(value) },
        "anyOf" => schema with { AnyOf = Alternatives(value) },
        "oneOf" => schema with { OneOf = Alternatives(value) },
        "not" => schema with { Not = Json(value) },
        "x-kubernetes-embedded-resource" => IsTrue(value) ? schema with { Required = ["apiVersion", "kind", .. schema.Required] } : schema,
        _ when keyword.StartsWith("x-", StringComparison.Ordinal) || Annotations.Contains(keyword) => schema,
        _ => throw new SchemaException(value.Place, $"the keyword '{keyword}' is not supported; use a schema without it (of kubeconform's, the standalone form)"),
    };

    private StructuralSchema Additional(StructuralSchema schema, YamlValue value) => value is YamlScalar
        ? schema with { KeepsUnknownFields = IsTrue(value) }
        : schema with { AdditionalProperties = Read(value), KeepsUnknownFields = false };

    // They restrict what the schema around them has typed, so fields that they do not name are none of their business.
    private static ImmutableArray<StructuralSchema> Alternatives(YamlValue value) => [.. List(value).Items.Select(Json)];

    private static SchemaRule Rule(YamlValue value) => new(
        value.TextAt("rule") ?? throw new SchemaException(value.Place, "a validation has no rule"), value.TextAt("message")?.Trim(), value.TextAt("messageExpression"));

    private static string Pattern(YamlValue value)
    {
        var pattern = Text(value);
        try
        {
            _ = Re2.Of(pattern);
            return pattern;
        }
        catch (FormatException problem)
        {
            throw new SchemaException(value.Place, problem.Message);
        }
    }

    private static SchemaTypes Types(YamlValue value) => value is YamlList list
        ? list.Items.Aggregate(SchemaTypes.Any, (types, item) => types | Types(item))
        : Text(value) switch
        {
            "object" => SchemaTypes.Object,
            "array" => SchemaTypes.Array,
            "string" => SchemaTypes.String,
            "integer" => SchemaTypes.Integer,
            "number" => SchemaTypes.Number,
            "boolean" => SchemaTypes.Boolean,
            "null" => SchemaTypes.Null,
            var other => throw new SchemaException(value.Place, $"'{other}' is not a type"),
        };

    private static YamlMap Map(YamlValue value) => value as YamlMap ?? throw new SchemaException(value.Place, "a map is needed here");

    private static YamlList List(YamlValue value) => value as YamlList ?? throw new SchemaException(value.Place, "a list is needed here");

    private static ImmutableArray<string> Texts(YamlValue value) => [.. List(value).Items.Select(Text)];

    private static string Text(YamlValue value) => value is YamlScalar { JsonKind: YamlKind.String } scalar ? scalar.JsonText : throw new SchemaException(value.Place, "a text is needed here");

    private static bool IsTrue(YamlValue value) => value is YamlScalar { JsonKind: YamlKind.Boolean } scalar
        ? scalar.JsonText == "true"
        : throw new SchemaException(value.Place, "true or false is needed here");

    private static double Number(YamlValue value) => value is YamlScalar { JsonKind: YamlKind.Integer or YamlKind.Float } scalar
        ? double.Parse(scalar.JsonText, CultureInfo.InvariantCulture)
        : throw new SchemaException(value.Place, "a number is needed here");
}
