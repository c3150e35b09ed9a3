using System.Text.RegularExpressions;

namespace Slipway.Checks.Schemas;

/// <summary>The reference of a container image: a name, then a tag, a digest or both (distribution/reference).</summary>
internal static partial class ImageReference
{
    /// <summary>Whether a text is one.</summary>
    public static bool IsValid(string text) => text.Length <= 1024 && Form().IsMatch(text);

    // Every part ends where the next can begin only there, so that matching does not go back and forth.
    [GeneratedRegex(
        @"^((?:[a-zA-Z0-9]|[a-zA-Z0-9][-a-zA-Z0-9]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][-a-zA-Z0-9]*[a-zA-Z0-9]))*(?::[0-9]+)?/|\[[a-fA-F0-9:]+\](?::[0-9]+)?/)?"
        + @"[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*"
        + @"(?::[0-9A-Za-z_][0-9A-Za-z_.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
