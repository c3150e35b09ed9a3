using System.Globalization;
using Slipway.Checks.Yaml;
using Slipway.Components;

namespace Slipway.Checks.Schemas;

/// <summary>Holds scalars against schemas, and says of any value what type it should have had.</summary>
/// <param name="problems">Where what is wrong goes.</param>
/// <param name="showsValues">Whether messages may show values.</param>
internal sealed class ScalarValidator(List<SchemaProblem> problems, bool showsValues)
{
    private const int LongestShown = 60;

    /// <summary>Finds what is wrong with a scalar of the right type.</summary>
    public void Check(YamlScalar scalar, StructuralSchema schema, FieldPath path)
    {
        switch (scalar.JsonKind)
        {
            case YamlKind.Integer or YamlKind.Float:
                CheckNumber(scalar, schema, path);
                break;
            case YamlKind.String:
                CheckText(scalar, schema, path);
                break;
        }
    }

    /// <summary>Says that a value has the wrong type.</summary>
    public void ReportType(YamlValue value, StructuralSchema schema, FieldPath path)
    {
        var isText = value is YamlScalar { JsonKind: YamlKind.String };
        var remedy = value switch
        {
            YamlScalar scalar when !isText && schema.Types.HasFlag(SchemaTypes.String) && scalar.JsonKind != YamlKind.Null => $"quote it: {Shown($"\"{scalar.Text}\"")}",
            YamlScalar scalar when isText && (schema.Types & MeaningOf(scalar.Text)) != 0 => $"write it without quotes: {Shown(scalar.Text)}",
            YamlMap when schema.Types.HasFlag(SchemaTypes.Array) => "begin each element with a hyphen",
            _ => $"give it {Described(schema.Types)}",
        };
        Add(SchemaProblemKind.WrongType, value, path, $"it is {Described(value)}; {Described(schema.Types)} is needed", remedy);
    }

    /// <summary>Says that a value is not one of those allowed.</summary>
    public void ReportEnum(YamlValue value, StructuralSchema schema, FieldPath path)
    {
        var allowed = schema.Enum.OfType<YamlScalar>().Select(a => a.JsonText).ToList();
        var near = value is YamlScalar scalar ? NearestName.Of(scalar.JsonText, allowed) : null;
        var remedy = near is null ? $"use one of {string.Join(", ", allowed)}" : $"did you mean '{near}'? Allowed {(allowed.Count == 1 ? "is" : "are")} {string.Join(", ", allowed)}";
        Add(SchemaProblemKind.NotAllowed, value, path, $"it is {Described(value)}, which is not allowed", remedy);
    }

    private void CheckText(YamlScalar scalar, StructuralSchema schema, FieldPath path)
    {
        var text = scalar.JsonText;
        if (schema.MinSize is not null || schema.MaxSize is not null)
        {
            var length = text.EnumerateRunes().Count();
            if (length < schema.MinSize)
                Add(SchemaProblemKind.WrongLength, scalar, path, $"characters: {length}, at least {schema.MinSize} needed", "write it out");
            if (length > schema.MaxSize)
                Add(SchemaProblemKind.WrongLength, scalar, path, $"characters: {length}, at most {schema.MaxSize} allowed", "shorten it");
        }
        if (schema.Pattern is { } pattern && !Re2.Of(pattern).IsMatch(text))
            Add(SchemaProblemKind.PatternMismatch, scalar, path, $"it is {Described(scalar)}, which does not match {pattern}", "write it in that form");
        if (schema.Format is { } format && SchemaFormats.ExampleUnlessFits(format, text) is { } example)
            Add(SchemaProblemKind.WrongFormat, scalar, path, $"it is {Described(scalar)}, which is not in the format {format}", $"write it as {example}");
    }

    private void CheckNumber(YamlScalar scalar, StructuralSchema schema, FieldPath path)
    {
        var number = double.Parse(scalar.JsonText, CultureInfo.InvariantCulture);
        var (least, greatest) = SchemaFormats.Bounds(schema.Format);
        least = Math.Max(least, schema.Minimum ?? double.NegativeInfinity);
        greatest = Math.Min(greatest, schema.Maximum ?? double.PositiveInfinity);
        // Quantities and the like may be written as numbers.
        if (schema.Format is "quantity" && SchemaFormats.ExampleUnlessFits("quantity", scalar.JsonText) is { } example)
            Add(SchemaProblemKind.WrongFormat, scalar, path, $"it is {Described(scalar)}, which is not in the format quantity", $"write it as {example}");
        if (number < least || schema.ExclusiveMinimum && number <= least)
            Add(SchemaProblemKind.OutOfBounds, scalar, path, $"it is {Described(scalar)}, and must be {(schema.ExclusiveMinimum ? "more than" : "at least")} {Written(least)}", "raise it");
        if (number > greatest || schema.ExclusiveMaximum && number >= greatest)
            Add(SchemaProblemKind.OutOfBounds, scalar, path, $"it is {Described(scalar)}, and must be {(schema.ExclusiveMaximum ? "less than" : "at most")} {Written(greatest)}", "lower it");
        if (schema.MultipleOf is { } unit && Math.Abs(number / unit - Math.Round(number / unit)) > 1e-9)
            Add(SchemaProblemKind.OutOfBounds, scalar, path, $"it is {Described(scalar)}, and must be a multiple of {Written(unit)}", "round it");
    }

    private static string Written(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static SchemaTypes MeaningOf(string text) => YamlResolution.Core.KindOf(text) switch
    {
        YamlKind.Integer => SchemaTypes.Integer | SchemaTypes.Number,
        YamlKind.Float => SchemaTypes.Number,
        YamlKind.Boolean => SchemaTypes.Boolean,
        _ => SchemaTypes.Any,
    };

    private string Described(YamlValue value) => value switch
    {
        YamlMap => "a map",
        YamlList => "a list",
        YamlScalar { JsonKind: YamlKind.Null } => "null",
        YamlScalar { JsonKind: YamlKind.String } scalar => $"the text {Shown($"'{scalar.JsonText}'")}",
        YamlScalar { JsonKind: YamlKind.Boolean } scalar => $"the boolean {Shown(scalar.Text)}",
        YamlScalar scalar => $"the number {Shown(scalar.Text)}",
        _ => "no value",
    };

    private string Shown(string text) => !showsValues ? "(not shown)" : text.Length <= LongestShown ? text : text[..LongestShown] + "…'";

    private static string Described(SchemaTypes types)
    {
        var names = new List<string>();
        foreach (var (type, name) in (ReadOnlySpan<(SchemaTypes, string)>)
            [
                (SchemaTypes.Object, "a map"), (SchemaTypes.Array, "a list"), (SchemaTypes.String, "a text"), (SchemaTypes.Integer, "a whole number"),
                (SchemaTypes.Number, "a number"), (SchemaTypes.Boolean, "true or false"),
            ])
        {
            if (types.HasFlag(type))
                names.Add(name);
        }
        return string.Join(" or ", names);
    }

    private void Add(SchemaProblemKind kind, YamlValue at, FieldPath path, string message, string remedy) =>
        problems.Add(new SchemaProblem(kind, at.Place, path.ToString(), message, remedy));
}
