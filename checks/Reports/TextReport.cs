using System.Globalization;
using Slipway.Checks.Rules;

namespace Slipway.Checks.Reports;

/// <summary>Findings for people, by file.</summary>
public static class TextReport
{
    /// <summary>Writes the findings of a report; nothing when there are none.</summary>
    public static void Write(TextWriter writer, CheckReport report)
    {
        foreach (var file in report.Findings.GroupBy(f => f.Place.File))
        {
            writer.Write($"{file.Key}\n");
            var places = file.Select(f => $"{f.Place.Line}:{f.Place.Column}").ToList();
            var width = places.Max(p => p.Length);
            foreach (var (finding, place) in file.Zip(places))
            {
                var clusters = finding.Clusters.Length > 0 ? $" [{string.Join(", ", finding.Clusters)}]" : "";
                writer.Write($"  {place.PadRight(width)}  {finding.Rule.Severity.ToString().ToLowerInvariant(),-7}  {finding.Rule.Id}  {OneLine(finding.Message)}{clusters}\n");
                writer.Write($"  {new string(' ', width)}  {"",-7}  {"",-6}  → {OneLine(finding.Remedy)}\n");
            }
            writer.Write("\n");
        }
    }

    /// <summary>What was checked and what was found, in a line.</summary>
    public static string Summary(CheckReport report)
    {
        var clusters = report.Fleet.Clusters.Count(c => c.IsReal);
        var found = new[] { (Severity.Error, "error"), (Severity.Warning, "warning"), (Severity.Note, "note") }.Select(s => Counted(report.Count(s.Item1), s.Item2));
        var ignored = report.Ignored.Length > 0 ? $", {report.Ignored.Length.ToString("N0", CultureInfo.InvariantCulture)} ignored" : "";
        return $"{Counted(report.Objects, "object")} in {Counted(report.Builds, "Kustomization")} of {Counted(clusters, "cluster")}: {string.Join(", ", found)}{ignored}";
    }

    private static string Counted(int count, string noun) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {noun}{(count == 1 ? "" : "s")}";

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
