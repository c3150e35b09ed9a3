using System.Globalization;

namespace Slipway.Bench;

/// <summary>The tables of <c>docs/performance.md</c>: each stands between two comments that name its subject.</summary>
internal static class PerformancePage
{
    /// <summary>Replaces the table of one subject.</summary>
    /// <exception cref="InvalidOperationException">The page has no place for it.</exception>
    public static void Put(Subject subject, string command, Table table)
    {
        var page = Path.Combine(Checkout.Root, "docs", "performance.md");
        var text = File.ReadAllText(page);
        var (begin, end) = ($"<!-- bench: {subject.Name} -->\n", $"<!-- end: {subject.Name} -->\n");
        var (from, to) = (text.IndexOf(begin, StringComparison.Ordinal), text.IndexOf(end, StringComparison.Ordinal));
        if (from < 0 || to < from)
            throw new InvalidOperationException($"{page} has no lines '{begin.Trim()}' and '{end.Trim()}'; add them where the table belongs.");
        var figures = string.Create(CultureInfo.InvariantCulture, $"\n`{command}`, {DateTime.UtcNow:yyyy-MM-dd}: {Machine.Size}\n\n{table}\n");
        File.WriteAllText(page, text[..(from + begin.Length)] + figures + text[to..]);
    }
}
