using System.Globalization;
using Slipway.Checks.Schemas.Cel;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Schemas;

/// <summary>Values as rules (CEL) see them: typed by their schema, with the defaults that the API server fills in before it evaluates rules.</summary>
internal static class SchemaValues
{
    // Names of fields that are words of the language, as Kubernetes writes them in rules.
    private static readonly string[] Words =
    [
        "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package", "namespace", "return", "var", "void", "while",
    ];

    /// <summary>The value as its schema types it.</summary>
    public static CelValue Of(YamlValue value, StructuralSchema schema) => value switch
    {
        YamlMap map => OfMap(map, schema),
        YamlList list => new CelList([.. list.Items.Select(item => Of(item, schema.Items ?? StructuralSchema.Anything))]),
        YamlScalar scalar => OfScalar(scalar, schema),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.GetType().Name, "not a YAML value"),
    };

    /// <summary>The value as it is, where no schema types it: what Flux gives to <c>readyExpr</c> and <c>healthCheckExprs</c>.</summary>
    public static CelValue Of(YamlValue value) => Of(value, StructuralSchema.Anything);

    private static CelMap OfMap(YamlMap map, StructuralSchema schema)
    {
        var entries = new Dictionary<CelValue, CelValue>();
        foreach (var entry in map.Entries)
        {
            var isProperty = schema.Properties.TryGetValue(entry.Name, out var property);
            property ??= schema.AdditionalProperties ?? StructuralSchema.Anything;
            // A null that may not be one is as good as absent (apiextensions, "Defaulting and Nullable").
            if (!IsAbsent(entry.Value, property))
                entries[CelValue.Of(isProperty ? Escape(entry.Name) : entry.Name)] = Of(entry.Value, property);
        }
        foreach (var (name, property) in schema.Properties)
        {
            if (property.Default is { } filledIn)
                entries.TryAdd(CelValue.Of(Escape(name)), Of(filledIn, property));
        }
        return new CelMap(entries);
    }

    /// <summary>Whether a field's value counts as none.</summary>
    public static bool IsAbsent(YamlValue value, StructuralSchema schema) =>
        value is YamlScalar { JsonKind: YamlKind.Null } && schema.Types != SchemaTypes.Any && !schema.Types.HasFlag(SchemaTypes.Null);

    private static CelValue OfScalar(YamlScalar scalar, StructuralSchema schema) => scalar.JsonKind switch
    {
        YamlKind.Null => CelValue.Null,
        YamlKind.Boolean => CelValue.Of(scalar.JsonText == "true"),
        YamlKind.Integer when !schema.Types.HasFlag(SchemaTypes.Number) && long.TryParse(scalar.JsonText, CultureInfo.InvariantCulture, out var whole) => CelValue.Of(whole),
        YamlKind.Integer or YamlKind.Float => new CelDouble(double.Parse(scalar.JsonText, CultureInfo.InvariantCulture)),
        _ => OfText(scalar.JsonText, schema.Format),
    };

    private static CelValue OfText(string text, string? format)
    {
        try
        {
            return format switch
            {
                "date-time" => new CelTimestamp(CelTimes.Timestamp(text)),
                "date" => new CelTimestamp(CelTimes.Timestamp(text + "T00:00:00Z")),
                "duration" => new CelDuration(CelTimes.Duration(text)),
                "byte" => new CelBytes([.. Convert.FromBase64String(text)]),
                _ => CelValue.Of(text),
            };
        }
        catch (FormatException)
        {
            // The format's own check has said so; a rule then sees the text.
            return CelValue.Of(text);
        }
    }

    private static string Escape(string name) => Words.Contains(name)
        ? $"__{name}__"
        : name.Replace("__", "__underscores__", StringComparison.Ordinal).Replace(".", "__dot__", StringComparison.Ordinal)
            .Replace("-", "__dash__", StringComparison.Ordinal).Replace("/", "__slash__", StringComparison.Ordinal);
}
