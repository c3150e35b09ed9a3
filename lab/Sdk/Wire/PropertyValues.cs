using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Slipway.Lab.Wire;

/// <summary>JSON's null.</summary>
public sealed class NullValue : PropertyValue
{
    internal NullValue()
    {
    }

    /// <inheritdoc />
    public override bool Equals(PropertyValue? other) => other is NullValue;

    /// <inheritdoc />
    public override int GetHashCode() => 0;

    /// <inheritdoc />
    public override string ToString() => "null";
}

/// <summary>A value that is not known before an update has run.</summary>
public sealed class UnknownValue : PropertyValue
{
    internal UnknownValue()
    {
    }

    /// <inheritdoc />
    public override bool ContainsUnknowns => true;

    /// <inheritdoc />
    public override bool Equals(PropertyValue? other) => other is UnknownValue;

    /// <inheritdoc />
    public override int GetHashCode() => 1;

    /// <inheritdoc />
    public override string ToString() => "[unknown]";
}

/// <summary>A truth value.</summary>
public sealed class BoolValue(bool value) : PropertyValue
{
    /// <summary>The value.</summary>
    public bool Value { get; } = value;

    /// <inheritdoc />
    public override bool Equals(PropertyValue? other) => other is BoolValue b && b.Value == Value;

    /// <inheritdoc />
    public override int GetHashCode() => Value.GetHashCode();

    /// <inheritdoc />
    public override string ToString() => Value ? "true" : "false";
}

/// <summary>A number; Pulumi has one kind, a 64-bit float.</summary>
public sealed class NumberValue(double value) : PropertyValue
{
    /// <summary>The value.</summary>
    public double Value { get; } = value;

    /// <inheritdoc />
    public override bool Equals(PropertyValue? other) => other is NumberValue n && n.Value.Equals(Value);

    /// <inheritdoc />
    public override int GetHashCode() => Value.GetHashCode();

    /// <inheritdoc />
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A text.</summary>
public sealed class StringValue(string value) : PropertyValue
{
    // For people: only what would break the quotes or a terminal is escaped.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The value.</summary>
    public string Value { get; } = value ?? throw new ArgumentNullException(nameof(value));

    /// <inheritdoc />
    public override bool Equals(PropertyValue? other) => other is StringValue s && s.Value == Value;

    /// <inheritdoc />
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc />
    public override string ToString() => JsonSerializer.Serialize(Value, Readable);
}

/// <summary>A list.</summary>
public sealed class ListValue(ImmutableArray<PropertyValue> items) : PropertyValue
{
    /// <summary>The items, in order.</summary>
    public ImmutableArray<PropertyValue> Items { get; } = items;

    /// <inheritdoc />
    public override bool ContainsUnknowns => Items.Any(i => i.ContainsUnknowns);

    /// <inheritdoc />
    public override bool ContainsSecrets => Items.Any(i => i.ContainsSecrets);

    /// <inheritdoc />
    public override PropertyValue Bare() => new ListValue([.. Items.Select(i => i.Bare())]);

    /// <inheritdoc />
    public override PropertyValue WithoutOutputs() => new ListValue([.. Items.Select(i => i.WithoutOutputs())]);

    /// <inheritdoc />
    public override bool Equals(PropertyValue? other) => other is ListValue l && l.Items.AsSpan().SequenceEqual(Items.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items)
            hash.Add(item);
        return hash.ToHashCode();
    }

    /// <inheritdoc />
    public override string ToString() => "[" + string.Join(", ", Items) + "]";
}

/// <summary>An object.</summary>
public sealed class MapValue(PropertyMap map) : PropertyValue
{
    /// <summary>The properties.</summary>
    public PropertyMap Map { get; } = map;

    /// <inheritdoc />
    public override bool ContainsUnknowns => Map.ContainsUnknowns;

    /// <inheritdoc />
    public override bool ContainsSecrets => Map.ContainsSecrets;

    /// <inheritdoc />
    public override PropertyValue Bare() => new MapValue(Map.Bare());

    /// <inheritdoc />
    public override PropertyValue WithoutOutputs() => new MapValue(Map.WithoutOutputs());

    /// <inheritdoc />
    public override bool Equals(PropertyValue? other) => other is MapValue m && m.Map.Equals(Map);

    /// <inheritdoc />
    public override int GetHashCode() => Map.GetHashCode();

    /// <inheritdoc />
    public override string ToString() => Map.ToString();
}

/// <summary>A value that may appear nowhere in plain text outside the program and the provider.</summary>
public sealed class SecretValue(PropertyValue element) : PropertyValue
{
    /// <summary>What is kept secret.</summary>
    public PropertyValue Element { get; } = element;

    /// <inheritdoc />
    public override bool ContainsUnknowns => Element.ContainsUnknowns;

    /// <inheritdoc />
    public override bool ContainsSecrets => true;

    /// <inheritdoc />
    public override PropertyValue Bare() => Element.Bare();

    /// <inheritdoc />
    public override PropertyValue WithoutOutputs() => new SecretValue(Element.WithoutOutputs());

    /// <inheritdoc />
    public override bool Equals(PropertyValue? other) => other is SecretValue s && s.Element.Equals(Element);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(2, Element);

    /// <inheritdoc />
    public override string ToString() => "[secret]";
}

/// <summary>What a program's <c>Output</c> carries over the seam: a value or none yet, whether it is secret, and what it depends on.</summary>
public sealed class OutputValue(PropertyValue? value, bool secret, ImmutableArray<string> dependencies) : PropertyValue
{
    /// <summary>The value; null when it is not known yet.</summary>
    public PropertyValue? Value { get; } = value;

    /// <summary>True when the value is secret.</summary>
    public bool IsSecret { get; } = secret;

    /// <summary>URNs of the resources that the value comes from.</summary>
    public ImmutableArray<string> Dependencies { get; } = dependencies;

    /// <inheritdoc />
    public override bool ContainsUnknowns => Value is null || Value.ContainsUnknowns;

    /// <inheritdoc />
    public override bool ContainsSecrets => IsSecret || Value is { ContainsSecrets: true };

    /// <inheritdoc />
    public override PropertyValue Bare() => Value is null ? Unknown : Value.Bare();

    /// <inheritdoc />
    public override PropertyValue WithoutOutputs()
    {
        var value = Value is null ? Unknown : Value.WithoutOutputs();
        return IsSecret ? Secret(value) : value;
    }

    /// <inheritdoc />
    public override bool Equals(PropertyValue? other) =>
        other is OutputValue o && o.IsSecret == IsSecret && Equals(o.Value, Value) && o.Dependencies.AsSpan().SequenceEqual(Dependencies.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(3, Value, IsSecret);

    /// <inheritdoc />
    public override string ToString() => IsSecret ? "[secret]" : Value is null ? "[unknown]" : Value.ToString();
}

/// <summary>A reference to a resource as a value.</summary>
public sealed class ResourceReferenceValue(string urn, PropertyValue? id) : PropertyValue
{
    /// <summary>The resource's URN.</summary>
    public string Urn { get; } = urn;

    /// <summary>The resource's id: a text, <see cref="PropertyValue.Unknown"/>, or null for a component.</summary>
    public PropertyValue? Id { get; } = id;

    /// <inheritdoc />
    public override bool ContainsUnknowns => Id is { ContainsUnknowns: true };

    /// <inheritdoc />
    public override bool Equals(PropertyValue? other) => other is ResourceReferenceValue r && r.Urn == Urn && Equals(r.Id, Id);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(4, Urn);

    /// <inheritdoc />
    public override string ToString() => Urn;
}

/// <summary>A file's content as a value: a text, a path or an address.</summary>
public sealed class AssetValue(string kind, string content) : PropertyValue
{
    /// <summary><c>text</c>, <c>path</c> or <c>uri</c>.</summary>
    public string Kind { get; } = kind;

    /// <summary>The text, path or address.</summary>
    public string Content { get; } = content;

    /// <inheritdoc />
    public override bool Equals(PropertyValue? other) => other is AssetValue a && a.Kind == Kind && a.Content == Content;

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(5, Kind, Content);

    /// <inheritdoc />
    public override string ToString() => $"asset({Kind})";
}
