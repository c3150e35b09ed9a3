using System.Text.Encodings.Web;
using System.Text.Json;
using Slipway.Checks.Rules;

namespace Slipway.Checks.Reports;

/// <summary>Findings for programs (<c>docs/json.md</c>).</summary>
public static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a report.</summary>
    public static void Write(TextWriter writer, CheckReport report)
    {
        writer.Write(JsonSerializer.Serialize(new
        {
            Clusters = report.Fleet.Clusters.Where(c => c.IsReal).Select(c => c.Name),
            Kustomizations = report.Builds,
            report.Objects,
            Errors = report.Count(Severity.Error),
            Warnings = report.Count(Severity.Warning),
            Notes = report.Count(Severity.Note),
            Findings = report.Findings.Select(Of),
            Ignored = report.Ignored.Select(Of),
        }, Options));
        writer.Write('\n');
    }

    private static object Of(Finding finding) => new
    {
        Rule = finding.Rule.Id,
        Severity = finding.Rule.Severity.ToString().ToLowerInvariant(),
        finding.Place.File,
        finding.Place.Line,
        finding.Place.Column,
        finding.Message,
        finding.Remedy,
        finding.Clusters,
    };
}
