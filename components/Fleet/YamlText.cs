using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Slipway.Components.Fleet;

/// <summary>What YAML makes of a text that stands without quotes.</summary>
public static partial class YamlText
{
    private static readonly FrozenSet<string> Words =
        new[] { "y", "n", "yes", "no", "on", "off", "true", "false", "null" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>True when YAML 1.1, as Kubernetes' tools read it, takes the text for something else: <c>yes</c>, <c>1.35</c>, <c>0x1F</c>, <c>1e3</c>, nothing at all.</summary>
    public static bool IsAmbiguous(string text) => text.Length == 0 || text == "~" || Words.Contains(text) || NumberLike().IsMatch(text);

    /// <summary>
    /// True when the text stays the same text wherever in a manifest it is put for a variable: Flux substitutes in the text of an object, after
    /// kustomize has taken the quotes away (Flux 2.9).
    /// </summary>
    public static bool CanBeSubstituted(string text) => Harmless().IsMatch(text) && !IsAmbiguous(text);

    [GeneratedRegex(@"^[-+]?(\.?[0-9][0-9a-fxob_.:+-]*|\.(inf|nan))$", RegexOptions.IgnoreCase)]
    private static partial Regex NumberLike();

    [GeneratedRegex(@"\A[A-Za-z0-9/+._](?:[A-Za-z0-9/+._=:@%&?~;-]*[A-Za-z0-9/+._=@%&?~;-])?\z")]
    private static partial Regex Harmless();
}
