using System.Collections.Immutable;
using System.Text;

namespace Slipway.Checks.Compare;

/// <summary>The lines that differ between two texts, with some around them, as <c>diff -u</c> shows them.</summary>
public static class LineDiff
{
    private const int Context = 3;

    /// <summary>Above this many pairs of lines, what lies between the common beginning and end is shown as replaced.</summary>
    private const long MostPairs = 4_000_000;

    private readonly record struct Line(char Sign, string Text);

    /// <summary>The difference; empty when there is none.</summary>
    public static string Of(string before, string after)
    {
        var lines = Lines(Split(before), Split(after));
        var shown = new bool[lines.Length];
        foreach (var (at, _) in lines.Index().Where(l => l.Item.Sign != ' '))
            shown.AsSpan(Math.Max(0, at - Context)..Math.Min(lines.Length, at + Context + 1)).Fill(true);
        var text = new StringBuilder();
        for (var at = 0; at < lines.Length; at++)
        {
            if (shown[at])
                text.Append(lines[at].Sign).Append(lines[at].Text).Append('\n');
            else if (at + 1 < lines.Length && shown[at + 1])
                text.Append("@@\n");
        }
        return text.ToString();
    }

    private static string[] Split(string text) => text.Length == 0 ? [] : (text.EndsWith('\n') ? text[..^1] : text).Split('\n');

    private static ImmutableArray<Line> Lines(string[] before, string[] after)
    {
        var shorter = Math.Min(before.Length, after.Length);
        var start = 0;
        while (start < shorter && before[start] == after[start])
            start++;
        var end = 0;
        while (end < shorter - start && before[^(end + 1)] == after[^(end + 1)])
            end++;
        return
        [
            .. before.Take(start).Select(l => new Line(' ', l)),
            .. Middle(before[start..^end], after[start..^end]),
            .. before.TakeLast(end).Select(l => new Line(' ', l)),
        ];
    }

    private static IEnumerable<Line> Middle(string[] before, string[] after)
    {
        if ((long)before.Length * after.Length > MostPairs)
            return before.Select(l => new Line('-', l)).Concat(after.Select(l => new Line('+', l)));
        // Length of the longest common rest from each pair of lines on.
        var common = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--)
                common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }
        var lines = new List<Line>(before.Length + after.Length);
        var (b, a) = (0, 0);
        while (b < before.Length || a < after.Length)
        {
            if (b < before.Length && a < after.Length && before[b] == after[a])
                (lines, b, a) = (Added(lines, ' ', before[b]), b + 1, a + 1);
            else if (b < before.Length && (a == after.Length || common[b + 1, a] >= common[b, a + 1]))
                (lines, b) = (Added(lines, '-', before[b]), b + 1);
            else
                (lines, a) = (Added(lines, '+', after[a]), a + 1);
        }
        return lines;
    }

    private static List<Line> Added(List<Line> lines, char sign, string text)
    {
        lines.Add(new Line(sign, text));
        return lines;
    }
}
