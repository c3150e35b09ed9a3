using System.Collections.Immutable;
using System.Globalization;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>A field path of a replacement: <c>spec.containers.[name=web].image</c>, <c>metadata.annotations.[a.b/c]</c>, <c>items.*</c>, <c>list.0</c>.</summary>
internal sealed class FieldPath
{
    private readonly string _text;
    private readonly ImmutableArray<string> _parts;

    private FieldPath(string text, ImmutableArray<string> parts) => (_text, _parts) = (text, parts);

    /// <summary>Changes the value at a path; a value that was made is null at first.</summary>
    public delegate YamlValue Change(YamlValue value);

    public static FieldPath Parse(string text)
    {
        var parts = ImmutableArray.CreateBuilder<string>();
        string? open = null;
        foreach (var piece in text.Replace(@"\.", "\0", StringComparison.Ordinal).Split('.').Select(p => p.Replace('\0', '.')))
        {
            var whole = open is null;
            open = whole ? piece : $"{open}.{piece}";
            if (open.StartsWith('[') && !open.EndsWith(']'))
                continue;
            // Brackets hold a key with dots together; around a key without, kustomize does not take them away.
            parts.Add(!whole && !open.Contains('=', StringComparison.Ordinal) ? open.Trim('[', ']') : open);
            open = null;
        }
        if (open is not null)
            parts.Add(open);
        return new FieldPath(text, parts.Count > 1 && parts[0].Length == 0 ? [.. parts.Skip(1)] : parts.ToImmutable());
    }

    /// <summary>Whether it may mean more than one value.</summary>
    public bool IsPattern => _parts.Contains("*");

    /// <summary>The one value at the path, or null.</summary>
    public YamlValue? Find(YamlValue root)
    {
        YamlValue? value = root;
        foreach (var part in _parts)
        {
            value = value switch
            {
                YamlMap map => map[part],
                YamlList list when Condition(part) is var (key, text) => list.Items.FirstOrDefault(i => Named(i, key) == text),
                YamlList list when part == "-" => list.Items.LastOrDefault(),
                YamlList list when int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var at) => list.Items.ElementAtOrDefault(at),
                _ => null,
            };
        }
        return value;
    }

    /// <summary>Changes every value at the path.</summary>
    /// <param name="root">What the path begins at.</param>
    /// <param name="make">What stands for a value that is made, or null where none is.</param>
    /// <param name="change">The change.</param>
    /// <param name="place">Where the path stands, for problems.</param>
    /// <param name="found">Whether there was a value.</param>
    public YamlValue Apply(YamlValue root, YamlValue? make, Change change, YamlPlace place, out bool found)
    {
        var any = false;
        var result = Apply(root, 0, make, v => { any = true; return change(v); }, place);
        found = any;
        return result;
    }

    private YamlValue Apply(YamlValue value, int at, YamlValue? make, Change change, YamlPlace place)
    {
        if (at == _parts.Length)
            return change(value);
        var part = _parts[at];
        YamlValue Inner(YamlValue v) => Apply(v, at + 1, make, change, place);
        switch (value)
        {
            case YamlMap map when part == "*":
                return map.Entries.Aggregate(map, (m, e) => m.With(e.Key, Inner(e.Value)));
            case YamlMap when part.StartsWith('['):
                throw new BuildFailure(SourceProblemKind.InvalidField, place, $"'{part}' in '{_text}' is no item of a list: there is a map ({value.Place})", "write a key without dots as it is, without brackets");
            case YamlMap map when map[part] is { } field && !(make is not null && field is YamlScalar { Kind: YamlKind.Null } && at < _parts.Length - 1):
                return map.With(part, Inner(field));
            case YamlMap map:
                return make is null ? map : map.With(part, Inner(Made(at + 1, make)));
            case YamlList list when part == "*":
                return list.Changed(Inner);
            case YamlList list when Condition(part) is var (key, text):
                return InItems(list, key, text, make, Inner, place);
            case YamlList list when int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index):
                if (index >= list.Items.Length)
                    throw new BuildFailure(SourceProblemKind.NoTarget, place, $"'{_text}' asks for item {index} of a list of {list.Items.Length} ({list.Place})", "correct the index, or select by [key=value]");
                return list.WithItems(list.Items.SetItem(index, Inner(list.Items[index])));
            case YamlScalar { Kind: YamlKind.Null } when make is not null:
                return Apply(Made(at, make), at, make, change, place);
            case YamlList when make is null:
                throw new BuildFailure(SourceProblemKind.NoTarget, place, $"'{part}' in '{_text}' is no place in a list ({value.Place})", "select items by [key=value], by number, or all with *");
            default:
                return value;
        }
    }

    private static YamlList InItems(YamlList list, string key, string text, YamlValue? make, Func<YamlValue, YamlValue> inner, YamlPlace place)
    {
        // Where nothing is made, kustomize takes the value for a regular expression that may match anywhere.
        var matches = make is null ? Pattern(text, place).IsMatch : (Predicate<string>)(t => t == text);
        var any = false;
        var changed = list.Changed(item =>
        {
            if (Named(item, key) is not { } name || !matches(name))
                return item;
            any = true;
            return inner(item);
        });
        if (any || make is null)
            return changed;
        YamlValue made = key.Length == 0 ? YamlScalar.Plain(make.Place, text) : new YamlMap(make.Place, [new YamlEntry(YamlScalar.String(make.Place, key), YamlScalar.Plain(make.Place, text))]);
        return list.WithItems(list.Items.Add(inner(made)));
    }

    private static LinearRegex Pattern(string text, YamlPlace place)
    {
        try
        {
            return Patterns.Of(text);
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
        {
            throw new BuildFailure(SourceProblemKind.InvalidField, place, $"'{text}' is no regular expression, which kustomize takes it for", "escape its special characters");
        }
    }

    private YamlValue Made(int at, YamlValue make)
    {
        if (at == _parts.Length)
            return make switch
            {
                YamlMap => new YamlMap(make.Place, []),
                YamlList => new YamlList(make.Place, []),
                _ => new YamlScalar(make.Place, "", YamlKind.Null),
            };
        return Condition(_parts[at]) is null ? new YamlMap(make.Place, []) : new YamlList(make.Place, []);
    }

    private static (string Key, string Text)? Condition(string part) => part.StartsWith('[') && part.EndsWith(']') && part.IndexOf('=', StringComparison.Ordinal) is var sign and > 0
        ? (part[1..sign], part[(sign + 1)..^1])
        : null;

    private static string? Named(YamlValue item, string key) => key.Length == 0 ? (item as YamlScalar)?.Text : (item as YamlMap)?[key] is YamlScalar name ? name.Text : null;
}
