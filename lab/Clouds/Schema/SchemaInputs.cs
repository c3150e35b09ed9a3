using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Schema;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Schema;

/// <summary>Finds the inputs that would give a resource as it was found in the cloud.</summary>
internal static class SchemaInputs
{
    /// <summary>
    /// Of the inputs given before, each with the value it has now; what a person took away is missing. With none given before (an
    /// import), everything that can be an input.
    /// </summary>
    public static PropertyMap Of(ObjectSchema schema, PropertyMap live, PropertyMap given)
    {
        var isImport = given.Count == 0;
        var inputs = isImport ? PropertyMap.Empty : given;
        foreach (var property in schema.Properties.Values)
        {
            var before = given.Find(property.Name);
            if (before is null && !isImport)
                continue;
            if (live.Find(property.Name) is { } now && now is not NullValue)
                inputs = inputs.With(property.Name, Of(property.Type, now, before));
            else
                inputs = inputs.Without(property.Name);
        }
        return inputs;
    }

    private static PropertyValue Of(TypeSchema type, PropertyValue live, PropertyValue? given)
    {
        // What is unchanged stays as it was given, with its secrets marked where they were.
        if (given is not null && given.Bare().Equals(live.Bare()))
            return given;
        if (live is SecretValue || given is SecretValue)
            return PropertyValue.Secret(Of(type, live.Bare(), given?.Bare()));
        return (type.Kind, live) switch
        {
            (TypeKind.Object, MapValue map) => Of(type.Object!, map.Map, given?.Inside() ?? PropertyMap.Empty),
            (TypeKind.List, ListValue list) => new ListValue([.. list.Items.Select((item, i) => Of(type.Element!, item, ItemOf(given, i)))]),
            _ => live,
        };
    }

    private static PropertyValue? ItemOf(PropertyValue? list, int index) =>
        list is ListValue given && index < given.Items.Length ? given.Items[index] : null;
}
