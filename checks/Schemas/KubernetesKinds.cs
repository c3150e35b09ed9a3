using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Schemas;

/// <summary>The kinds of Kubernetes itself, from the lists in <c>Schemas/Kubernetes</c>; the head of <c>core.txt</c> tells their notation.</summary>
internal static class KubernetesKinds
{
    /// <summary>The format of maps that hold labels.</summary>
    public const string Labels = "labels";

    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        // What is no type of its own, in the words of the others.
        ["label"] = "string format=k8s-short-name",
        ["byte"] = "string format=byte",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly Lazy<(FrozenDictionary<string, string[]> Types, ImmutableArray<KindLine> Kinds)> Lists = new(Read);
    private static readonly ConcurrentDictionary<string, StructuralSchema> Schemas = new(StringComparer.Ordinal);

    /// <summary>The kinds: where they are, and the name of their type.</summary>
    public static IEnumerable<KeyValuePair<(string ApiVersion, string Kind), Lazy<KindSchema>>> All() =>
        Lists.Value.Kinds.Select(kind => KeyValuePair.Create((kind.ApiVersion, kind.Kind), new Lazy<KindSchema>(() => Of(kind))));

    /// <summary>The schema of a type.</summary>
    public static StructuralSchema Type(string name)
    {
        if (Schemas.TryGetValue(name, out var known))
            return known;
        var fields = Lists.Value.Types[name].Select(Field).ToList();
        return Schemas.GetOrAdd(name, new StructuralSchema
        {
            Types = SchemaTypes.Object,
            Properties = fields.ToFrozenDictionary(f => f.Name, f => f.Schema, StringComparer.Ordinal),
            Required = [.. fields.Where(f => f.IsRequired).Select(f => f.Name)],
        });
    }

    private static KindSchema Of(KindLine kind)
    {
        var own = Type(kind.Type);
        var text = new StructuralSchema { Types = SchemaTypes.String };
        var properties = new Dictionary<string, StructuralSchema>(own.Properties, StringComparer.Ordinal)
        {
            ["apiVersion"] = text,
            ["kind"] = text,
            // What is common to all objects is looked at by ObjectMetadata.
            ["metadata"] = StructuralSchema.Anything,
            ["status"] = StructuralSchema.Anything,
        };
        var slash = kind.ApiVersion.IndexOf('/', StringComparison.Ordinal);
        return new KindSchema(
            slash < 0 ? "" : kind.ApiVersion[..slash], kind.ApiVersion[(slash + 1)..], kind.Kind, kind.IsNamespaced, own with { Properties = properties.ToFrozenDictionary(StringComparer.Ordinal) });
    }

    private static (string Name, bool IsRequired, StructuralSchema Schema) Field(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        var name = line[..space];
        return (name.TrimEnd('!'), name.EndsWith('!'), Schema(line[(space + 1)..]));
    }

    private static StructuralSchema Schema(string notation)
    {
        var words = notation.Split(' ');
        var schema = Base(words[0]);
        foreach (var word in words.Skip(1))
        {
            var (name, value) = word.IndexOf('=', StringComparison.Ordinal) is var at and > 0 ? (word[..at], word[(at + 1)..]) : (word, "");
            schema = (name, schema.Types) switch
            {
                ("min", SchemaTypes.Array) => schema with { MinSize = Number(value) },
                ("max", SchemaTypes.Array) => schema with { MaxSize = Number(value) },
                ("min", _) => schema with { Minimum = Number(value) },
                ("max", _) => schema with { Maximum = Number(value) },
                ("format", _) => schema with { Format = value },
                ("key", _) => schema with { ListMapKeys = [.. value.Split(',')] },
                ("default", _) => schema with { Default = YamlScalar.String(default, value) },
                ("labels", _) => schema with { Format = Labels },
                _ => throw new InvalidOperationException($"'{word}' is no notation of kinds"),
            };
        }
        return schema;
    }

    private static StructuralSchema Base(string type)
    {
        if (Words.TryGetValue(type, out var other))
            return Schema(other);
        if (type.EndsWith('?'))
        {
            var schema = Base(type[..^1]);
            return schema with { Types = schema.Types | SchemaTypes.Null };
        }
        return type[0] switch
        {
            '[' => new StructuralSchema { Types = SchemaTypes.Array, Items = Schema(type[1..^1]) },
            '{' => new StructuralSchema { Types = SchemaTypes.Object, AdditionalProperties = Schema(type[1..^1]) },
            _ when type.Contains('|', StringComparison.Ordinal) => new StructuralSchema
            {
                Types = SchemaTypes.String,
                Enum = [.. type.Split('|').Select(text => YamlScalar.String(default, text))],
            },
            _ => Simple(type),
        };
    }

    private static StructuralSchema Simple(string type) => type switch
    {
        "any" => StructuralSchema.Anything,
        "string" => new StructuralSchema { Types = SchemaTypes.String },
        "bool" => new StructuralSchema { Types = SchemaTypes.Boolean },
        "int32" or "int64" => new StructuralSchema { Types = SchemaTypes.Integer, Format = type },
        "number" => new StructuralSchema { Types = SchemaTypes.Number },
        "intOrString" => new StructuralSchema { Types = SchemaTypes.Integer | SchemaTypes.String },
        "intOrPercent" => new StructuralSchema { Types = SchemaTypes.Integer | SchemaTypes.String, Minimum = 0, Pattern = "^[0-9]+%$" },
        "port" => new StructuralSchema { Types = SchemaTypes.Integer | SchemaTypes.String, Minimum = 1, Maximum = 65535, Format = "port-name" },
        "quantity" => new StructuralSchema { Types = SchemaTypes.Number | SchemaTypes.String, Format = "quantity" },
        _ => Type(type),
    };

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static (FrozenDictionary<string, string[]>, ImmutableArray<KindLine>) Read()
    {
        var types = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var kinds = ImmutableArray.CreateBuilder<KindLine>();
        foreach (var block in EmbeddedSchemas.Texts("kubernetes/").SelectMany(text => text.Split('\n').Where(l => !l.StartsWith('#')).Aggregate(new List<List<string>> { new() }, Blocks)))
        {
            if (block.Count == 0)
                continue;
            var head = block[0].Split(' ');
            // Versions of one kind are types of their own.
            var type = head.Length > 1 ? $"{head[2]}/{head[0]}" : head[0];
            types.Add(type, [.. block.Skip(1).Select(line => line.Trim())]);
            if (head.Length > 1)
                kinds.Add(new KindLine(head[2], head[0], type, head[3] == "Namespaced"));
        }
        return (types.ToFrozenDictionary(StringComparer.Ordinal), kinds.ToImmutable());
    }

    private static List<List<string>> Blocks(List<List<string>> blocks, string line)
    {
        if (line.Length == 0)
            blocks.Add([]);
        else
            blocks[^1].Add(line);
        return blocks;
    }

    private sealed record KindLine(string ApiVersion, string Kind, string Type, bool IsNamespaced);
}
