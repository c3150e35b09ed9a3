using System.Collections.Immutable;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Schema;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>A value that names another object.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Type">Type token of the other object.</param>
/// <param name="Output">The output of the other that it equals; null when it is its id.</param>
/// <param name="Value">The value.</param>
internal sealed record AwsReference(string Path, string Type, string? Output, string Value);

/// <summary>Finds what refers to what, by the schema's <c>refers</c>.</summary>
internal static class AwsReferences
{
    /// <summary>The references in properties; unknown ones are left out.</summary>
    public static IEnumerable<AwsReference> Of(ObjectSchema schema, PropertyMap properties, string path = "") =>
        from property in schema.Properties.Values
        where properties.Has(property.Name)
        from reference in Of(property.Type, property.Rules, properties[property.Name].Bare(), PropertyPath.Property(path, property.Name))
        select reference;

    /// <summary>The outputs by which objects are referred to anywhere in the package: type and output.</summary>
    public static ImmutableHashSet<(string Type, string Output)> Outputs(PackageSchema package) =>
    [
        .. from schema in package.Resources.Values.Select(r => r.Inputs).Concat(package.Types.Values)
           from property in schema.Properties.Values
           let rules = property.Rules
           where rules is { RefersTo: not null, RefersOutput: not null }
           select (rules.RefersTo, rules.RefersOutput),
    ];

    private static IEnumerable<AwsReference> Of(TypeSchema type, PropertyRules? rules, PropertyValue value, string path) => value switch
    {
        MapValue map when type.Kind == TypeKind.Object => Of(type.Object!, map.Map, path),
        ListValue list when type.Element is { } element => list.Items.SelectMany((item, i) => Of(element, rules, item, PropertyPath.Item(path, i))),
        // The policies of AWS itself are no objects of an account.
        StringValue text when rules?.RefersTo is { } target && !text.Value.Contains(":iam::aws:", StringComparison.Ordinal) => [new AwsReference(path, target, rules.RefersOutput, text.Value)],
        _ => [],
    };
}
