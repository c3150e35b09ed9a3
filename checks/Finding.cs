namespace Slipway.Checks;

/// <summary>Something in a fleet repository that would fail, or should not be.</summary>
/// <param name="Rule">Id of the rule, e.g. <c>flux-api-removed</c>.</param>
/// <param name="File">Path of the file, as it was given.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record Finding(string Rule, string File, long Line, long Column, string Message)
{
    /// <inheritdoc />
    public override string ToString() => $"{File}:{Line}:{Column}: {Rule}: {Message}";
}
