using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Schema;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Schema;

/// <summary>Holds inputs against a schema: everything that is wrong at once, each with its path. An unknown value is taken to be right.</summary>
internal sealed class SchemaCheck
{
    private readonly ImmutableArray<CheckFailure>.Builder _failures = ImmutableArray.CreateBuilder<CheckFailure>();

    private SchemaCheck()
    {
    }

    /// <summary>What is wrong with the properties of an object.</summary>
    public static ImmutableArray<CheckFailure> Of(ObjectSchema schema, PropertyMap properties)
    {
        var check = new SchemaCheck();
        check.Object(schema, properties, "");
        return check._failures.ToImmutable();
    }

    private void Object(ObjectSchema schema, PropertyMap properties, string path)
    {
        foreach (var (name, value) in properties)
        {
            if (name.StartsWith("__", StringComparison.Ordinal))
                continue;
            var at = PropertyPath.Property(path, name);
            if (schema.Properties.TryGetValue(name, out var property))
                Value(property.Type, property, value, at);
            else
                Add(at, NearestName.Of(name, schema.Properties.Keys) is { } near
                    ? $"there is no property '{name}' here; did you mean '{near}'?"
                    : $"there is no property '{name}' here; there are {string.Join(", ", schema.Properties.Keys)}");
        }
        foreach (var property in schema.Properties.Values.Where(p => p.Required && !properties.Has(p.Name)))
            Add(PropertyPath.Property(path, property.Name), "is required and missing");
    }

    private void Value(TypeSchema type, PropertySchema property, PropertyValue value, string path)
    {
        value = value switch { SecretValue s => s.Element, OutputValue => value.WithoutOutputs(), _ => value };
        if (value is SecretValue wrapped)
            value = wrapped.Element;
        switch (type.Kind, value)
        {
            case (_, UnknownValue) or (_, NullValue) or (TypeKind.Any, _):
            case (TypeKind.Asset, AssetValue):
            case (TypeKind.Boolean, BoolValue):
                break;
            case (TypeKind.String or TypeKind.Json, StringValue text):
                Text(property, text.Value, path);
                break;
            case (TypeKind.Enum, StringValue text):
                if (type.Object!.Values.All(v => v.Value != text.Value))
                    Add(path, NotOneOf(text.Value, type.Object.Values.Select(v => v.Value)));
                break;
            case (TypeKind.Number, NumberValue number):
                Number(property, number.Value, path);
                break;
            case (TypeKind.Integer, NumberValue number) when number.Value == Math.Floor(number.Value):
                Number(property, number.Value, path);
                break;
            case (TypeKind.List, ListValue list):
                for (var i = 0; i < list.Items.Length; i++)
                    Value(type.Element!, property, list.Items[i], PropertyPath.Item(path, i));
                break;
            case (TypeKind.Map, MapValue map):
                foreach (var (name, item) in map.Map)
                    Value(type.Element!, property, item, PropertyPath.Property(path, name));
                break;
            case (TypeKind.Object, MapValue map):
                Object(type.Object!, map.Map, path);
                break;
            case (TypeKind.Union, _):
                Union(type, property, value, path);
                break;
            default:
                Add(path, $"must be {Name(type)}, not {Name(value)}");
                break;
        }
    }

    private void Union(TypeSchema type, PropertySchema property, PropertyValue value, string path)
    {
        var attempts = type.Alternatives.Select(alternative =>
        {
            var check = new SchemaCheck();
            check.Value(alternative, property, value, path);
            return check._failures;
        }).ToList();
        if (attempts.Any(a => a.Count == 0))
            return;
        // The alternative that got furthest into the value says what is wrong with it.
        _failures.AddRange(attempts.MaxBy(a => a.Max(f => f.Property.Length))!);
    }

    private void Text(PropertySchema property, string text, string path)
    {
        if (property.Const is { } only && text != only)
            Add(path, $"'{text}' is not {only}");
        if (property.Rules is not { } rules)
            return;
        if (rules.Values.Count > 0 && !rules.Values.Contains(text))
            Add(path, NotOneOf(text, rules.Values));
        if (rules.Pattern is { } pattern && !Regex.IsMatch(text, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant))
            Add(path, $"'{text}' does not match {pattern}");
        if (text.Length < rules.Min || text.Length > rules.Max)
            Add(path, $"'{text}' has {text.Length} characters; {Range(rules)} are allowed");
        if (rules.Format is { } format && ProblemOf(format, text) is { } problem)
            Add(path, problem);
    }

    private void Number(PropertySchema property, double number, string path)
    {
        if (property.Rules is { } rules && (number < rules.Min || number > rules.Max))
            Add(path, $"{number.ToString(CultureInfo.InvariantCulture)} is out of range; {Range(rules)} is allowed");
    }

    private static string? ProblemOf(string format, string text) => format switch
    {
        "cidr" => Cidr.TryParse(text, out var cidr)
            ? cidr.ToString() == text ? null : $"'{text}' is not the beginning of its block; that is {cidr}"
            : $"'{text}' is not a CIDR block such as 10.0.0.0/16",
        "arn" => Regex.IsMatch(text, @"\Aarn:[-a-z]+:[-a-z0-9]+:[-a-z0-9]*:([0-9]{12}|aws)?:.+\z") ? null : $"'{text}' is not an ARN (arn:partition:service:region:account:resource)",
        "json" => JsonProblemOf(text),
        _ => throw new InvalidOperationException($"No check for the format {format}."),
    };

    private static string? JsonProblemOf(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return null;
        }
        catch (JsonException e)
        {
            return $"is not valid JSON (line {e.LineNumber + 1}, position {e.BytePositionInLine + 1})";
        }
    }

    private static string Range(PropertyRules rules) => (rules.Min, rules.Max) switch
    {
        ({ } min, { } max) => FormattableString.Invariant($"{min} to {max}"),
        ({ } min, null) => FormattableString.Invariant($"{min} or more"),
        (_, { } max) => FormattableString.Invariant($"up to {max}"),
        _ => "anything",
    };

    private static string NotOneOf(string text, IEnumerable<string> values)
    {
        var allowed = values.ToList();
        var near = NearestName.Of(text, allowed) is { } name ? $" (did you mean '{name}'?)" : "";
        return $"'{text}' is not one of {string.Join(", ", allowed)}{near}";
    }

    private static string Name(TypeSchema type) => type.Kind switch
    {
        TypeKind.String or TypeKind.Enum => "a text",
        TypeKind.Integer => "a whole number",
        TypeKind.Number => "a number",
        TypeKind.Boolean => "true or false",
        TypeKind.List => "a list",
        TypeKind.Json => "a text that holds JSON",
        TypeKind.Asset => "an asset",
        _ => "an object",
    };

    private static string Name(PropertyValue value) => value switch
    {
        StringValue => "a text",
        NumberValue => "a number",
        BoolValue => "a truth value",
        ListValue => "a list",
        MapValue => "an object",
        AssetValue => "an asset",
        _ => "a reference to a resource",
    };

    private void Add(string path, string reason) => _failures.Add(new CheckFailure(path, reason));
}
