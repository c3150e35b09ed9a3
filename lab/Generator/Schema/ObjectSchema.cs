namespace Slipway.Lab.Schema;

/// <summary>An object with known properties, or a string enumeration.</summary>
public sealed class ObjectSchema
{
    internal ObjectSchema(string token) => Token = token;

    /// <summary>Token of the type, or of the resource or function whose inputs or outputs these are.</summary>
    public string Token { get; }

    /// <summary>What it is, in a sentence, or null.</summary>
    public string? Description { get; internal set; }

    /// <summary>Properties by wire name, in the order of their names.</summary>
    public IReadOnlyDictionary<string, PropertySchema> Properties { get; internal set; } = new SortedDictionary<string, PropertySchema>();

    /// <summary>Values of an enumeration; none for an object.</summary>
    public IReadOnlyList<EnumValue> Values { get; internal set; } = [];

    /// <summary>True for an enumeration.</summary>
    public bool IsEnum => Values.Count > 0;
}

/// <summary>A value of an enumeration.</summary>
/// <param name="name">Its C# name.</param>
/// <param name="value">The text on the wire.</param>
public sealed class EnumValue(string name, string value)
{
    /// <summary>Its C# name.</summary>
    public string Name => name;

    /// <summary>The text on the wire.</summary>
    public string Value => value;
}
