using System.Globalization;

namespace Slipway.Checks.Schemas;

/// <summary>The schedule of a CronJob: five fields, or a word such as <c>@daily</c> (robfig/cron v3, which Kubernetes uses).</summary>
internal static class CronSchedule
{
    private static readonly (int Least, int Greatest, string[] Names)[] Fields =
    [
        (0, 59, []),
        (0, 23, []),
        (1, 31, []),
        (1, 12, ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]),
        (0, 6, ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
    ];

    /// <summary>Whether a text is a schedule.</summary>
    public static bool IsValid(string text)
    {
        if (text.StartsWith('@'))
        {
            return text is "@yearly" or "@annually" or "@monthly" or "@weekly" or "@daily" or "@midnight" or "@hourly"
                || text.StartsWith("@every ", StringComparison.Ordinal) && SchemaFormats.ExampleUnlessFits("duration", text[7..]) is null;
        }
        var fields = text.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == Fields.Length && fields.Zip(Fields).All(pair => pair.First.Split(',').All(part => IsPart(part, pair.Second)));
    }

    private static bool IsPart(string part, (int Least, int Greatest, string[] Names) field)
    {
        var step = part.Split('/');
        if (step.Length > 2 || step.Length == 2 && !(int.TryParse(step[1], NumberStyles.None, CultureInfo.InvariantCulture, out var every) && every > 0))
            return false;
        if (step[0] is "*" or "?")
            return true;
        var range = step[0].Split('-');
        var ends = range.Select(end => Number(end, field)).ToArray();
        return range.Length <= 2 && ends.All(end => end is not null) && ends[0] <= ends[^1];
    }

    private static int? Number(string text, (int Least, int Greatest, string[] Names) field)
    {
        if (Array.IndexOf(field.Names, text.ToLowerInvariant()) is var name and >= 0)
            return field.Least + name;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= field.Least && number <= field.Greatest ? number : null;
    }
}
