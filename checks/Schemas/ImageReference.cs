using System.Text.RegularExpressions;

namespace Slipway.Checks.Schemas;

/// <summary>The reference of a container image: a name, then a tag, a digest or both (distribution/reference).</summary>
internal static class ImageReference
{
    private static readonly Regex Form = Re2.Of(
        @"^((?:[a-zA-Z0-9]|[a-zA-Z0-9][-a-zA-Z0-9]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][-a-zA-Z0-9]*[a-zA-Z0-9]))*(?::[0-9]+)?/|\[[a-fA-F0-9:]+\](?::[0-9]+)?/)?"
        + @"[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*"
        + @"(?::[\w][\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$");

    /// <summary>Whether a text is one.</summary>
    public static bool IsValid(string text) => text.Length <= 1024 && Form.IsMatch(text);
}
