using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Slipway.Lab.Wire;

/// <summary>The properties of an object, immutable, in ordinal order of their names, compared by content.</summary>
public sealed class PropertyMap : IReadOnlyDictionary<string, PropertyValue>, IEquatable<PropertyMap>
{
    private readonly ImmutableSortedDictionary<string, PropertyValue> _properties;

    private PropertyMap(ImmutableSortedDictionary<string, PropertyValue> properties) => _properties = properties;

    /// <summary>No properties.</summary>
    public static PropertyMap Empty { get; } = new(ImmutableSortedDictionary.Create<string, PropertyValue>(StringComparer.Ordinal));

    /// <summary>The given properties; the last of a name counts.</summary>
    public static PropertyMap From(IEnumerable<KeyValuePair<string, PropertyValue>> properties)
    {
        var builder = ImmutableSortedDictionary.CreateBuilder<string, PropertyValue>(StringComparer.Ordinal);
        foreach (var (name, value) in properties)
            builder[name] = value;
        return builder.Count == 0 ? Empty : new PropertyMap(builder.ToImmutable());
    }

    /// <summary>The given properties; the last of a name counts.</summary>
    public static PropertyMap Of(params ReadOnlySpan<(string Name, PropertyValue Value)> properties)
    {
        var builder = ImmutableSortedDictionary.CreateBuilder<string, PropertyValue>(StringComparer.Ordinal);
        foreach (var (name, value) in properties)
            builder[name] = value;
        return new PropertyMap(builder.ToImmutable());
    }

    /// <summary>True when anything in it is unknown.</summary>
    public bool ContainsUnknowns => _properties.Values.Any(v => v.ContainsUnknowns);

    /// <summary>True when anything in it is secret.</summary>
    public bool ContainsSecrets => _properties.Values.Any(v => v.ContainsSecrets);

    /// <inheritdoc />
    public int Count => _properties.Count;

    /// <inheritdoc />
    public IEnumerable<string> Keys => _properties.Keys;

    /// <inheritdoc />
    public IEnumerable<PropertyValue> Values => _properties.Values;

    /// <inheritdoc />
    public PropertyValue this[string key] => _properties[key];

    /// <summary>The value of a property, or null when there is none.</summary>
    public PropertyValue? Find(string name) => _properties.GetValueOrDefault(name);

    /// <summary>The map with this property added or changed.</summary>
    public PropertyMap With(string name, PropertyValue value) => new(_properties.SetItem(name, value));

    /// <summary>The map without this property.</summary>
    public PropertyMap Without(string name) => _properties.ContainsKey(name) ? new(_properties.Remove(name)) : this;

    /// <summary>This map, overlaid with the other's properties.</summary>
    public PropertyMap Merge(PropertyMap other) => new(_properties.SetItems(other._properties));

    /// <summary>The map with every value changed.</summary>
    public PropertyMap Select(Func<string, PropertyValue, PropertyValue> change) =>
        From(_properties.Select(p => KeyValuePair.Create(p.Key, change(p.Key, p.Value))));

    /// <summary>The map of bare values, see <see cref="PropertyValue.Bare"/>.</summary>
    public PropertyMap Bare() => Select((_, v) => v.Bare());

    /// <summary>The map without output wrappers, see <see cref="PropertyValue.WithoutOutputs"/>.</summary>
    public PropertyMap WithoutOutputs() => Select((_, v) => v.WithoutOutputs());

    /// <inheritdoc />
    public bool ContainsKey(string key) => _properties.ContainsKey(key);

    /// <inheritdoc />
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out PropertyValue value) => _properties.TryGetValue(key, out value);

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, PropertyValue>> GetEnumerator() => _properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc />
    public bool Equals(PropertyMap? other)
    {
        if (other is null || other.Count != Count)
            return false;
        foreach (var (name, value) in _properties)
        {
            if (!other._properties.TryGetValue(name, out var theirs) || !value.Equals(theirs))
                return false;
        }
        return true;
    }

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as PropertyMap);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (name, value) in _properties)
        {
            hash.Add(name, StringComparer.Ordinal);
            hash.Add(value);
        }
        return hash.ToHashCode();
    }

    /// <inheritdoc />
    public override string ToString() => "{" + string.Join(", ", _properties.Select(p => $"{p.Key}: {p.Value}")) + "}";
}
