using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Slipway.Checks.Schemas;

/// <summary>The formats of texts that an API server checks in CRDs (kube-openapi, strfmt), and those of Kubernetes' own types. Others it ignores.</summary>
internal static partial class SchemaFormats
{
    private static readonly FrozenDictionary<string, (Func<string, bool> Fits, string Example)> All = new Dictionary<string, (Func<string, bool>, string)>(StringComparer.Ordinal)
    {
        ["date-time"] = (text => Moment().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _), "2026-01-31T12:00:00Z"),
        ["date"] = (text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), "2026-01-31"),
        ["duration"] = (text => Duration().IsMatch(text), "1h30m"),
        // Go's decoder skips line ends, .NET's blanks too.
        ["byte"] = (text => text.AsSpan().IndexOfAny(' ', '\t') < 0 && Convert.TryFromBase64String(text, new byte[text.Length], out _), "c2xpcHdheQ=="),
        ["uri"] = (text => Uri.TryCreate(text, UriKind.Absolute, out _) || text.StartsWith('/'), "https://example.com"),
        ["email"] = (text => Email().IsMatch(text), "platform@example.com"),
        ["hostname"] = (text => text.Length <= 253 && Hostname().IsMatch(text), "www.example.com"),
        ["ipv4"] = (text => Ipv4().IsMatch(text) && IPAddress.TryParse(text, out _), "10.0.0.1"),
        ["ipv6"] = (text => text.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(text, out _), "fd00::1"),
        ["cidr"] = (text => IPNetwork.TryParse(text, out _), "10.0.0.0/16"),
        ["mac"] = (text => Mac().IsMatch(text), "02:00:00:00:00:01"),
        ["uuid"] = (text => Guid.TryParseExact(text, "D", out _), "7f3a1a0e-2f6b-4a63-9d0f-0d8f3f1c2b4a"),
        ["k8s-short-name"] = (ObjectNames.IsLabel, "my-name"),
        ["k8s-long-name"] = (ObjectNames.IsSubdomain, "my.name"),
        ["ip"] = (text => IPAddress.TryParse(text, out _), "10.0.0.1"),
        ["port-name"] = (ObjectNames.IsPortName, "http"),
        ["env-name"] = (ObjectNames.IsEnvironmentName, "LOG_LEVEL"),
        ["qualified-name"] = (ObjectNames.IsQualifiedName, "app.kubernetes.io/name"),
        ["quantity"] = (text => Quantity.TryParse(text, out _), "500m or 1.5Gi"),
        ["cron"] = (CronSchedule.IsValid, "*/5 * * * *"),
        ["image"] = (ImageReference.IsValid, "registry.example.com/team/app:1.2.3"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>An example of a format that a text is not in; null when it is in it, or there is no such format.</summary>
    public static string? ExampleUnlessFits(string format, string text) => All.TryGetValue(format, out var known) && !known.Fits(text) ? known.Example : null;

    /// <summary>The least and the greatest integer of a format.</summary>
    public static (double Least, double Greatest) Bounds(string? format) => format switch
    {
        "int32" => (int.MinValue, int.MaxValue),
        "uint32" => (0, uint.MaxValue),
        _ => (double.NegativeInfinity, double.PositiveInfinity),
    };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[-+]\d\d:\d\d)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Moment();

    [GeneratedRegex(@"^[-+]?(0|(([0-9]+(\.[0-9]*)?|\.[0-9]+)\s*(ns|nanoseconds?|us|µs|μs|microseconds?|ms|milliseconds?|s|seconds?|m|minutes?|h|hours?|d|days?|w|weeks?)\s*)+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Duration();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    [GeneratedRegex(@"^([a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?\.)*[a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?\.?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Hostname();

    [GeneratedRegex(@"^[0-9]{1,3}(\.[0-9]{1,3}){3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Ipv4();

    [GeneratedRegex(@"^[0-9a-fA-F]{2}([:-][0-9a-fA-F]{2}){5}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Mac();
}
