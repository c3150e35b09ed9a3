using System.Collections.Immutable;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>Where in which kinds of objects a transformation works. A path goes through lists into each of their items.</summary>
/// <param name="Kinds">The kinds.</param>
/// <param name="Path">The keys; <c>[]</c> after a key says that it is a list, which is never created.</param>
/// <param name="Create">Whether what is missing on the way is made.</param>
internal sealed record FieldSpec(KindSelector Kinds, ImmutableArray<string> Path, bool Create)
{
    /// <summary>A field of kinds. The path has slashes between keys; a slash in a key has a backslash before it.</summary>
    public static FieldSpec Of(string path, bool create = false, string kind = "", string group = "", string version = "") =>
        new(new KindSelector(group, version, kind), SplitPath(path), create);

    public static ImmutableArray<string> SplitPath(string path) =>
        [.. path.Replace(@"\/", "\0", StringComparison.Ordinal).Split('/').Select(p => p.Replace('\0', '/'))];

    /// <summary>An object with the field's values changed.</summary>
    /// <param name="root">The object.</param>
    /// <param name="set">Gives the new value for an old one; for a made field the old one is what <paramref name="make"/> gives.</param>
    /// <param name="make">Makes the field itself where it is missing and may be made.</param>
    public YamlMap Apply(YamlMap root, Func<YamlValue, YamlValue> set, Func<YamlValue> make)
    {
        var id = Resource.IdOf(root);
        return id.IsSelectedBy(Kinds) ? (YamlMap)Change(root, 0, set, make) : root;
    }

    private YamlValue Change(YamlValue value, int at, Func<YamlValue, YamlValue> set, Func<YamlValue> make)
    {
        if (at == Path.Length)
            return set(value);
        return value switch
        {
            YamlMap map => ChangeField(map, at, set, make),
            YamlList list => list.Changed(item => Change(item, at, set, make)),
            YamlScalar { Kind: YamlKind.Null } => value,
            _ => throw new BuildFailure(SourceProblemKind.InvalidField, value.Place, $"'{string.Join('.', Path.Take(at))}' is text where kustomize looks for '{string.Join('.', Path)}'", "make it a map or a list"),
        };
    }

    private YamlValue ChangeField(YamlMap map, int at, Func<YamlValue, YamlValue> set, Func<YamlValue> make)
    {
        var list = Path[at].EndsWith("[]", StringComparison.Ordinal);
        var name = list ? Path[at][..^2] : Path[at];
        var value = map[name];
        if (Create && !list && (value is null or YamlScalar { Kind: YamlKind.Null }))
            value = at == Path.Length - 1 ? make() : new YamlMap(value?.Place ?? map.Place, []);
        if (value is null)
            return map;
        if (list && value is YamlScalar { Kind: YamlKind.Null })
            value = new YamlList(value.Place, []);
        return map.With(name, Change(value, at + 1, set, make));
    }
}
