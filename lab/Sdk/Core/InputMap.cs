using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A map from text given to a resource. Its values are inputs themselves, so one unknown or secret value leaves the others as they are.</summary>
/// <typeparam name="TValue">Type of the values.</typeparam>
public sealed class InputMap<TValue> : Input<ImmutableDictionary<string, TValue>>, IEnumerable, IAsyncEnumerable<Input<KeyValuePair<string, TValue>>>
{
    private Input<ImmutableDictionary<string, Input<TValue>>> _entries;

    /// <summary>An empty map.</summary>
    public InputMap()
        : this(ImmutableDictionary<string, Input<TValue>>.Empty)
    {
    }

    private InputMap(Input<ImmutableDictionary<string, Input<TValue>>> entries)
        : base(ImmutableDictionary<string, TValue>.Empty) => _entries = entries;

    internal override object? Content => _entries.Content;

    /// <summary>Sets a key's value.</summary>
    public Input<TValue> this[string key]
    {
        set => Change(entries => entries.SetItem(key, value));
    }

    /// <summary>Adds a key.</summary>
    /// <exception cref="ArgumentException">The key is there already.</exception>
    public void Add(string key, Input<TValue> value) => Change(entries => entries.Add(key, value));

    /// <summary>Adds another map's entries.</summary>
    /// <exception cref="ArgumentException">A key is there already.</exception>
    public void Add(InputMap<TValue> values) => AddRange(values);

    /// <summary>Adds another map's entries.</summary>
    /// <exception cref="ArgumentException">A key is there already.</exception>
    public void AddRange(InputMap<TValue> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _entries = Combine(_entries, values._entries, (mine, theirs) => mine.AddRange(theirs));
    }

    /// <summary>A new map of both; the second's value of a key counts.</summary>
    public static InputMap<TValue> Merge(InputMap<TValue> first, InputMap<TValue> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return new(Combine(first._entries, second._entries, (one, two) => one.SetItems(two)));
    }

    /// <summary>The entries, as far as the map is known; an unknown map has none.</summary>
    public async IAsyncEnumerator<Input<KeyValuePair<string, TValue>>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        var data = await _entries.AsOutput().Data.ConfigureAwait(false);
        if (!data.IsKnown)
            yield break;
        foreach (var (key, value) in data.Value)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return value.Apply(plain => KeyValuePair.Create(key, plain));
        }
    }

    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException($"A {GetType()} cannot be enumerated synchronously: its entries may not be known yet. Use await foreach, or ToOutput().");

    /// <summary>A map of these entries.</summary>
    public static implicit operator InputMap<TValue>(Dictionary<string, TValue> values) => new(Wrap(values));

    /// <summary>A map of these entries.</summary>
    public static implicit operator InputMap<TValue>(ImmutableDictionary<string, TValue> values) => new(Wrap(values));

    /// <summary>The map that an output will have.</summary>
    public static implicit operator InputMap<TValue>(Output<Dictionary<string, TValue>> values) => new(values.Apply(map => Wrap(map)));

    /// <summary>The map that an output will have.</summary>
    public static implicit operator InputMap<TValue>(Output<IDictionary<string, TValue>> values) => new(values.Apply(map => Wrap(map)));

    /// <summary>The map that an output will have.</summary>
    public static implicit operator InputMap<TValue>(Output<ImmutableDictionary<string, TValue>> values) => new(values.Apply(map => Wrap(map)));

    internal override Output<ImmutableDictionary<string, TValue>> AsOutput() =>
        _entries.Content is ImmutableDictionary<string, Input<TValue>> entries ? Unwrap(entries) : _entries.AsOutput().Apply(later => Unwrap(later));

    private static ImmutableDictionary<string, Input<TValue>> Wrap(IEnumerable<KeyValuePair<string, TValue>> values) =>
        values.ToImmutableDictionary(entry => entry.Key, entry => (Input<TValue>)entry.Value);

    private static Output<ImmutableDictionary<string, TValue>> Unwrap(ImmutableDictionary<string, Input<TValue>> entries)
    {
        var keys = entries.Keys.ToArray();
        return Output.All(keys.Select(key => entries[key]))
            .Apply(values => keys.Zip(values).ToImmutableDictionary(entry => entry.First, entry => entry.Second));
    }

    private static Input<ImmutableDictionary<string, Input<TValue>>> Combine(
        Input<ImmutableDictionary<string, Input<TValue>>> first,
        Input<ImmutableDictionary<string, Input<TValue>>> second,
        Func<ImmutableDictionary<string, Input<TValue>>, ImmutableDictionary<string, Input<TValue>>, ImmutableDictionary<string, Input<TValue>>> combine) =>
        first.Content is ImmutableDictionary<string, Input<TValue>> one && second.Content is ImmutableDictionary<string, Input<TValue>> two
            ? combine(one, two)
            : Output.Tuple(first, second).Apply(both => combine(both.Item1, both.Item2));

    private void Change(Func<ImmutableDictionary<string, Input<TValue>>, ImmutableDictionary<string, Input<TValue>>> change) =>
        _entries = _entries.Content is ImmutableDictionary<string, Input<TValue>> entries ? change(entries) : _entries.AsOutput().Apply(change);
}
