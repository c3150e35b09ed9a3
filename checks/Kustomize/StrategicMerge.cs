using System.Collections.Immutable;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>Strategic merge: maps field by field, known lists item by item, all else replaced; <c>null</c> and <c>$patch</c> take away. Items of the patch come first, as kustomize has them.</summary>
internal static class StrategicMerge
{
    private const string Directive = "$patch";

    /// <summary>An object with a patch merged into it, or null where the patch deletes it.</summary>
    public static YamlMap? Apply(YamlMap target, YamlMap patch) => (YamlMap?)Merge(target, patch, MergeSchema.Of(Resource.IdOf(target)));

    private static YamlValue? Merge(YamlValue? target, YamlValue patch, MergeSchema? schema)
    {
        if (IsNull(patch))
            return null;
        if (target is not null && !IsNull(target) && target.GetType() != patch.GetType())
            throw new BuildFailure(SourceProblemKind.Patch, patch.Place, $"the patch has {Form(patch)} where the object has {Form(target)} ({target.Place})", "make the patch of the object's form");
        return patch switch
        {
            YamlMap map => MergeMap(target as YamlMap, map, schema),
            YamlList list when schema?.Keys is { } keys => MergeList(target as YamlList, list, keys, schema),
            _ => patch,
        };
    }

    private static YamlMap? MergeMap(YamlMap? target, YamlMap patch, MergeSchema? schema)
    {
        var directive = patch.TextAt(Directive);
        var rest = patch.Without(Directive);
        switch (directive)
        {
            case "delete":
                return null;
            case "replace" when target is not null:
                return rest;
            case null or "merge" or "replace":
                break;
            default:
                throw Unknown(patch[Directive]!, directive);
        }
        var merged = target ?? new YamlMap(patch.Place, []);
        foreach (var entry in rest.Entries)
        {
            if (entry.Name.StartsWith('$'))
                throw new BuildFailure(SourceProblemKind.Patch, entry.Key.Place, $"kustomize does not know the directive '{entry.Name}'", "use '$patch: delete' or '$patch: replace', or a JSON patch");
            var value = Merge(merged[entry.Name], entry.Value, schema?.Field(entry.Name));
            merged = value is null ? merged.Without(entry.Name) : merged.With(entry.Key, value);
        }
        return merged;
    }

    private static YamlList? MergeList(YamlList? target, YamlList patch, ImmutableArray<string> keys, MergeSchema schema)
    {
        var (directive, items) = ListDirective(patch);
        switch (directive?.Text)
        {
            case "delete":
                return null;
            case "replace":
                return patch.WithItems(items);
            case null or "merge":
                break;
            default:
                throw Unknown(directive, directive.Text);
        }
        if (keys.Length == 0)
            return (target ?? patch).WithItems(Texts(items, target));
        return target is null ? patch.WithItems([.. items.Select(i => Merge(null, i, schema)).OfType<YamlValue>()]) : MergeItems(target, items, keys, schema);
    }

    private static ImmutableArray<YamlValue> Texts(ImmutableArray<YamlValue> items, YamlList? target)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. items.Concat(target?.Items ?? []).Where(i => i is YamlScalar scalar && seen.Add(scalar.Text))];
    }

    private static YamlList MergeItems(YamlList target, ImmutableArray<YamlValue> items, ImmutableArray<string> keys, MergeSchema schema)
    {
        foreach (var item in items.Where(i => i is not YamlMap))
            throw new BuildFailure(SourceProblemKind.Patch, item.Place, $"an item of this list is a map with '{keys[0]}'", "write its fields below the dash");
        // A second key, such as a port's protocol, counts only where some item has it.
        var both = keys.Length > 1 && items.Concat(target.Items).Any(i => i is YamlMap map && keys.Skip(1).Any(k => map[k] is not null));
        return both ? MergeInPlace(target, items, keys, schema) : MergeInFront(target, items, keys[0], schema);
    }

    /// <summary>With one key: the patch's items first, merged with theirs, then the others.</summary>
    private static YamlList MergeInFront(YamlList target, ImmutableArray<YamlValue> items, string key, MergeSchema schema)
    {
        var rest = target.Items.ToList();
        var merged = ImmutableArray.CreateBuilder<YamlValue>();
        foreach (var item in items.Cast<YamlMap>())
        {
            var at = rest.FindIndex(t => AreSame(t, item, [key]));
            // kustomize puts what was there back over an item that is to replace it.
            var value = at >= 0 && item.TextAt(Directive) == "replace" ? rest[at] : Merge(at < 0 ? null : rest[at], item, schema);
            if (at >= 0)
                rest.RemoveAt(at);
            if (value is not null)
                merged.Add(value);
        }
        return target.WithItems([.. merged, .. rest]);
    }

    /// <summary>With two keys: new items first, then the others where they were. An item of the patch that leaves the second key out where the list has it is lost, as in kustomize.</summary>
    private static YamlList MergeInPlace(YamlList target, ImmutableArray<YamlValue> items, ImmutableArray<string> keys, MergeSchema schema)
    {
        var rest = target.Items.ToList();
        var added = ImmutableArray.CreateBuilder<YamlValue>();
        foreach (var item in items.Cast<YamlMap>())
        {
            var complete = keys.All(k => item[k] is not null);
            var at = rest.FindIndex(t => AreSame(t, item, keys));
            if (at < 0 && (complete || !rest.Any(t => AreSame(t, item, [keys[0]]))) && Merge(null, item, schema) is { } made)
                added.Add(made);
            else if (at >= 0 && Merge(rest[at], item, schema) is { } merged)
                rest[at] = merged;
            else if (at >= 0 && complete)
                rest.RemoveAt(at);
        }
        return target.WithItems([.. added, .. rest]);
    }

    private static bool AreSame(YamlValue item, YamlMap other, ImmutableArray<string> keys) => item is YamlMap map && keys.All(k => map.TextAt(k) == other.TextAt(k));

    private static (YamlScalar? Directive, ImmutableArray<YamlValue> Items) ListDirective(YamlList patch)
    {
        foreach (var item in patch.Items)
        {
            if (item is YamlMap { Entries: [{ Name: Directive, Value: YamlScalar directive }] })
                return (directive, patch.Items.Remove(item));
        }
        return (null, patch.Items);
    }

    private static BuildFailure Unknown(YamlValue directive, string text) =>
        new(SourceProblemKind.Patch, directive.Place, $"'{text}' is no value of '$patch'", "make it delete, replace or merge");

    private static bool IsNull(YamlValue value) => value is YamlScalar { Kind: YamlKind.Null };

    private static string Form(YamlValue value) => value switch
    {
        YamlMap => "a map",
        YamlList => "a list",
        _ => "a plain value",
    };
}
