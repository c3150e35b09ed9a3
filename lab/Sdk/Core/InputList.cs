using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A list given to a resource. Its items are inputs themselves, so one unknown or secret item leaves the others as they are.</summary>
/// <typeparam name="T">Type of the items.</typeparam>
public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable, IAsyncEnumerable<Input<T>>
{
    private Input<ImmutableArray<Input<T>>> _items;

    /// <summary>An empty list.</summary>
    public InputList()
        : this(ImmutableArray<Input<T>>.Empty)
    {
    }

    private InputList(Input<ImmutableArray<Input<T>>> items)
        : base(ImmutableArray<T>.Empty) => _items = items;

    internal override object? Content => _items.Content;

    /// <summary>Adds items.</summary>
    public void Add(params Input<T>[] inputs) => AddRange(inputs);

    /// <summary>Adds another list's items.</summary>
    public void Add(InputList<T> inputs) => AddRange(inputs);

    /// <summary>Adds another list's items.</summary>
    public void AddRange(InputList<T> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        _items = Concat(inputs)._items;
    }

    /// <summary>A new list: this one's items, then the other's.</summary>
    public InputList<T> Concat(InputList<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return _items.Content is ImmutableArray<Input<T>> mine && other._items.Content is ImmutableArray<Input<T>> theirs
            ? new(mine.AddRange(theirs))
            : new(Output.Tuple(_items, other._items).Apply(both => both.Item1.AddRange(both.Item2)));
    }

    /// <summary>The items, as far as the list is known; an unknown list has none.</summary>
    public async IAsyncEnumerator<Input<T>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        var data = await _items.AsOutput().Data.ConfigureAwait(false);
        if (!data.IsKnown)
            yield break;
        foreach (var item in data.Value)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException($"A {GetType()} cannot be enumerated synchronously: its items may not be known yet. Use await foreach, or ToOutput().");

    /// <summary>A list of one item.</summary>
    public static implicit operator InputList<T>(T value) => new(ImmutableArray.Create<Input<T>>(value));

    /// <summary>A list of one item.</summary>
    public static implicit operator InputList<T>(Output<T> value) => new(ImmutableArray.Create<Input<T>>(value));

    /// <summary>A list of one item.</summary>
    public static implicit operator InputList<T>(Input<T> value) => new(ImmutableArray.Create(value));

    /// <summary>A list of these items.</summary>
    public static implicit operator InputList<T>(T[] values) => From(values);

    /// <summary>A list of these items.</summary>
    public static implicit operator InputList<T>(Output<T>[] values) => From(values);

    /// <summary>A list of these items.</summary>
    public static implicit operator InputList<T>(Input<T>[] values) => new(ImmutableArray.Create(values));

    /// <summary>A list of these items.</summary>
    public static implicit operator InputList<T>(List<T> values) => From(values);

    /// <summary>A list of these items.</summary>
    public static implicit operator InputList<T>(List<Output<T>> values) => From(values);

    /// <summary>A list of these items.</summary>
    public static implicit operator InputList<T>(List<Input<T>> values) => new(ImmutableArray.CreateRange(values));

    /// <summary>A list of these items.</summary>
    public static implicit operator InputList<T>(ImmutableArray<T> values) => From(values);

    /// <summary>A list of these items.</summary>
    public static implicit operator InputList<T>(ImmutableArray<Output<T>> values) => From(values);

    /// <summary>A list of these items.</summary>
    public static implicit operator InputList<T>(ImmutableArray<Input<T>> values) => new(values);

    /// <summary>The list that an output will have.</summary>
    public static implicit operator InputList<T>(Output<T[]> values) => Later(values);

    /// <summary>The list that an output will have.</summary>
    public static implicit operator InputList<T>(Output<List<T>> values) => Later(values);

    /// <summary>The list that an output will have.</summary>
    public static implicit operator InputList<T>(Output<IEnumerable<T>> values) => Later(values);

    /// <summary>The list that an output will have.</summary>
    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values) => Later(values);

    internal override Output<ImmutableArray<T>> AsOutput() =>
        _items.Content is ImmutableArray<Input<T>> items ? Output.All(items) : _items.AsOutput().Apply(later => Output.All(later));

    private static InputList<T> From(IEnumerable<T> values) => new(values.Select(value => (Input<T>)value).ToImmutableArray());

    private static InputList<T> From(IEnumerable<Output<T>> values) => new(values.Select(value => (Input<T>)value).ToImmutableArray());

    private static InputList<T> Later<TList>(Output<TList> values)
        where TList : IEnumerable<T> =>
        new(values.Apply(list => list.Select(value => (Input<T>)value).ToImmutableArray()));
}
