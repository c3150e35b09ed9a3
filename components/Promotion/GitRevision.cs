using System.Text.RegularExpressions;

namespace Slipway.Components.Promotion;

/// <summary>What Flux calls a revision of Git: the reference that it followed, and the commit that it found there.</summary>
/// <param name="Reference">The full reference, e.g. <c>refs/heads/main</c>.</param>
/// <param name="Commit">The commit's hash, whole and in lower case.</param>
public sealed partial record GitRevision(string Reference, string Commit)
{
    /// <summary>Reads a revision such as <c>refs/tags/prod-v1.2.0@sha1:…</c>, the form that Flux 2.9 writes for a source with <c>ref.name</c>.</summary>
    /// <returns>The revision; null when the text is none, or its hash is not whole.</returns>
    public static GitRevision? TryParse(string text) =>
        Form().Match(text) is { Success: true } match ? new(match.Groups["reference"].Value, match.Groups["commit"].Value) : null;

    /// <inheritdoc />
    public override string ToString() => $"{Reference}@sha1:{Commit}";

    [GeneratedRegex(@"\A(?<reference>refs/[^@\s]+)@sha1:(?<commit>[0-9a-f]{40})\z")]
    private static partial Regex Form();
}
