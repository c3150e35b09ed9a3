namespace Slipway.Components.Sops;

/// <summary>The types that SOPS tells values apart by.</summary>
internal enum SopsType
{
    /// <summary>A text, or bytes that YAML calls <c>!!binary</c>.</summary>
    String,

    /// <summary>A signed number of 64 bits, in decimal.</summary>
    Integer,

    /// <summary>A number, in decimal without an exponent.</summary>
    Float,

    /// <summary><c>True</c> or <c>False</c>.</summary>
    Boolean,

    /// <summary>Bytes, which other writers use; SOPS itself calls them a text.</summary>
    Bytes,

    /// <summary>No value; it is never encrypted and in no MAC.</summary>
    Null,
}
