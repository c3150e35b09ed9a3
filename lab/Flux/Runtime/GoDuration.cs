using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Lab.Flux;

/// <summary>Durations as the API server takes them in Flux's kinds: <c>1h</c>, <c>1m30s</c>, <c>500ms</c>, <c>1.5h</c>.</summary>
internal static partial class GoDuration
{
    /// <summary>Reads one; its form was checked when the object was admitted.</summary>
    public static TimeSpan Parse(string text) => Part().Matches(text).Aggregate(TimeSpan.Zero, (sum, part) =>
        sum + Unit(part.Groups[2].Value) * double.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture));

    private static TimeSpan Unit(string unit) => unit switch
    {
        "h" => TimeSpan.FromHours(1),
        "m" => TimeSpan.FromMinutes(1),
        "s" => TimeSpan.FromSeconds(1),
        _ => TimeSpan.FromMilliseconds(1),
    };

    [GeneratedRegex(@"([0-9]+(?:\.[0-9]+)?)(ms|s|m|h)")]
    private static partial Regex Part();
}
