using Slipway.Lab.Schema;

namespace Slipway.Lab.Generator;

/// <summary>Finds which object types are used where, through types that use types.</summary>
internal sealed class TypeUses
{
    private readonly HashSet<(string Token, TypeUse Use)> _seen = [];

    private TypeUses()
    {
    }

    /// <summary>Each type with each of its uses, by token and use.</summary>
    public List<(ObjectSchema Type, TypeUse Use)> All { get; private set; } = [];

    /// <summary>The uses in a package.</summary>
    public static TypeUses Of(PackageSchema package, CSharpNames names)
    {
        var uses = new TypeUses();
        foreach (var resource in package.Resources.Values.Concat([package.Provider]))
        {
            uses.Add(resource.Inputs, TypeUse.Input);
            uses.Add(resource.Outputs, TypeUse.Output);
            if (resource != package.Provider && !names.IsKubernetes)
                uses.Add(State(resource), TypeUse.State);
        }
        foreach (var function in package.Functions.Values)
        {
            uses.Add(function.Inputs, TypeUse.PlainArgument);
            uses.Add(function.Inputs, TypeUse.Argument);
            uses.Add(function.Outputs, TypeUse.Result);
        }
        uses.All = [.. uses.All.OrderBy(u => u.Type.Token, StringComparer.Ordinal).ThenBy(u => u.Use)];
        return uses;
    }

    /// <summary>What may be known of a resource: its outputs, those that are inputs too with the type of the input.</summary>
    public static ObjectSchema State(ResourceSchema resource)
    {
        var properties = new SortedDictionary<string, PropertySchema>(StringComparer.Ordinal);
        foreach (var output in resource.Outputs.Properties)
            properties[output.Key] = resource.Inputs.Properties.TryGetValue(output.Key, out var input) ? input : output.Value;
        return new ObjectSchema(resource.Token) { Properties = properties };
    }

    private void Add(ObjectSchema type, TypeUse use)
    {
        foreach (var property in type.Properties.Values)
            Add(property.Type, use);
    }

    private void Add(TypeSchema type, TypeUse use)
    {
        if (type.Element is { } element)
            Add(element, use);
        foreach (var alternative in type.Alternatives)
            Add(alternative, use);
        if (type.Object is not { } target)
            return;
        // An enumeration is one type for every use.
        if (_seen.Add((target.Token, target.IsEnum ? TypeUse.Output : use)))
        {
            All.Add((target, use));
            Add(target, use);
        }
    }
}
