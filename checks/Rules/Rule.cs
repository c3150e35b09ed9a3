namespace Slipway.Checks.Rules;

/// <summary>A rule that a fleet keeps or breaks.</summary>
/// <param name="Id">Its id, e.g. <c>SLW012</c>. An id is never used again for another rule.</param>
/// <param name="Severity">How bad it is to break it.</param>
/// <param name="Title">The rule in a sentence, as it is when it is kept.</param>
/// <param name="Why">What happens to who breaks it.</param>
/// <param name="Remedy">What to do about it in general.</param>
public sealed record Rule(string Id, Severity Severity, string Title, string Why, string Remedy)
{
    /// <summary>YAML that breaks it, or null where YAML cannot show it.</summary>
    public string? Bad { get; init; }

    /// <summary>YAML that keeps it, or null where YAML cannot show it.</summary>
    public string? Good { get; init; }

    /// <inheritdoc />
    public override string ToString() => Id;
}
