using System.Diagnostics.CodeAnalysis;

namespace Pulumi;

/// <summary>A value of one of two kinds.</summary>
/// <typeparam name="T0">First kind.</typeparam>
/// <typeparam name="T1">Second kind.</typeparam>
public readonly struct Union<T0, T1> : IEquatable<Union<T0, T1>>, IUnion
{
    private readonly bool _second;
    private readonly T0 _value0;
    private readonly T1 _value1;

    private Union(bool second, T0 value0, T1 value1)
    {
        _second = second;
        _value0 = value0;
        _value1 = value1;
    }

    /// <summary>True when the value is of the first kind.</summary>
    public bool IsT0 => !_second;

    /// <summary>True when the value is of the second kind.</summary>
    public bool IsT1 => _second;

    /// <summary>The value as the first kind.</summary>
    /// <exception cref="InvalidOperationException">It is of the second kind.</exception>
    public T0 AsT0 => IsT0 ? _value0 : throw Wrong(typeof(T0), typeof(T1));

    /// <summary>The value as the second kind.</summary>
    /// <exception cref="InvalidOperationException">It is of the first kind.</exception>
    public T1 AsT1 => IsT1 ? _value1 : throw Wrong(typeof(T1), typeof(T0));

    /// <summary>The value, of whichever kind.</summary>
    public object Value => (_second ? _value1 : (object?)_value0)!;

    object? IUnion.Value => Value;

    /// <summary>A value of the first kind.</summary>
    public static Union<T0, T1> FromT0(T0 input) => new(false, input, default!);

    /// <summary>A value of the second kind.</summary>
    public static Union<T0, T1> FromT1(T1 input) => new(true, default!, input);

    /// <summary>A value of the first kind.</summary>
    public static implicit operator Union<T0, T1>(T0 t) => FromT0(t);

    /// <summary>A value of the second kind.</summary>
    public static implicit operator Union<T0, T1>(T1 t) => FromT1(t);

    /// <summary>True when both are of one kind and equal.</summary>
    public static bool operator ==(Union<T0, T1> left, Union<T0, T1> right) => left.Equals(right);

    /// <summary>True when the kinds or the values differ.</summary>
    public static bool operator !=(Union<T0, T1> left, Union<T0, T1> right) => !left.Equals(right);

    /// <summary>Does what fits the kind.</summary>
    public void Switch(Action<T0> f0, Action<T1> f1)
    {
        if (_second)
            f1(_value1);
        else
            f0(_value0);
    }

    /// <summary>Computes what fits the kind.</summary>
    public TResult Match<TResult>(Func<T0, TResult> f0, Func<T1, TResult> f1) => _second ? f1(_value1) : f0(_value0);

    /// <summary>Changes the value if it is of the first kind.</summary>
    public Union<TResult, T1> MapT0<TResult>(Func<T0, TResult> mapFunc) =>
        _second ? Union<TResult, T1>.FromT1(_value1) : Union<TResult, T1>.FromT0(mapFunc(_value0));

    /// <summary>Changes the value if it is of the second kind.</summary>
    public Union<T0, TResult> MapT1<TResult>(Func<T1, TResult> mapFunc) =>
        _second ? Union<T0, TResult>.FromT1(mapFunc(_value1)) : Union<T0, TResult>.FromT0(_value0);

    /// <summary>Changes the value, of whichever kind.</summary>
    public Union<TResult0, TResult1> Bimap<TResult0, TResult1>(Func<T0, TResult0> mapFunc0, Func<T1, TResult1> mapFunc1) =>
        _second ? Union<TResult0, TResult1>.FromT1(mapFunc1(_value1)) : Union<TResult0, TResult1>.FromT0(mapFunc0(_value0));

    /// <summary>Takes the value if it is of the first kind, else the remainder.</summary>
    public bool TryPickT0([MaybeNullWhen(false)] out T0 value, [MaybeNullWhen(true)] out T1 remainder)
    {
        (value, remainder) = (_value0, _value1);
        return IsT0;
    }

    /// <summary>Takes the value if it is of the second kind, else the remainder.</summary>
    public bool TryPickT1([MaybeNullWhen(false)] out T1 value, [MaybeNullWhen(true)] out T0 remainder)
    {
        (value, remainder) = (_value1, _value0);
        return IsT1;
    }

    /// <inheritdoc />
    public bool Equals(Union<T0, T1> other) =>
        _second == other._second
        && EqualityComparer<T0>.Default.Equals(_value0, other._value0)
        && EqualityComparer<T1>.Default.Equals(_value1, other._value1);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is Union<T0, T1> other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(_second, Value);

    /// <inheritdoc />
    public override string ToString() => Value?.ToString() ?? "";

    private static InvalidOperationException Wrong(Type wanted, Type actual) => new($"The value is a {actual}, not a {wanted}.");
}
