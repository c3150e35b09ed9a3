using System.Collections.Immutable;

namespace Slipway.Lab.Wire;

/// <summary>
/// A value as it crosses the seam between program, engine and providers: JSON's kinds, and Pulumi's own (secret, unknown,
/// output, resource reference, asset, archive). Values are immutable and compare by content.
/// </summary>
public abstract class PropertyValue : IEquatable<PropertyValue>
{
    private protected PropertyValue()
    {
    }

    /// <summary>JSON's null.</summary>
    public static PropertyValue Null { get; } = new NullValue();

    /// <summary>A value that is not known before an update has run.</summary>
    public static PropertyValue Unknown { get; } = new UnknownValue();

    /// <summary>Wraps a text.</summary>
    public static implicit operator PropertyValue(string value) => new StringValue(value);

    /// <summary>Wraps a truth value.</summary>
    public static implicit operator PropertyValue(bool value) => new BoolValue(value);

    /// <summary>Wraps a number.</summary>
    public static implicit operator PropertyValue(double value) => new NumberValue(value);

    /// <summary>Wraps an object.</summary>
    public static implicit operator PropertyValue(PropertyMap value) => new MapValue(value);

    /// <summary>Wraps a list.</summary>
    public static implicit operator PropertyValue(ImmutableArray<PropertyValue> value) => new ListValue(value);

    /// <summary>A list of the given values.</summary>
    public static PropertyValue List(params IEnumerable<PropertyValue> values) => new ListValue([.. values]);

    /// <summary>The same value as a secret; a secret stays as it is.</summary>
    public static PropertyValue Secret(PropertyValue value) => value is SecretValue ? value : new SecretValue(value);

    /// <summary>True when the value, or anything in it, is unknown.</summary>
    public virtual bool ContainsUnknowns => false;

    /// <summary>True when the value, or anything in it, is secret.</summary>
    public virtual bool ContainsSecrets => false;

    /// <summary>
    /// The bare value: secret and output wrappers taken off at every depth, an output without a value turned into <see cref="Unknown"/>.
    /// </summary>
    public virtual PropertyValue Bare() => this;

    /// <summary>
    /// The value with output wrappers turned into what the engine works with: a secret output into a <see cref="SecretValue"/>,
    /// any other into its value, one without a value into <see cref="Unknown"/>.
    /// </summary>
    public virtual PropertyValue WithoutOutputs() => this;

    /// <summary>The text when the bare value is a text, else null.</summary>
    public string? AsString => Bare() is StringValue text ? text.Value : null;

    /// <summary>The object when the bare value is an object, else null.</summary>
    public PropertyMap? AsMap => Bare() is MapValue map ? map.Map : null;

    /// <summary>The items when the bare value is a list, else null.</summary>
    public ImmutableArray<PropertyValue>? AsList => Bare() is ListValue list ? list.Items : null;

    /// <inheritdoc />
    public abstract bool Equals(PropertyValue? other);

    /// <inheritdoc />
    public sealed override bool Equals(object? obj) => obj is PropertyValue other && Equals(other);

    /// <inheritdoc />
    public abstract override int GetHashCode();

    /// <summary>A form for people, in which secrets read <c>[secret]</c> and unknowns <c>[unknown]</c>.</summary>
    public abstract override string ToString();
}
