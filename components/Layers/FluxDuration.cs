using System.Globalization;

namespace Slipway.Components.Layers;

/// <summary>Durations as Flux writes and reads them: Go's form, e.g. <c>1h30m</c>.</summary>
public static class FluxDuration
{
    /// <summary>The shortest text: <c>90s</c> is <c>1m30s</c>, zero is <c>0s</c>.</summary>
    public static string Text(TimeSpan span)
    {
        var text = string.Concat(
            Part((long)Math.Floor(span.TotalHours), "h"),
            Part(span.Minutes, "m"),
            Part(span.Seconds, "s"));
        return text.Length == 0 ? "0s" : text;
    }

    /// <summary>Reads hours, minutes and seconds in that order, each at most once.</summary>
    /// <exception cref="FormatException">Not of that form.</exception>
    public static TimeSpan Parse(string text)
    {
        var span = TimeSpan.Zero;
        var rest = text.AsSpan();
        var read = false;
        foreach (var (unit, length) in ((char, TimeSpan)[])[('h', TimeSpan.FromHours(1)), ('m', TimeSpan.FromMinutes(1)), ('s', TimeSpan.FromSeconds(1))])
        {
            var digits = 0;
            while (digits < rest.Length && char.IsAsciiDigit(rest[digits]))
                digits++;
            if (digits is 0 or > 6 || digits == rest.Length || rest[digits] != unit)
                continue;
            span += length * int.Parse(rest[..digits], CultureInfo.InvariantCulture);
            rest = rest[(digits + 1)..];
            read = true;
        }
        return read && rest.IsEmpty ? span : throw new FormatException($"'{text}' is no duration; write it like 30m, 1h30m or 45s");
    }

    private static string Part(long count, string unit) => count == 0 ? "" : count.ToString(CultureInfo.InvariantCulture) + unit;
}
