using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>Copies values from one field to others.</summary>
internal static class Replacements
{
    public static void Apply(ResourceList resources, ReplacementRule rule)
    {
        var value = Value(resources, rule.Source);
        foreach (var target in rule.Targets)
        {
            resources.Change(resource => IsMeant(resource, target) ? Replace(resource, target, value) : resource);
        }
    }

    private static YamlValue Value(ResourceList resources, ReplacementSource source)
    {
        var matches = resources.Items.Where(r => r.AllIds.Any(source.Select.SelectsId)).ToList();
        if (matches.Count != 1)
        {
            throw new BuildFailure(matches.Count == 0 ? SourceProblemKind.NoTarget : SourceProblemKind.Conflict, source.Place,
                matches.Count == 0 ? "nothing is selected as the source of this replacement" : $"{matches.Count} objects are selected as the source of this replacement: {string.Join(", ", matches.Select(m => m.Id))}",
                "select exactly one object by kind, name and namespace");
        }
        var found = FieldPath.Parse(source.FieldPath).Find(matches[0].Root);
        if (found is null or YamlScalar { Kind: YamlKind.Null } or YamlScalar { Text.Length: 0 } or YamlMap { Entries.Length: 0 } or YamlList { Items.Length: 0 })
            throw new BuildFailure(SourceProblemKind.NoTarget, source.Place, $"{matches[0].Id} has no '{source.FieldPath}' ({matches[0].Root.Place})", "correct the fieldPath");
        if (source.Part.Delimiter.Length == 0)
            return found;
        if (found is not YamlScalar text)
            throw new BuildFailure(SourceProblemKind.InvalidField, source.Place, $"'{source.FieldPath}' of {matches[0].Id} is no text to split", "leave the delimiter out");
        var parts = text.Text.Split(source.Part.Delimiter);
        if (source.Part.Index < 0 || source.Part.Index >= parts.Length)
            throw new BuildFailure(SourceProblemKind.InvalidField, source.Place, $"'{text.Text}' has no part {source.Part.Index} when split at '{source.Part.Delimiter}' ({text.Place})", $"use an index from 0 to {parts.Length - 1}");
        return text.WithText(parts[source.Part.Index]);
    }

    private static bool IsMeant(Resource resource, ReplacementTarget target) =>
        target.Select.SelectsMetadata(resource.Root)
        && !target.Reject.Any(r => (r.Labels ?? r.Annotations) is not null && r.SelectsMetadata(resource.Root))
        && resource.AllIds.Any(id => target.Select.SelectsId(id) && !target.Reject.Any(r => r.HasIdentity && r.SelectsId(id)));

    private static Resource Replace(Resource resource, ReplacementTarget target, YamlValue value)
    {
        YamlValue root = resource.Root;
        foreach (var text in target.FieldPaths)
        {
            var path = FieldPath.Parse(text.Text);
            if (target.Create && path.IsPattern)
                throw new BuildFailure(SourceProblemKind.InvalidField, text.Place, $"'{text.Text}' has a wildcard, and a field to create can have none", "leave 'create' or the wildcard out");
            root = path.Apply(root, target.Create ? value : null, old => Put(old, value, target, text), text.Place, out var found);
            if (!found)
                throw new BuildFailure(SourceProblemKind.NoTarget, text.Place, $"{resource.Id} has no '{text.Text}' ({resource.Root.Place})", "correct the fieldPath, or set 'create: true'");
        }
        return resource.With((YamlMap)root);
    }

    private static YamlValue Put(YamlValue old, YamlValue value, ReplacementTarget target, YamlScalar path)
    {
        if (target.Part.Delimiter.Length > 0)
        {
            if (old is not YamlScalar text || value is not YamlScalar part)
                throw new BuildFailure(SourceProblemKind.InvalidField, path.Place, $"'{path.Text}' is no text to put a part into ({old.Place})", "leave the delimiter out");
            var parts = text.Text.Split(target.Part.Delimiter).ToList();
            if (target.Part.Index < 0)
                parts.Insert(0, part.Text);
            else if (target.Part.Index >= parts.Count)
                parts.Add(part.Text);
            else
                parts[target.Part.Index] = part.Text;
            value = part.WithText(string.Join(target.Part.Delimiter, parts));
        }
        return (old, value) switch
        {
            (YamlScalar { Kind: YamlKind.String }, YamlScalar scalar) => YamlScalar.String(scalar.Place, scalar.Text),
            (YamlScalar { Text.Length: 0 }, _) => value,
            (YamlScalar kept, YamlScalar scalar) => Retyped(kept, scalar),
            _ => value,
        };
    }

    // A number stays a number, and text that is none does not fit.
    private static YamlScalar Retyped(YamlScalar old, YamlScalar value)
    {
        var put = YamlScalar.Plain(value.Place, value.Text);
        return put.Kind == old.Kind || old.Kind == YamlKind.Float && put.Kind == YamlKind.Integer
            ? put
            : throw new BuildFailure(SourceProblemKind.InvalidField, value.Place, $"'{value.Text}' replaces a value of another type, '{old.Text}' ({old.Place})", "make both the same type; quote the target if it is text");
    }
}
