using System.Collections.Immutable;

namespace Slipway.Checks.Yaml;

/// <summary>A list.</summary>
/// <param name="place">Where it stands.</param>
/// <param name="items">What is in it.</param>
public sealed class YamlList(YamlPlace place, ImmutableArray<YamlValue> items) : YamlValue(place)
{
    /// <summary>What is in it, in order.</summary>
    public ImmutableArray<YamlValue> Items { get; } = items;

    /// <summary>This list with other items.</summary>
    public YamlList WithItems(ImmutableArray<YamlValue> items) => new(Place, items);

    /// <summary>This list with each item changed; this list itself where nothing changes.</summary>
    public YamlList Changed(Func<YamlValue, YamlValue> change)
    {
        ImmutableArray<YamlValue>.Builder? changed = null;
        for (var at = 0; at < Items.Length; at++)
        {
            var item = change(Items[at]);
            if (ReferenceEquals(item, Items[at]))
                continue;
            changed ??= Items.ToBuilder();
            changed[at] = item;
        }
        return changed is null ? this : new YamlList(Place, changed.DrainToImmutable());
    }
}
