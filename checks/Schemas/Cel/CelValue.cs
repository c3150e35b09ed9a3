using System.Collections.Immutable;
using System.Globalization;

namespace Slipway.Checks.Schemas.Cel;

/// <summary>A value of the Common Expression Language.</summary>
/// <param name="TypeName">The type's name in the language, e.g. <c>string</c>.</param>
public abstract record CelValue(string TypeName)
{
    /// <summary>The null value.</summary>
    public static CelValue Null { get; } = new CelNull();

    /// <summary>The value true.</summary>
    public static CelValue True { get; } = new CelBool(true);

    /// <summary>The value false.</summary>
    public static CelValue False { get; } = new CelBool(false);

    /// <summary>One of <see cref="True" /> and <see cref="False" />.</summary>
    public static CelValue Of(bool value) => value ? True : False;

    /// <summary>A string value.</summary>
    public static CelValue Of(string value) => new CelString(value);

    /// <summary>An int value.</summary>
    public static CelValue Of(long value) => new CelInt(value);

    /// <summary>A map with string keys.</summary>
    public static CelValue Map(IEnumerable<KeyValuePair<string, CelValue>> entries) =>
        new CelMap(entries.ToDictionary(e => Of(e.Key), e => e.Value));
}

/// <summary>The type of null.</summary>
public sealed record CelNull() : CelValue("null_type");

/// <summary>A boolean.</summary>
public sealed record CelBool(bool Value) : CelValue("bool");

/// <summary>A signed 64-bit integer.</summary>
public sealed record CelInt(long Value) : CelValue("int");

/// <summary>An unsigned 64-bit integer.</summary>
public sealed record CelUint(ulong Value) : CelValue("uint");

/// <summary>A 64-bit floating point number.</summary>
public sealed record CelDouble(double Value) : CelValue("double");

/// <summary>A text.</summary>
public sealed record CelString(string Value) : CelValue("string");

/// <summary>A sequence of bytes.</summary>
public sealed record CelBytes(ImmutableArray<byte> Value) : CelValue("bytes");

/// <summary>A length of time, to 100 nanoseconds.</summary>
public sealed record CelDuration(TimeSpan Value) : CelValue("google.protobuf.Duration");

/// <summary>A point in time, to 100 nanoseconds.</summary>
public sealed record CelTimestamp(DateTimeOffset Value) : CelValue("google.protobuf.Timestamp");

/// <summary>A list.</summary>
public sealed record CelList(IReadOnlyList<CelValue> Items) : CelValue("list");

/// <summary>A map; keys are strings, integers or booleans.</summary>
public sealed record CelMap(IReadOnlyDictionary<CelValue, CelValue> Entries) : CelValue("map")
{
    /// <summary>The value of a key, or null when it has none.</summary>
    public CelValue? Find(CelValue key) => Entries.GetValueOrDefault(Normal(key));

    /// <summary>The one form of keys that are numerically equal.</summary>
    internal static CelValue Normal(CelValue key) => key switch
    {
        CelUint { Value: <= long.MaxValue } number => Of((long)number.Value),
        CelDouble { Value: >= -9e15 and <= 9e15 } number when Math.Floor(number.Value) == number.Value => Of((long)number.Value),
        _ => key,
    };
}

/// <summary>A type as a value: what <c>type(x)</c> gives.</summary>
public sealed record CelType(string Name) : CelValue("type");

/// <summary>What an expression gives that failed; the logical operators may still decide without it.</summary>
/// <param name="Message">What failed.</param>
/// <param name="Column">Where in the expression, in characters from 1.</param>
public sealed record CelError(string Message, int Column) : CelValue("error")
{
    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Message} (at character {Column} of the expression)");
}
