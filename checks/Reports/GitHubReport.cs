using Slipway.Checks.Rules;

namespace Slipway.Checks.Reports;

/// <summary>Findings as workflow commands of GitHub Actions, which annotate the lines of a pull request.</summary>
public static class GitHubReport
{
    /// <summary>Writes a line for each finding.</summary>
    public static void Write(TextWriter writer, CheckReport report)
    {
        foreach (var finding in report.Findings)
        {
            var command = finding.Rule.Severity switch
            {
                Severity.Error => "error",
                Severity.Warning => "warning",
                _ => "notice",
            };
            var clusters = finding.Clusters.Length > 0 ? $" (in {string.Join(", ", finding.Clusters)})" : "";
            var title = Property($"{finding.Rule.Id}: {finding.Rule.Title}");
            writer.Write($"::{command} file={Property(finding.Place.File)},line={finding.Place.Line},col={finding.Place.Column},title={title}::{Data($"{finding.Message}{clusters}; {finding.Remedy}")}\n");
        }
    }

    // What is not escaped would end the command, or begin another.
    private static string Data(string text) => text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
