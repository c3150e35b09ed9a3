using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Slipway.EndToEnd.Documents;

/// <summary>
/// The keys of the configuration, asked of the reader itself: it names an object's keys when it is given one too many, and a key's
/// kind when it is given another. In a key <c>*</c> stands for a name of the writer's choice, <c>[]</c> for a place in a list.
/// </summary>
internal sealed partial class SettingsKeys
{
    private const string Stranger = "zz";

    private readonly Dictionary<string, List<string>> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Section, ImmutableArray<object> Steps)> _places = new(StringComparer.Ordinal);

    private SettingsKeys()
    {
    }

    /// <summary>Asked once.</summary>
    public static SettingsKeys All { get; } = Ask();

    /// <summary>The sections, and the keys beside them, in the order of the settings.</summary>
    public ImmutableArray<string> Sections { get; private init; } = [];

    /// <summary>Every key, in the reader's order, each object before what is in it.</summary>
    public IEnumerable<string> Of(string section) => Below(section);

    /// <summary>Whether a key's value is an object with keys of the reader's own.</summary>
    public bool IsObject(string key) => _objects.ContainsKey(key);

    /// <summary>Whether the example has it.</summary>
    public bool IsShown(string key) => _places.ContainsKey(key);

    /// <summary>What a value is, in words.</summary>
    public string KindOf(string key)
    {
        if (IsObject(key))
            return "object";
        if (IsObject(key + "[]"))
            return "list of objects";
        var shown = Shown(_places[key]);
        var entry = shown is JsonObject entries ? entries.First().Key : Stranger;
        var choices = Choices("?");
        var messages = Messages(new JsonObject { [Stranger] = Stranger });
        if (messages.Any(m => m.EndsWith("it is a list", StringComparison.Ordinal)))
            return Choices(new JsonArray("?"), "[0]") is { } each ? $"list of {each}" : "list of texts";
        if (messages.Any(m => m.EndsWith("it is true or false", StringComparison.Ordinal)))
            return "`true`, `false`";
        if (messages.Any(m => m.Contains("it is a whole number", StringComparison.Ordinal)))
            return Messages(-1).Select(m => Range().Match(m)).FirstOrDefault(m => m.Success) is { } range ? $"number, {range.Groups[1].Value} to {range.Groups[2].Value}" : "number";
        if (messages.Any(m => m.EndsWith("it is a text", StringComparison.Ordinal)))
            return choices ?? "text";
        if (shown is JsonValue)
            return choices ?? "text";
        return Messages(new JsonObject { [entry] = new JsonArray() }, "." + entry).FirstOrDefault(m => m.Contains("; it is a", StringComparison.Ordinal)) switch
        {
            null => "secrets by name",
            var m when m.Contains("whole number", StringComparison.Ordinal) => "numbers by name",
            var m when m.Contains("an object", StringComparison.Ordinal) => "objects by name",
            _ => "texts by name",
        };

        string? Choices(JsonNode value, string below = "") =>
            Messages(value, below).Select(m => NoneOf().Match(m)).FirstOrDefault(m => m.Success) is { } match
                ? string.Join(", ", match.Groups[1].Value.Split(", ").Select(c => $"`{c}`"))
                : null;

        IEnumerable<string> Messages(JsonNode value, string below = "")
        {
            var (section, steps) = _places[key];
            var path = section + Path(steps);
            return SettingsExample.ProblemsOf(With(section, steps, value)).Where(p => p.Path == path + below).Select(p => p.Message);
        }
    }

    private static JsonNode? Shown((string Section, ImmutableArray<object> Steps) place) =>
        place.Steps.Aggregate(SettingsExample.Values()[place.Section], (at, step) => step is int i ? at![i] : at![(string)step]);

    private static SettingsKeys Ask()
    {
        var values = SettingsExample.Values();
        var keys = new SettingsKeys { Sections = [.. SettingDocs.Ordered.Select(d => d.Key).Where(values.ContainsKey)] };
        foreach (var (section, value) in values)
            AddStranger(value);
        var named = SettingsExample.ProblemsOf(values).Select(p => (p.Path, Match: TheKeys().Match(p.Message))).Where(p => p.Match.Success && p.Path.EndsWith("." + Stranger, StringComparison.Ordinal))
            .ToLookup(p => p.Path[..^(Stranger.Length + 1)], p => p.Match.Groups[1].Value.Split(", "));
        foreach (var (section, value) in SettingsExample.Values().Where(v => keys.Sections.Contains(v.Key)))
            keys.Walk(section, section, section, [], value, named);
        return keys;
    }

    private static void AddStranger(JsonNode? node)
    {
        if (node is JsonObject map)
        {
            foreach (var (_, value) in map.ToList())
                AddStranger(value);
            map[Stranger] = 0;
        }
        else if (node is JsonArray list)
        {
            foreach (var item in list)
                AddStranger(item);
        }
    }

    private void Walk(string key, string path, string section, ImmutableArray<object> steps, JsonNode? node, ILookup<string, string[]> named)
    {
        _places.TryAdd(key, (section, steps));
        if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
                Walk(key + "[]", $"{path}[{i}]", section, steps.Add(i), list[i], named);
        }
        else if (node is JsonObject map)
        {
            var isKeyed = named.Contains(path);
            if (isKeyed)
            {
                var known = _objects.TryGetValue(key, out var before) ? before : _objects[key] = [];
                known.AddRange(named[path].SelectMany(k => k).Where(k => !known.Contains(k)));
            }
            foreach (var (name, value) in map)
                Walk($"{key}.{(isKeyed ? name : "*")}", $"{path}.{name}", section, steps.Add(name), value, named);
        }
    }

    private IEnumerable<string> Below(string key)
    {
        foreach (var below in (string[])[key, key + ".*", key + "[]"])
        {
            foreach (var name in _objects.GetValueOrDefault(below) ?? [])
            {
                yield return $"{below}.{name}";
                foreach (var deeper in Below($"{below}.{name}"))
                    yield return deeper;
            }
        }
    }

    private static JsonObject With(string section, ImmutableArray<object> steps, JsonNode value)
    {
        var values = SettingsExample.Values();
        if (steps.IsEmpty)
        {
            values[section] = value.DeepClone();
            return values;
        }
        var at = values[section]!;
        foreach (var step in steps[..^1])
            at = step is int i ? at[i]! : at[(string)step]!;
        if (steps[^1] is int last)
            at[last] = value.DeepClone();
        else
            at[(string)steps[^1]] = value.DeepClone();
        return values;
    }

    private static string Path(ImmutableArray<object> steps) => string.Concat(steps.Select(s => s is int i ? $"[{i}]" : $".{s}"));

    [GeneratedRegex("^is no key here; the keys are (.*)$")]
    private static partial Regex TheKeys();

    [GeneratedRegex("is none of (.*)$")]
    private static partial Regex NoneOf();

    [GeneratedRegex(@"it is between (-?\d+) and (\d+)$")]
    private static partial Regex Range();
}
