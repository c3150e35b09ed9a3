using System.Text.RegularExpressions;

namespace Slipway.Checks.Schemas;

/// <summary>The forms of names in Kubernetes (apimachinery, <c>util/validation</c>).</summary>
internal static partial class ObjectNames
{
    /// <summary>Whether a text is a DNS label (RFC 1123): at most 63 lower-case letters, digits and inner hyphens.</summary>
    public static bool IsLabel(string text) => text.Length <= 63 && Label().IsMatch(text);

    /// <summary>Whether a text is a DNS label that begins with a letter (RFC 1035).</summary>
    public static bool IsLetterLabel(string text) => text.Length <= 63 && LetterLabel().IsMatch(text);

    /// <summary>Whether a text is a DNS subdomain (RFC 1123): labels joined by dots, at most 253 characters.</summary>
    public static bool IsSubdomain(string text) => text.Length <= 253 && Subdomain().IsMatch(text);

    /// <summary>Whether a text can be a part of a path: not <c>.</c> or <c>..</c>, without <c>/</c> and <c>%</c>.</summary>
    public static bool IsPathSegment(string text) => text is not ("" or "." or "..") && text.AsSpan().IndexOfAny('/', '%') < 0;

    /// <summary>Whether a text is the key of a label or an annotation: a name of at most 63 characters, after a subdomain and a slash if any.</summary>
    public static bool IsQualifiedName(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var name = text[(slash + 1)..];
        return name.Length is > 0 and <= 63 && QualifiedPart().IsMatch(name) && (slash < 0 || IsSubdomain(text[..slash]));
    }

    /// <summary>Whether a text can be the value of a label.</summary>
    public static bool IsLabelValue(string text) => text.Length == 0 || text.Length <= 63 && QualifiedPart().IsMatch(text);

    /// <summary>Whether a text can be a key of a ConfigMap or a Secret.</summary>
    public static bool IsDataKey(string text) => text.Length <= 253 && text is not ("." or "..") && !text.StartsWith("..", StringComparison.Ordinal) && DataKey().IsMatch(text);

    /// <summary>Whether a text can be the name of a port (IANA service name): at most 15 characters, one letter or more, no two hyphens in a row.</summary>
    public static bool IsPortName(string text) =>
        text.Length <= 15 && Label().IsMatch(text) && text.Any(char.IsAsciiLetter) && !text.Contains("--", StringComparison.Ordinal);

    /// <summary>Whether a text can be the name of an environment variable: printable ASCII without <c>=</c>.</summary>
    public static bool IsEnvironmentName(string text) => text.Length > 0 && text.All(c => c is >= ' ' and <= '~' and not '=');

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"^[a-z]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex LetterLabel();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Subdomain();

    [GeneratedRegex(@"^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex QualifiedPart();

    [GeneratedRegex(@"^[-._a-zA-Z0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex DataKey();
}
