using System.Collections.Frozen;

namespace Slipway.Checks.Schemas.Cel;

/// <summary>Equality, order and arithmetic (cel-spec, "Equality", "Ordering", "Arithmetic"). Overflow is an error, never a wrap.</summary>
internal static class CelOperators
{
    /// <summary>The binary operators, from the loosest to the tightest.</summary>
    public static FrozenDictionary<string, CelFunction>[] Levels { get; } =
    [
        Level(("==", a => CelValue.Of(AreEqual(a[0], a[1]))),
            ("!=", a => CelValue.Of(!AreEqual(a[0], a[1]))),
            ("<", a => Ordered(a, order => order < 0)),
            ("<=", a => Ordered(a, order => order <= 0)),
            (">", a => Ordered(a, order => order > 0)),
            (">=", a => Ordered(a, order => order >= 0)),
            ("in", In)),
        Level(("+", Add), ("-", Subtract)),
        Level(("*", Multiply), ("/", Divide), ("%", Modulo)),
    ];

    /// <summary><c>!</c></summary>
    public static CelValue? Not(CelValue[] arguments) => arguments[0] is CelBool value ? CelValue.Of(!value.Value) : null;

    /// <summary><c>-</c> before a number.</summary>
    public static CelValue? Negate(CelValue[] arguments) => arguments[0] switch
    {
        CelInt value => CelValue.Of(checked(-value.Value)),
        CelDouble value => new CelDouble(-value.Value),
        _ => null,
    };

    /// <summary>Whether two values are equal: numbers by value whatever their type, others of different types never.</summary>
    public static bool AreEqual(CelValue left, CelValue right) => (left, right) switch
    {
        (CelList one, CelList other) => one.Items.Count == other.Items.Count && one.Items.Zip(other.Items).All(pair => AreEqual(pair.First, pair.Second)),
        (CelMap one, CelMap other) => one.Entries.Count == other.Entries.Count
            && one.Entries.All(entry => other.Find(entry.Key) is { } value && AreEqual(entry.Value, value)),
        (CelBytes one, CelBytes other) => one.Value.AsSpan().SequenceEqual(other.Value.AsSpan()),
        (CelDouble { Value: double.NaN }, _) or (_, CelDouble { Value: double.NaN }) => false,
        _ when IsNumber(left) && IsNumber(right) => CompareNumbers(left, right) == 0,
        _ => left.Equals(right),
    };

    /// <summary>Below zero, zero or above, as the left value is less, equal or more; null where there is no order.</summary>
    public static int? Compare(CelValue left, CelValue right) => (left, right) switch
    {
        (CelString one, CelString other) => string.CompareOrdinal(one.Value, other.Value),
        (CelBool one, CelBool other) => one.Value.CompareTo(other.Value),
        (CelBytes one, CelBytes other) => one.Value.AsSpan().SequenceCompareTo(other.Value.AsSpan()),
        (CelDuration one, CelDuration other) => one.Value.CompareTo(other.Value),
        (CelTimestamp one, CelTimestamp other) => one.Value.CompareTo(other.Value),
        (CelDouble { Value: double.NaN }, _) or (_, CelDouble { Value: double.NaN }) => null,
        _ when IsNumber(left) && IsNumber(right) => CompareNumbers(left, right),
        _ => null,
    };

    private static CelValue? Ordered(CelValue[] arguments, Func<int, bool> holds)
    {
        if (arguments is [CelDouble { Value: double.NaN }, _] or [_, CelDouble { Value: double.NaN }])
            return CelValue.False;
        return Compare(arguments[0], arguments[1]) is { } order ? CelValue.Of(holds(order)) : null;
    }

    private static CelValue? In(CelValue[] arguments) => arguments[1] switch
    {
        CelList list => CelValue.Of(list.Items.Any(item => AreEqual(item, arguments[0]))),
        CelMap map => CelValue.Of(map.Find(arguments[0]) is not null),
        _ => null,
    };

    private static CelValue? Add(CelValue[] arguments) => arguments switch
    {
        [CelInt one, CelInt other] => CelValue.Of(checked(one.Value + other.Value)),
        [CelUint one, CelUint other] => new CelUint(checked(one.Value + other.Value)),
        [CelDouble one, CelDouble other] => new CelDouble(one.Value + other.Value),
        [CelString one, CelString other] => CelValue.Of(one.Value + other.Value),
        [CelBytes one, CelBytes other] => new CelBytes(one.Value.AddRange(other.Value)),
        [CelList one, CelList other] => new CelList([.. one.Items, .. other.Items]),
        [CelDuration one, CelDuration other] => new CelDuration(one.Value + other.Value),
        [CelTimestamp one, CelDuration other] => new CelTimestamp(one.Value + other.Value),
        [CelDuration one, CelTimestamp other] => new CelTimestamp(other.Value + one.Value),
        _ => null,
    };

    private static CelValue? Subtract(CelValue[] arguments) => arguments switch
    {
        [CelInt one, CelInt other] => CelValue.Of(checked(one.Value - other.Value)),
        [CelUint one, CelUint other] => new CelUint(checked(one.Value - other.Value)),
        [CelDouble one, CelDouble other] => new CelDouble(one.Value - other.Value),
        [CelDuration one, CelDuration other] => new CelDuration(one.Value - other.Value),
        [CelTimestamp one, CelDuration other] => new CelTimestamp(one.Value - other.Value),
        [CelTimestamp one, CelTimestamp other] => new CelDuration(one.Value - other.Value),
        _ => null,
    };

    private static CelValue? Multiply(CelValue[] arguments) => arguments switch
    {
        [CelInt one, CelInt other] => CelValue.Of(checked(one.Value * other.Value)),
        [CelUint one, CelUint other] => new CelUint(checked(one.Value * other.Value)),
        [CelDouble one, CelDouble other] => new CelDouble(one.Value * other.Value),
        _ => null,
    };

    private static CelValue? Divide(CelValue[] arguments) => arguments switch
    {
        [CelInt one, CelInt other] => CelValue.Of(one.Value / other.Value),
        [CelUint one, CelUint other] => new CelUint(one.Value / other.Value),
        [CelDouble one, CelDouble other] => new CelDouble(one.Value / other.Value),
        _ => null,
    };

    private static CelValue? Modulo(CelValue[] arguments) => arguments switch
    {
        [CelInt one, CelInt { Value: not -1 } other] => CelValue.Of(one.Value % other.Value),
        [CelInt, CelInt] => CelValue.Of(0),
        [CelUint one, CelUint other] => new CelUint(one.Value % other.Value),
        _ => null,
    };

    private static bool IsNumber(CelValue value) => value is CelInt or CelUint or CelDouble;

    private static int CompareNumbers(CelValue left, CelValue right) => (left, right) switch
    {
        (CelInt one, CelInt other) => one.Value.CompareTo(other.Value),
        (CelUint one, CelUint other) => one.Value.CompareTo(other.Value),
        (CelInt one, CelUint other) => one.Value < 0 ? -1 : ((ulong)one.Value).CompareTo(other.Value),
        (CelUint, CelInt) => -CompareNumbers(right, left),
        _ => AsDouble(left).CompareTo(AsDouble(right)),
    };

    private static double AsDouble(CelValue value) => value switch
    {
        CelInt number => number.Value,
        CelUint number => number.Value,
        CelDouble number => number.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.TypeName, "not a number"),
    };

    private static FrozenDictionary<string, CelFunction> Level(params (string Symbol, CelFunction Function)[] operators) =>
        operators.ToFrozenDictionary(o => o.Symbol, o => o.Function, StringComparer.Ordinal);
}
