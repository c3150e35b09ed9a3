using System.Text.RegularExpressions;

namespace Slipway.Lab.Schema;

/// <summary>Reads properties, their types and their rules.</summary>
internal sealed class PropertyReader(SchemaNodes nodes, IReadOnlyDictionary<string, ObjectSchema> types)
{
    private const string TypeReference = "#/types/";
    private static readonly Regex Identifier = new("^[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.CultureInvariant);
    private readonly List<(PlacedJson At, string Path, PropertyRules Rules)> _references = [];

    /// <summary>The properties under one key, with those marked that the list under another key requires.</summary>
    public IReadOnlyDictionary<string, PropertySchema> Read(PlacedJson owner, string path, string key, string requiredKey)
    {
        var properties = new SortedDictionary<string, PropertySchema>(StringComparer.Ordinal);
        foreach (var member in nodes.Members(owner, path, key))
        {
            if (Property(member, $"{path}/{key}/{member.Name}") is { } property)
                properties[member.Name] = property;
        }
        foreach (var item in nodes.Items(owner, path, requiredKey))
        {
            if (properties.TryGetValue(item.Text, out var property))
                property.Required = true;
            else if (owner[key]?[item.Text] is null)
                nodes.Report(SchemaProblem.UnknownProperty, item, $"{path}/{requiredKey}", $"{item} is not among the {key}");
        }
        return properties;
    }

    /// <summary>Holds every <c>lab.refers</c> read so far against the resources there are.</summary>
    public void CheckReferences(IReadOnlyDictionary<string, ResourceSchema> resources)
    {
        foreach (var (at, path, rules) in _references)
        {
            if (!resources.TryGetValue(rules.RefersTo!, out var resource))
                nodes.Report(SchemaProblem.UnknownResource, at, path, $"{rules.RefersTo} is not a resource of this package");
            else if (rules.RefersOutput is { } output && !resource.Outputs.Properties.ContainsKey(output))
                nodes.Report(SchemaProblem.UnknownResource, at, path, $"{output} is not an output of {rules.RefersTo}");
        }
    }

    private PropertySchema? Property(PlacedMember member, string path)
    {
        var node = member.Value;
        if (!nodes.Map(
            node, path, "type", "items", "additionalProperties", "$ref", "oneOf", "description", "default", "const", "secret", "plain",
            "willReplaceOnChanges", "deprecationMessage", "language", "lab"))
            return null;
        var csharpName = nodes.Child(nodes.Child(node, path, "language"), $"{path}/language", "csharp") is { } csharp ? nodes.Text(csharp, $"{path}/language/csharp", "name") : null;
        if (!Identifier.IsMatch(member.Name) || (csharpName is not null && !Identifier.IsMatch(csharpName)))
            nodes.ReportKey(SchemaProblem.WrongShape, member, path, "letters, digits and underscores make a property name, and no digit comes first");
        if (Type(node, path) is not { } type)
            return null;
        return new PropertySchema(member.Name, type)
        {
            Secret = nodes.Flag(node, path, "secret"),
            Plain = nodes.Flag(node, path, "plain"),
            WillReplaceOnChanges = nodes.Flag(node, path, "willReplaceOnChanges"),
            Default = node["default"],
            Const = nodes.Text(node, path, "const"),
            Description = nodes.Text(node, path, "description"),
            DeprecationMessage = nodes.Text(node, path, "deprecationMessage"),
            CSharpName = csharpName,
            Rules = node["lab"] is { } lab ? Rules(lab, $"{path}/lab") : null,
        };
    }

    private TypeSchema? Type(PlacedJson node, string path)
    {
        if (node["$ref"] is not null)
            return Reference(node["$ref"]!, nodes.Text(node, path, "$ref"), path);
        if (node["oneOf"] is not null)
        {
            var alternatives = nodes.Items(node, path, "oneOf").Select(a => Type(a, $"{path}/oneOf")).OfType<TypeSchema>().ToList();
            if (alternatives.Count != 2)
                nodes.Report(SchemaProblem.UnknownType, node["oneOf"]!, path, $"oneOf must hold two types, not {alternatives.Count}");
            return new TypeSchema(TypeKind.Union, alternatives: alternatives);
        }
        switch (nodes.RequiredText(node, path, "type"))
        {
            case "string": return new TypeSchema(TypeKind.String);
            case "integer": return new TypeSchema(TypeKind.Integer);
            case "number": return new TypeSchema(TypeKind.Number);
            case "boolean": return new TypeSchema(TypeKind.Boolean);
            case "array": return Collection(TypeKind.List, node, path, "items");
            case "object": return Collection(TypeKind.Map, node, path, "additionalProperties");
            case "": return null;
            case var word:
                nodes.Report(SchemaProblem.UnknownType, node["type"]!, path, $"{word} is not a type; string, integer, number, boolean, array and object are");
                return null;
        }
    }

    private TypeSchema? Collection(TypeKind kind, PlacedJson node, string path, string key)
    {
        if (nodes.Child(node, path, key) is { } element)
            return Type(element, $"{path}/{key}") is { } type ? new TypeSchema(kind, type) : null;
        nodes.Report(SchemaProblem.UnknownType, node, path, $"the key {key} is missing: it gives the type of the values");
        return null;
    }

    private TypeSchema? Reference(PlacedJson at, string? reference, string path)
    {
        switch (reference)
        {
            case null: return null;
            case "pulumi.json#/Any": return new TypeSchema(TypeKind.Any);
            case "pulumi.json#/Json": return new TypeSchema(TypeKind.Json);
            case "pulumi.json#/Asset": return new TypeSchema(TypeKind.Asset);
            default: break;
        }
        if (reference.StartsWith(TypeReference, StringComparison.Ordinal) && types.TryGetValue(reference.Substring(TypeReference.Length), out var type))
            return new TypeSchema(TypeKind.Object, type: type);
        nodes.Report(SchemaProblem.DanglingReference, at, path, $"{reference} leads nowhere; add the type under types, or correct the reference");
        return null;
    }

    private PropertyRules Rules(PlacedJson lab, string path)
    {
        var rules = new PropertyRules();
        if (!nodes.Map(lab, path, "values", "pattern", "min", "max", "format", "refers"))
            return rules;
        rules.Values = nodes.Texts(lab, path, "values");
        rules.Pattern = nodes.Pattern(lab, path, "pattern")?.ToString();
        rules.Min = nodes.Number(lab, path, "min");
        rules.Max = nodes.Number(lab, path, "max");
        if (rules.Min > rules.Max)
            nodes.Report(SchemaProblem.WrongRule, lab["min"]!, path, "min is greater than max");
        rules.Format = nodes.Text(lab, path, "format");
        if (rules.Format is not (null or "cidr" or "arn" or "json"))
            nodes.Report(SchemaProblem.WrongRule, lab["format"]!, path, $"{rules.Format} is not a format; cidr, arn and json are");
        if (nodes.Text(lab, path, "refers") is { } refers)
        {
            var parts = refers.Split('#');
            (rules.RefersTo, rules.RefersOutput) = (parts[0], parts.Length > 1 ? parts[1] : null);
            _references.Add((lab["refers"]!, path, rules));
        }
        return rules;
    }
}
