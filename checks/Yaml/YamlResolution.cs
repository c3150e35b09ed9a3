using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Checks.Yaml;

/// <summary>How a reader resolves unquoted text. Go's two YAML libraries differ, and a fleet meets both.</summary>
public sealed partial class YamlResolution
{
    private readonly bool _oldBooleans;

    private YamlResolution(bool oldBooleans) => _oldBooleans = oldBooleans;

    /// <summary>What kustomize does (yaml.v3): <c>true</c> and <c>false</c> are the only Booleans, <c>yes</c> is text.</summary>
    public static YamlResolution Core { get; } = new(oldBooleans: false);

    /// <summary>What kubectl, Helm and Flux do when they read YAML into an object (sigs.k8s.io/yaml, on yaml.v2): <c>yes</c>, <c>on</c> and <c>y</c> are Booleans too.</summary>
    public static YamlResolution Yaml11 { get; } = new(oldBooleans: true);

    /// <summary>What an unquoted text is.</summary>
    public YamlKind KindOf(string text)
    {
        if (text.Length == 0)
            return YamlKind.Null;
        switch (text[0])
        {
            case '~' or 'n' or 'N' or 't' or 'T' or 'f' or 'F' or 'y' or 'Y' or 'o' or 'O':
                return WordKind(text);
            case '.' or '+' or '-' or (>= '0' and <= '9'):
                return NumberKind(text);
            default:
                return YamlKind.String;
        }
    }

    /// <summary>The moment that a text of a date names, or null.</summary>
    internal static DateTimeOffset? Moment(string text) => LooksLikeDate().IsMatch(text)
        && DateTimeOffset.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    private static readonly string[] DateForms =
    [
        "yyyy-M-d", "yyyy-M-d'T'H:m:s.FFFFFFFK", "yyyy-M-d't'H:m:s.FFFFFFFK", "yyyy-M-d H:m:s.FFFFFFF",
    ];

    private YamlKind WordKind(string text) => text switch
    {
        "~" or "null" or "Null" or "NULL" => YamlKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => YamlKind.Boolean,
        "y" or "Y" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" or "n" or "N" or "no" or "No" or "NO" or "off" or "Off" or "OFF"
            when _oldBooleans => YamlKind.Boolean,
        _ => YamlKind.String,
    };

    private static YamlKind NumberKind(string text)
    {
        if (NotFinite().IsMatch(text))
            return YamlKind.Float;
        if (text[0] != '.' && Moment(text) is not null)
            return YamlKind.Timestamp;
        var digits = text[0] == '.' ? text : text.Replace("_", "", StringComparison.Ordinal);
        if (YamlNumbers.Integer(digits) is not null)
            return YamlKind.Integer;
        return FloatForm().IsMatch(digits) && double.IsFinite(double.Parse(digits, CultureInfo.InvariantCulture)) ? YamlKind.Float : YamlKind.String;
    }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex FloatForm();

    [GeneratedRegex(@"^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z", RegexOptions.CultureInvariant)]
    private static partial Regex NotFinite();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(\.[0-9]*)?(Z|[-+][0-9]{2}:[0-9]{2})?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex LooksLikeDate();
}
