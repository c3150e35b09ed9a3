using System.Collections.Immutable;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Flux;

/// <summary>Gives the values of a text that was written from others the places of those.</summary>
internal static class PlacesKept
{
    /// <summary>The new value with the places of the old one.</summary>
    public static YamlValue Carry(YamlValue old, YamlValue value) => (old, value) switch
    {
        (YamlMap from, YamlMap to) => new YamlMap(from.Place, Entries(from, to)),
        (YamlList from, YamlList to) => new YamlList(from.Place, [.. to.Items.Select((item, at) => at < from.Items.Length ? Carry(from.Items[at], item) : Moved(item, from.Place))]),
        (YamlScalar from, YamlScalar to) => Moved(to, from.Place, from.LiteralIndent),
        _ => Moved(value, old.Place),
    };

    // The writer sorts keys, and a variable may be part of one: what keeps its name is found by it, the rest in order.
    private static ImmutableArray<YamlEntry> Entries(YamlMap from, YamlMap to)
    {
        var renamed = new Queue<YamlEntry>(from.Entries.Where(e => to[e.Name] is null).OrderBy(e => e.Name, NaturalOrder.Keys));
        var found = to.Entries.ToDictionary(e => e.Name, e => from.Entry(e.Name) ?? (renamed.TryDequeue(out var old) ? old : null as YamlEntry?), StringComparer.Ordinal);
        var order = from.Entries.Select((e, at) => (e.Name, at)).ToDictionary(e => e.Name, e => e.at, StringComparer.Ordinal);
        return
        [
            .. to.Entries.OrderBy(e => found[e.Name] is { } old ? order[old.Name] : int.MaxValue).Select(e => found[e.Name] is { } old
                ? new YamlEntry(YamlScalar.String(old.Key.Place, e.Key.Text), Carry(old.Value, e.Value))
                : new YamlEntry((YamlScalar)Moved(e.Key, from.Place), Moved(e.Value, from.Place))),
        ];
    }

    /// <summary>The value with one place for all of it.</summary>
    public static YamlValue Moved(YamlValue value, YamlPlace place) => value switch
    {
        YamlMap map => new YamlMap(place, [.. map.Entries.Select(e => new YamlEntry((YamlScalar)Moved(e.Key, place), Moved(e.Value, place)))]),
        YamlList list => new YamlList(place, [.. list.Items.Select(i => Moved(i, place))]),
        YamlScalar scalar => Moved(scalar, place, null),
        _ => value,
    };

    // Flux reads what it has written as YAML 1.1: yes is a Boolean.
    private static YamlScalar Moved(YamlScalar scalar, YamlPlace place, int? indent)
    {
        var read = scalar.AsYaml11();
        return new YamlScalar(place, read.Text, read.Kind) { LiteralIndent = indent };
    }
}
