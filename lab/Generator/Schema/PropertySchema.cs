namespace Slipway.Lab.Schema;

/// <summary>A property of an object.</summary>
public sealed class PropertySchema
{
    internal PropertySchema(string name, TypeSchema type) => (Name, Type) = (name, type);

    /// <summary>Its name on the wire.</summary>
    public string Name { get; }

    /// <summary>Its type.</summary>
    public TypeSchema Type { get; }

    /// <summary>True when it must be given, or always comes.</summary>
    public bool Required { get; internal set; }

    /// <summary>True when its value is secret.</summary>
    public bool Secret { get; internal set; }

    /// <summary>True when a change of it replaces the resource.</summary>
    public bool WillReplaceOnChanges { get; internal set; }

    /// <summary>
    /// What the provider takes when nothing is given, or null. The provider applies it, not the generated class, so that tests with mocks
    /// see the same inputs in the lab and in the official packages, whose resources leave defaults to the provider.
    /// </summary>
    public PlacedJson? Default { get; internal set; }

    /// <summary>The one text that it can have, set by the generated class; null when it is open.</summary>
    public string? Const { get; internal set; }

    /// <summary>What it is, in a sentence, or null.</summary>
    public string? Description { get; internal set; }

    /// <summary>Why not to use it, or null.</summary>
    public string? DeprecationMessage { get; internal set; }

    /// <summary>What the lab's cloud asks of its value; null when it asks nothing.</summary>
    public PropertyRules? Rules { get; internal set; }

    /// <summary>Its C# name when that is not the wire name with its first letter in upper case.</summary>
    internal string? CSharpName { get; set; }

    /// <summary>True when its C# type is the bare type, without <c>Input</c>.</summary>
    internal bool Plain { get; set; }
}
