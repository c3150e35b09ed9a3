namespace Slipway.Checks.Yaml;

/// <summary>What a scalar is.</summary>
public enum YamlKind
{
    /// <summary>Text.</summary>
    String,

    /// <summary>Nothing: empty, <c>~</c> or <c>null</c>.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a fraction or an exponent, or one too large for 64 bits.</summary>
    Float,

    /// <summary>An unquoted date. In JSON, and so to Kubernetes, it is text in the form of RFC 3339.</summary>
    Timestamp,
}
