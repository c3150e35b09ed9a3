namespace Slipway.Checks.Schemas;

/// <summary>The types that a value may have.</summary>
[Flags]
public enum SchemaTypes
{
    /// <summary>Nothing is said about the type.</summary>
    Any = 0,

    /// <summary>A map.</summary>
    Object = 1,

    /// <summary>A list.</summary>
    Array = 2,

    /// <summary>A text.</summary>
    String = 4,

    /// <summary>A whole number.</summary>
    Integer = 8,

    /// <summary>A number; whole ones are numbers too.</summary>
    Number = 16,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean = 32,

    /// <summary>Nothing: a null.</summary>
    Null = 64,
}
