namespace Slipway.Checks.Yaml;

/// <summary>Something wrong in the files of a fleet repository.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Place">Where its cause stands.</param>
/// <param name="Message">What is wrong: the thing, the value and the rule.</param>
/// <param name="Remedy">What to do.</param>
public sealed record SourceProblem(SourceProblemKind Kind, YamlPlace Place, string Message, string Remedy)
{
    /// <inheritdoc />
    public override string ToString() => $"{Place}: {Message}; {Remedy}";
}
