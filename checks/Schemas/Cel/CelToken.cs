namespace Slipway.Checks.Schemas.Cel;

/// <summary>What kind of word a token is.</summary>
internal enum CelTokenKind
{
    /// <summary>A name.</summary>
    Identifier,

    /// <summary>A literal with a value.</summary>
    Literal,

    /// <summary>An operator or a bracket.</summary>
    Symbol,

    /// <summary>After the last token.</summary>
    End,
}

/// <summary>A word of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As it is written.</param>
/// <param name="Column">Where it begins, in characters from 1.</param>
/// <param name="Value">Of a literal.</param>
internal sealed record CelToken(CelTokenKind Kind, string Text, int Column, CelValue? Value = null);
