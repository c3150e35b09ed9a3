using System.Collections.Immutable;
using Slipway.Checks.Schemas.Cel;
using Slipway.Checks.Yaml;
using Slipway.Components;

namespace Slipway.Checks.Schemas;

/// <summary>Holds values against schemas the way an API server does, and finds everything that is wrong.</summary>
internal sealed class SchemaValidator
{
    private readonly List<SchemaProblem> _problems = [];
    private readonly ScalarValidator _scalars;
    private readonly bool _showsValues;

    private SchemaValidator(bool showsValues)
    {
        _showsValues = showsValues;
        _scalars = new ScalarValidator(_problems, showsValues);
    }

    /// <summary>Everything that is wrong with a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="schema">What it must be.</param>
    /// <param name="previous">What it was before, for rules about changes; null when it is new.</param>
    /// <param name="showsValues">Whether messages may show values; not those of a Secret.</param>
    public static List<SchemaProblem> Validate(YamlValue value, StructuralSchema schema, YamlValue? previous = null, bool showsValues = true)
    {
        var validator = new SchemaValidator(showsValues);
        validator.Check(value, schema, FieldPath.Root, previous);
        return validator._problems;
    }

    private void Check(YamlValue value, StructuralSchema schema, FieldPath path, YamlValue? previous)
    {
        if (SealedValue.Is(value))
            return;
        var before = _problems.Count;
        if (schema.Types != SchemaTypes.Any && (schema.Types & TypesOf(value)) == 0)
        {
            _scalars.ReportType(value, schema, path);
            return;
        }
        if (schema.Enum.Length > 0 && !schema.Enum.Any(allowed => allowed.IsSameAs(value)))
            _scalars.ReportEnum(value, schema, path);
        switch (value)
        {
            case YamlMap map:
                CheckMap(map, schema, path, previous as YamlMap);
                break;
            case YamlList list:
                CheckList(list, schema, path, previous as YamlList);
                break;
            case YamlScalar scalar:
                _scalars.Check(scalar, schema, path);
                break;
        }
        CheckAlternatives(value, schema, path);
        // As in the API server: what has the wrong shape is not asked further.
        if (_problems.Count == before && schema.Rules.Length > 0)
            CheckRules(value, schema, path, previous);
    }

    private static SchemaTypes TypesOf(YamlValue value) => value switch
    {
        YamlMap => SchemaTypes.Object,
        YamlList => SchemaTypes.Array,
        YamlScalar scalar => scalar.JsonKind switch
        {
            YamlKind.Null => SchemaTypes.Null,
            YamlKind.Boolean => SchemaTypes.Boolean,
            YamlKind.Integer => SchemaTypes.Integer | SchemaTypes.Number,
            YamlKind.Float => SchemaTypes.Number,
            _ => SchemaTypes.String,
        },
        _ => SchemaTypes.Any,
    };

    private void CheckMap(YamlMap map, StructuralSchema schema, FieldPath path, YamlMap? previous)
    {
        foreach (var name in schema.Required)
        {
            var property = schema.Properties.GetValueOrDefault(name, StructuralSchema.Anything);
            if (property.Default is null && (map[name] is not { } there || SchemaValues.IsAbsent(there, property)))
                Add(SchemaProblemKind.MissingField, map[name] ?? map, path.Field(name), "the field is required", "add it");
        }
        CheckSize(map, map.Entries.Length, "field", schema, path);
        if (schema.Format == KubernetesKinds.Labels)
            _problems.AddRange(LabelRules.Check(map, path.ToString()));
        foreach (var entry in map.Entries)
        {
            var field = path.Field(entry.Name);
            if (schema.Properties.TryGetValue(entry.Name, out var property) || (property = schema.AdditionalProperties) is not null)
            {
                if (!SchemaValues.IsAbsent(entry.Value, property))
                    Check(entry.Value, property, field, previous?[entry.Name]);
            }
            else if (!schema.KeepsUnknownFields)
            {
                var remedy = NearestName.Remedy(entry.Name, schema.Properties.Keys, "remove it");
                Add(SchemaProblemKind.UnknownField, entry.Key, field, $"there is no field '{entry.Name}' here", remedy);
            }
        }
    }

    private void CheckList(YamlList list, StructuralSchema schema, FieldPath path, YamlList? previous)
    {
        CheckSize(list, list.Items.Length, "element", schema, path);
        if (schema.UniqueItems || schema.ListMapKeys.Length > 0)
            CheckUnique(list, schema, path);
        if (schema.Items is not { } items)
            return;
        for (var i = 0; i < list.Items.Length; i++)
        {
            // Elements of other lists have no identity, so nothing says which of them was which before.
            var before = schema.ListMapKeys.Length > 0 && Identity(list.Items[i], schema) is { } identity
                ? previous?.Items.FirstOrDefault(item => Identity(item, schema) == identity)
                : null;
            Check(list.Items[i], items, path.Item(i), before);
        }
    }

    private void CheckUnique(YamlList list, StructuralSchema schema, FieldPath path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < list.Items.Length; i++)
        {
            if (Identity(list.Items[i], schema) is not { } identity || seen.Add(identity))
                continue;
            var what = schema.ListMapKeys.Length > 0
                ? $"another element has the same {string.Join(" and ", schema.ListMapKeys)}"
                : "the element stands in the list already";
            Add(SchemaProblemKind.DuplicateItem, list.Items[i], path.Item(i), what, "keep one of them");
        }
    }

    /// <summary>What tells an element of a list apart: its keys, or all of it; null when a key is missing.</summary>
    private static string? Identity(YamlValue item, StructuralSchema list)
    {
        if (list.ListMapKeys.Length == 0)
            return Written(item);
        var keys = list.ListMapKeys.Select(key => item.Find(key) ?? list.Items?.Properties.GetValueOrDefault(key)?.Default).ToList();
        return keys.Contains(null) ? null : string.Join('\n', keys.Select(key => Written(key!)));
    }

    private static string Written(YamlValue value) => value switch
    {
        YamlMap map => $"{{{string.Join('\n', map.Entries.OrderBy(e => e.Name, StringComparer.Ordinal).Select(e => $"{e.Name}:{Written(e.Value)}"))}}}",
        YamlList list => $"[{string.Join('\n', list.Items.Select(Written))}]",
        YamlScalar scalar => $"{scalar.JsonKind} {scalar.JsonText}",
        _ => "",
    };

    private void CheckSize(YamlValue value, int size, string unit, StructuralSchema schema, FieldPath path)
    {
        if (size < schema.MinSize)
            Add(SchemaProblemKind.WrongLength, value, path, $"{unit}s: {size}, at least {schema.MinSize} needed", "add to it");
        if (size > schema.MaxSize)
            Add(SchemaProblemKind.WrongLength, value, path, $"{unit}s: {size}, at most {schema.MaxSize} allowed", "shorten it");
    }

    private void CheckAlternatives(YamlValue value, StructuralSchema schema, FieldPath path)
    {
        foreach (var part in schema.AllOf)
            Check(value, part, path, null);
        if (schema.AnyOf.Length > 0 && !schema.AnyOf.Any(part => Fits(value, part)))
            ReportAlternatives(value, schema.AnyOf, path, $"it fits none of the {schema.AnyOf.Length} forms that are allowed");
        var fitting = schema.OneOf.Count(part => Fits(value, part));
        if (schema.OneOf.Length > 0 && fitting != 1)
            ReportAlternatives(value, fitting == 0 ? schema.OneOf : [], path, $"it fits {fitting} of the {schema.OneOf.Length} forms of which exactly one is allowed");
        if (schema.Not is { } not && Fits(value, not))
            Add(SchemaProblemKind.WrongAlternative, value, path, "it has a form that is not allowed", "look at the kind's documentation for what excludes what");
    }

    private bool Fits(YamlValue value, StructuralSchema schema) => Validate(value, schema, null, _showsValues).Count == 0;

    private void ReportAlternatives(YamlValue value, ImmutableArray<StructuralSchema> forms, FieldPath path, string message)
    {
        var nearest = forms.Select(form => Validate(value, form, null, _showsValues)).MinBy(problems => problems.Count)?[0];
        Add(SchemaProblemKind.WrongAlternative, value, path, message, nearest is null ? "keep to one of them" : $"nearest: {(nearest.Path + " " + nearest.Message).Trim()}");
    }

    private void CheckRules(YamlValue value, StructuralSchema schema, FieldPath path, YamlValue? previous)
    {
        var self = SchemaValues.Of(value, schema);
        var oldSelf = previous is null ? null : SchemaValues.Of(previous, schema);
        var before = _problems.Count;
        (SchemaRule Rule, CelError Error)? failed = null;
        foreach (var rule in schema.Rules)
        {
            try
            {
                if (oldSelf is null && rule.IsTransition)
                    continue;
                var result = rule.Evaluate(self, oldSelf);
                if (result is CelError error)
                    failed ??= (rule, error);
                else if (result != CelValue.True)
                    Add(SchemaProblemKind.RuleBroken, value, path, rule.MessageFor(self, oldSelf), $"the rule is {rule.Rule}");
            }
            catch (CelSyntaxException problem)
            {
                Add(SchemaProblemKind.RuleNotEvaluated, value, path, $"the rule '{rule.Rule}' of the kind cannot be evaluated: {problem.Message}", "look at it by hand; the API server evaluates it");
            }
        }
        // A rule that says in words what is missing makes others fail that need it.
        if (failed is { } first && _problems.Count == before)
            Add(SchemaProblemKind.RuleBroken, value, path, $"the rule '{first.Rule.Rule}' ends in an error: {first.Error}", "give the fields that the rule needs");
    }

    private void Add(SchemaProblemKind kind, YamlValue at, FieldPath path, string message, string remedy) =>
        _problems.Add(new SchemaProblem(kind, at.Place, path.ToString(), message, remedy));
}
