using System.Text.RegularExpressions;

namespace Slipway.Lab.Flux;

/// <summary>The markers by which image automation finds what it may change: <c># {"$imagepolicy": "namespace:policy[:tag|:name]"}</c> behind a value.</summary>
internal static partial class ImageSetters
{
    /// <summary>A text with the marked values replaced.</summary>
    /// <param name="text">The file.</param>
    /// <param name="latest">The image and tag of a policy (<c>namespace:name</c>), or null when it has none.</param>
    /// <param name="changed">Told of every value that changes: the setter, the old and the new value.</param>
    public static string Apply(string text, Func<string, (string Image, string Tag)?> latest, Action<string, string, string> changed) => Marked().Replace(text, match =>
    {
        var setter = match.Groups["setter"].Value;
        var parts = setter.Split(':');
        if (parts.Length is < 2 or > 3 || latest($"{parts[0]}:{parts[1]}") is not { } image)
            return match.Value;
        var wanted = parts.ElementAtOrDefault(2) switch
        {
            "tag" => image.Tag,
            "name" => image.Image,
            _ => $"{image.Image}:{image.Tag}",
        };
        var old = match.Groups["value"].Value;
        if (old == wanted)
            return match.Value;
        changed(setter, old, wanted);
        return $"{match.Groups["head"].Value}{match.Groups["quote"].Value}{wanted}{match.Groups["quote"].Value}{match.Groups["tail"].Value}";
    });

    [GeneratedRegex("""(?<head>^[^\n#]*?[:\-] +)(?<quote>["']?)(?<value>[^\s"'#]+)\k<quote>(?<tail>[ \t]+#[ \t]*\{"\$imagepolicy":[ \t]*"(?<setter>[^"]+)"\}[ \t]*\r?$)""", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Marked();
}
