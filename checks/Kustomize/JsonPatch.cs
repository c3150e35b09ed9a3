using System.Collections.Immutable;
using System.Globalization;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>A JSON patch (RFC 6902).</summary>
internal sealed class JsonPatch
{
    private readonly ImmutableArray<Operation> _operations;

    private JsonPatch(ImmutableArray<Operation> operations) => _operations = operations;

    private sealed record Operation(YamlPlace Place, string Name, ImmutableArray<string> Path, ImmutableArray<string>? From, YamlValue? Value);

    /// <summary>A list of operations as a patch.</summary>
    /// <exception cref="BuildFailure">An item is no operation.</exception>
    public static JsonPatch Read(YamlList list) => new([.. list.Items.Select(Read)]);

    /// <summary>An object with the patch applied.</summary>
    /// <exception cref="BuildFailure">An operation does not fit the object.</exception>
    public YamlMap Apply(YamlMap root)
    {
        YamlValue result = root;
        foreach (var operation in _operations)
            result = Apply(result, operation);
        return result as YamlMap ?? throw new BuildFailure(SourceProblemKind.Patch, _operations[^1].Place, "the patch leaves no object", "use '$patch: delete' to delete an object");
    }

    private static Operation Read(YamlValue item)
    {
        var name = (item as YamlMap)?.TextAt("op");
        var map = item as YamlMap;
        if (map is null || name is not ("add" or "remove" or "replace" or "move" or "copy" or "test"))
            throw Failure(item.Place, "an item of this JSON patch has no 'op' that RFC 6902 knows", "make it add, remove, replace, move, copy or test");
        var path = Pointer(map, "path");
        var from = name is "move" or "copy" ? Pointer(map, "from") : (ImmutableArray<string>?)null;
        if (name is "add" or "replace" && map["value"] is null)
            throw Failure(item.Place, $"the operation '{name}' has no value", "add 'value'");
        return new Operation(item.Place, name, path, from, map["value"] is { } value ? AsYaml11(value) : null);
    }

    // kustomize reads JSON patches, unlike merge patches, as YAML 1.1.
    private static YamlValue AsYaml11(YamlValue value) => value switch
    {
        YamlScalar scalar => scalar.AsYaml11(),
        YamlList list => list.Changed(AsYaml11),
        YamlMap map => map.Entries.Aggregate(map, (m, e) => m.With(e.Key, AsYaml11(e.Value))),
        _ => value,
    };

    private static ImmutableArray<string> Pointer(YamlMap map, string field)
    {
        if ((map[field] as YamlScalar)?.Text is not { } text || text.Length > 0 && text[0] != '/')
            throw Failure(map[field]?.Place ?? map.Place, $"'{field}' is no JSON pointer", "begin it with a slash, as in /spec/replicas");
        return [.. text.Split('/').Skip(1).Select(p => p.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
    }

    private static YamlValue Apply(YamlValue root, Operation operation)
    {
        var (place, path) = (operation.Place, operation.Path);
        switch (operation.Name)
        {
            case "add":
                return At(root, path, 0, place, (parent, key) => Add(parent, key, operation.Value!, place));
            case "remove":
                return At(root, path, 0, place, (parent, key) => Remove(parent, key, place));
            case "replace":
                return path.Length == 0 ? operation.Value! : At(root, path, 0, place, (parent, key) => Replace(parent, key, operation.Value!, place));
            case "copy":
                var copied = Get(root, operation.From!.Value, place);
                return At(root, path, 0, place, (parent, key) => Add(parent, key, copied, place));
            case "move":
                var moved = Get(root, operation.From!.Value, place);
                var without = At(root, operation.From.Value, 0, place, (parent, key) => Remove(parent, key, place));
                return At(without, path, 0, place, (parent, key) => Add(parent, key, moved, place));
            default:
                var found = Find(root, path);
                var expected = operation.Value ?? new YamlScalar(place, "", YamlKind.Null);
                if (found is null ? expected is not YamlScalar { Kind: YamlKind.Null } : !found.IsSameAs(expected))
                    throw Failure(place, $"the test of '/{string.Join('/', path)}' fails", "correct the expected value, or leave the test out");
                return root;
        }
    }

    /// <summary>Changes the parent of what a pointer points to.</summary>
    private static YamlValue At(YamlValue value, ImmutableArray<string> path, int at, YamlPlace place, Func<YamlValue, string, YamlValue> change)
    {
        if (path.Length == 0)
            throw Failure(place, "the operation would replace the whole object", "point to a field of it");
        if (at == path.Length - 1)
            return change(value, path[at]);
        return value switch
        {
            YamlMap map when map[path[at]] is { } child => map.With(path[at], At(child, path, at + 1, place, change)),
            YamlList list when Index(list, path[at], list.Items.Length - 1) is { } index => list.WithItems(list.Items.SetItem(index, At(list.Items[index], path, at + 1, place, change))),
            _ => throw Failure(place, $"there is no '/{string.Join('/', path.Take(at + 1))}' to go through", "add it first, or correct the path"),
        };
    }

    private static YamlValue Add(YamlValue parent, string key, YamlValue value, YamlPlace place) => parent switch
    {
        YamlMap map => map.With(key, value),
        YamlList list when key == "-" => list.WithItems(list.Items.Add(value)),
        YamlList list when Index(list, key, list.Items.Length) is { } at => list.WithItems(list.Items.Insert(at, value)),
        _ => throw Failure(place, $"'{key}' is no place in {Form(parent)}", "correct the path"),
    };

    private static YamlValue Remove(YamlValue parent, string key, YamlPlace place) => parent switch
    {
        YamlMap map when map[key] is not null => map.Without(key),
        YamlList list when Index(list, key, list.Items.Length - 1) is { } at => list.WithItems(list.Items.RemoveAt(at)),
        _ => throw Failure(place, $"there is no '{key}' to remove", "leave the operation out, or correct the path"),
    };

    private static YamlValue Replace(YamlValue parent, string key, YamlValue value, YamlPlace place) => parent switch
    {
        YamlMap map when map[key] is not null => map.With(key, value),
        YamlList list when Index(list, key, list.Items.Length - 1) is { } at => list.WithItems(list.Items.SetItem(at, value)),
        _ => throw Failure(place, $"there is no '{key}' to replace", "use 'add', or correct the path"),
    };

    private static YamlValue Get(YamlValue root, ImmutableArray<string> path, YamlPlace place) =>
        Find(root, path) ?? throw Failure(place, $"there is no '/{string.Join('/', path)}'", "correct 'from'");

    private static YamlValue? Find(YamlValue? value, ImmutableArray<string> path)
    {
        foreach (var key in path)
        {
            value = value switch
            {
                YamlMap map => map[key],
                YamlList list when Index(list, key, list.Items.Length - 1) is { } at => list.Items[at],
                _ => null,
            };
        }
        return value;
    }

    // kustomize's library counts negative numbers from the end.
    private static int? Index(YamlList list, string key, int last)
    {
        if (!int.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at))
            return null;
        at = at < 0 ? at + list.Items.Length : at;
        return at >= 0 && at <= last ? at : null;
    }

    private static string Form(YamlValue value) => value is YamlList list ? $"a list of {list.Items.Length}" : "a plain value";

    private static BuildFailure Failure(YamlPlace place, string message, string remedy) => new(SourceProblemKind.Patch, place, message, remedy);
}
