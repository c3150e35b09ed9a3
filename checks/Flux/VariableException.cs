namespace Slipway.Checks.Flux;

/// <summary>A <c>${…}</c> that is not well-formed.</summary>
/// <param name="offset">Where it begins in the text.</param>
/// <param name="expression">Its beginning.</param>
public sealed class VariableException(int offset, string expression) : FormatException($"'{expression}' is no expression that Flux can replace")
{
    /// <summary>Where it begins in the text.</summary>
    public int Offset { get; } = offset;
}
