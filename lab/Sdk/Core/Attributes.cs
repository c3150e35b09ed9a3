namespace Pulumi;

/// <summary>Marks a member of an arguments class that is sent to the provider.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class InputAttribute : Attribute
{
    /// <summary>Names the property, says whether it must have a value, and whether it is sent as JSON text.</summary>
    public InputAttribute(string name, bool required = false, bool json = false)
    {
        Name = name;
        IsRequired = required;
        IsJson = json;
    }

    internal string Name { get; }

    internal bool IsRequired { get; }

    internal bool IsJson { get; }
}

/// <summary>Marks a property of a resource that the provider, or a component, fills.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute(string? name = null) : Attribute
{
    /// <summary>Name of the property in the provider's schema; null for the member's own.</summary>
    public string? Name { get; } = name;
}

/// <summary>Marks a class that outputs are turned into.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OutputTypeAttribute : Attribute;

/// <summary>Marks the constructor of an <see cref="OutputTypeAttribute"/> class that outputs are turned into it with.</summary>
[AttributeUsage(AttributeTargets.Constructor)]
public sealed class OutputConstructorAttribute : Attribute;

/// <summary>Names the property that a parameter of an <see cref="OutputConstructorAttribute"/> constructor takes, when it is not the parameter's own name.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OutputConstructorParameterAttribute(string name) : Attribute
{
    /// <summary>Name of the property in the provider's schema.</summary>
    public string Name { get; } = name;
}

/// <summary>Marks a struct that stands for one of a set of texts or numbers.</summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class EnumTypeAttribute : Attribute;

/// <summary>Names the type token of a resource class.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class ResourceTypeAttribute(string type, string? version) : Attribute
{
    /// <summary>Type token, e.g. <c>aws:ec2/vpc:Vpc</c>.</summary>
    public string Type { get; } = type;

    /// <summary>Version of the provider that the class was made for.</summary>
    public string? Version { get; } = version;
}
