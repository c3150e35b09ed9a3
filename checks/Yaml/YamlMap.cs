using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Slipway.Checks.Yaml;

/// <summary>A map. Its keys are text and unique.</summary>
public sealed class YamlMap : YamlValue
{
    // Below this, looking through the entries is faster than hashing, and most maps are this small.
    private const int Many = 12;

    private FrozenDictionary<string, int>? _index;

    /// <summary>A map of entries.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="entries">Its entries, each key once.</param>
    public YamlMap(YamlPlace place, ImmutableArray<YamlEntry> entries) : base(place) => Entries = entries;

    /// <summary>The entries, in the order of the source.</summary>
    public ImmutableArray<YamlEntry> Entries { get; }

    /// <summary>The value of a key, or null where the map does not have it.</summary>
    public YamlValue? this[string name] => IndexOf(name) is var at and >= 0 ? Entries[at].Value : null;

    /// <summary>The entry of a key, or null where the map does not have it.</summary>
    public YamlEntry? Entry(string name) => IndexOf(name) is var at and >= 0 ? Entries[at] : null;

    /// <summary>This map with a value for a key: in its place when the map has the key, else at the end.</summary>
    public YamlMap With(YamlScalar key, YamlValue value)
    {
        var at = IndexOf(key.Text);
        if (at < 0)
            return new YamlMap(Place, Entries.Add(new YamlEntry(key, value)));
        return ReferenceEquals(Entries[at].Value, value) ? this : new YamlMap(Place, Entries.SetItem(at, Entries[at] with { Value = value }));
    }

    /// <summary>This map with a value for a key that, when new, stands where the value stands.</summary>
    public YamlMap With(string name, YamlValue value) => With(YamlScalar.String(value.Place, name), value);

    /// <summary>This map without a key.</summary>
    public YamlMap Without(string name) => IndexOf(name) is var at and >= 0 ? new YamlMap(Place, Entries.RemoveAt(at)) : this;

    private int IndexOf(string name)
    {
        if (Entries.Length >= Many)
            return (_index ??= Index()).GetValueOrDefault(name, -1);
        for (var at = 0; at < Entries.Length; at++)
        {
            if (Entries[at].Name == name)
                return at;
        }
        return -1;
    }

    private FrozenDictionary<string, int> Index() =>
        Entries.Select((entry, at) => KeyValuePair.Create(entry.Name, at)).ToFrozenDictionary(StringComparer.Ordinal);
}
