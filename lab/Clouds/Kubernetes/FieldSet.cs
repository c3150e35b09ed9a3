using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Kubernetes;

/// <summary>
/// The fields of an object that a client owns, in the form of <c>fieldsV1</c> (Kubernetes, "Server-Side Apply"): a map of <c>f:name</c> to the
/// fields below, empty for a value. A list is one field.
/// </summary>
internal static class FieldSet
{
    private const string Prefix = "f:";

    /// <summary>The fields that a manifest speaks of; what names the object is nobody's.</summary>
    public static PropertyMap Of(PropertyMap manifest)
    {
        var metadata = manifest.Map("metadata");
        foreach (var name in (ReadOnlySpan<string>)["name", "namespace", "uid", "creationTimestamp", "resourceVersion", "generation", "managedFields"])
            metadata = metadata.Without(name);
        return Fields(manifest.Without("apiVersion").Without("kind").Without("status").With("metadata", metadata));
    }

    /// <summary>The fields of a set whose values differ between two objects.</summary>
    public static PropertyMap Changed(PropertyMap fields, PropertyMap before, PropertyMap now) =>
        PropertyMap.From(fields.Select(f => KeyValuePair.Create(f.Key, Changed(f.Value, before.Find(f.Key[Prefix.Length..]), now.Find(f.Key[Prefix.Length..]))))
            .Where(f => f.Value is not null).Select(f => KeyValuePair.Create(f.Key, f.Value!)));

    /// <summary>The fields of either set.</summary>
    public static PropertyMap Union(PropertyMap one, PropertyMap other) => one.Merge(other.Select((name, fields) =>
        one.Find(name)?.AsMap is { } mine ? Union(mine, fields.AsMap ?? PropertyMap.Empty) : fields));

    /// <summary>The fields of the first set that are not in the second.</summary>
    public static PropertyMap Except(PropertyMap one, PropertyMap other)
    {
        var left = one;
        foreach (var (name, fields) in other)
        {
            if (one.Find(name)?.AsMap is not { } mine)
                continue;
            var rest = Except(mine, fields.AsMap ?? PropertyMap.Empty);
            left = rest.Count > 0 ? left.With(name, rest) : left.Without(name);
        }
        return left;
    }

    /// <summary>The set as an object whose values do not matter, for <see cref="ApplyMerge"/>.</summary>
    public static PropertyMap Shape(PropertyMap fields) =>
        PropertyMap.From(fields.Select(f => KeyValuePair.Create(f.Key[Prefix.Length..], (PropertyValue)Shape(f.Value.AsMap ?? PropertyMap.Empty))));

    private static PropertyMap Fields(PropertyMap map) => PropertyMap.From(map.Select(p =>
        KeyValuePair.Create(Prefix + p.Key, (PropertyValue)(p.Value.Inside() is { } inside ? Fields(inside) : PropertyMap.Empty))));

    private static PropertyValue? Changed(PropertyValue fields, PropertyValue? before, PropertyValue? now)
    {
        if (before?.Inside() is { } old && now?.Inside() is { } fresh && fields.AsMap is { Count: > 0 } below)
        {
            var changed = Changed(below, old, fresh);
            return changed.Count > 0 ? (PropertyValue)changed : null;
        }
        return Equals(before?.Bare(), now?.Bare()) ? null : fields;
    }
}
