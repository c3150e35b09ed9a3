using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Checks.Schemas.Cel;

/// <summary>Durations and points in time, and what can be asked of them. Parts of a date are those in UTC.</summary>
internal static partial class CelTimes
{
    /// <summary>The methods.</summary>
    public static IEnumerable<(string Name, int Arguments, bool Method, CelFunction Function)> Functions()
    {
        yield return Method("getFullYear", time => time.Year);
        yield return Method("getMonth", time => time.Month - 1);
        yield return Method("getDate", time => time.Day);
        yield return Method("getDayOfMonth", time => time.Day - 1);
        yield return Method("getDayOfWeek", time => (int)time.DayOfWeek);
        yield return Method("getDayOfYear", time => time.DayOfYear - 1);
        yield return Method("getHours", time => time.Hour, duration => duration.Ticks / TimeSpan.TicksPerHour);
        yield return Method("getMinutes", time => time.Minute, duration => duration.Ticks / TimeSpan.TicksPerMinute);
        yield return Method("getSeconds", time => time.Second, duration => duration.Ticks / TimeSpan.TicksPerSecond);
        yield return Method("getMilliseconds", time => time.Millisecond, duration => duration.Milliseconds);
    }

    /// <summary>A duration as Go writes it: <c>1h30m</c>, <c>1.5s</c>, <c>-300ms</c>.</summary>
    /// <exception cref="FormatException">The text is not one.</exception>
    /// <exception cref="OverflowException">It is too long.</exception>
    public static TimeSpan Duration(string text)
    {
        if (text is "0" or "+0" or "-0")
            return TimeSpan.Zero;
        if (!DurationForm().IsMatch(text))
            throw new FormatException($"'{text}' is not a duration such as 1h30m or 300ms");
        decimal ticks = 0;
        foreach (Match part in DurationPart().Matches(text))
        {
            ticks += decimal.Parse(part.Groups[1].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * part.Groups[2].Value switch
            {
                "h" => TimeSpan.TicksPerHour,
                "m" => TimeSpan.TicksPerMinute,
                "s" => TimeSpan.TicksPerSecond,
                "ms" => TimeSpan.TicksPerMillisecond,
                "us" or "µs" => TimeSpan.TicksPerMicrosecond,
                _ => 0.01m,
            };
        }
        return TimeSpan.FromTicks((long)(text[0] == '-' ? -ticks : ticks));
    }

    /// <summary>A point in time as RFC 3339 writes it.</summary>
    /// <exception cref="FormatException">The text is not one.</exception>
    public static DateTimeOffset Timestamp(string text) =>
        TimestampForm().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw new FormatException($"'{text}' is not a point in time such as 2026-01-31T12:00:00Z");

    private static (string, int, bool, CelFunction) Method(string name, Func<DateTime, long> ofTime, Func<TimeSpan, long>? ofDuration = null) =>
        (name, 1, true, arguments => arguments[0] switch
        {
            CelTimestamp time => CelValue.Of(ofTime(time.Value.UtcDateTime)),
            CelDuration duration when ofDuration is not null => CelValue.Of(ofDuration(duration.Value)),
            _ => null,
        });

    [GeneratedRegex(@"^[-+]?(([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|ms|s|m|h))+\z", RegexOptions.CultureInvariant)]
    private static partial Regex DurationForm();

    [GeneratedRegex(@"([0-9]*\.?[0-9]*)(ns|us|µs|ms|s|m|h)", RegexOptions.CultureInvariant)]
    private static partial Regex DurationPart();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[-+]\d\d:\d\d)\z", RegexOptions.CultureInvariant)]
    private static partial Regex TimestampForm();
}
