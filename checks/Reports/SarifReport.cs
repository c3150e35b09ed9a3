using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Checks.Rules;

namespace Slipway.Checks.Reports;

/// <summary>Findings in the Static Analysis Results Interchange Format, version 2.1.0 (OASIS), as GitHub's code scanning takes them.</summary>
public static class SarifReport
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a report.</summary>
    public static void Write(TextWriter writer, CheckReport report)
    {
        Rule[] rules = [.. RuleCatalog.All];
        var indexes = rules.Index().ToDictionary(r => r.Item.Id, r => r.Index, StringComparer.Ordinal);
        var results = report.Findings.Select(f => Result(f, indexes, ignored: false)).Concat(report.Ignored.Select(f => Result(f, indexes, ignored: true)));
        var log = new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject { ["driver"] = new JsonObject { ["name"] = "slipway check", ["rules"] = new JsonArray([.. rules.Select(Described)]) } },
                ["columnKind"] = "unicodeCodePoints",
                ["results"] = new JsonArray([.. results]),
            }),
        };
        writer.Write(log.ToJsonString(Options));
        writer.Write('\n');
    }

    private static JsonObject Described(Rule rule) => new()
    {
        ["id"] = rule.Id,
        ["shortDescription"] = Text(rule.Title),
        ["fullDescription"] = Text(rule.Why),
        ["help"] = Text(rule.Remedy),
        ["defaultConfiguration"] = new JsonObject { ["level"] = Level(rule) },
    };

    private static JsonObject Result(Finding finding, Dictionary<string, int> indexes, bool ignored)
    {
        var clusters = finding.Clusters.Length > 0 ? $" (in {string.Join(", ", finding.Clusters)})" : "";
        var result = new JsonObject
        {
            ["ruleId"] = finding.Rule.Id,
            ["ruleIndex"] = indexes[finding.Rule.Id],
            ["level"] = Level(finding.Rule),
            ["message"] = Text($"{finding.Message}{clusters}; {finding.Remedy}"),
            ["locations"] = new JsonArray(new JsonObject
            {
                ["physicalLocation"] = new JsonObject
                {
                    ["artifactLocation"] = new JsonObject { ["uri"] = string.Join('/', finding.Place.File.Split('/').Select(Uri.EscapeDataString)) },
                    ["region"] = new JsonObject { ["startLine"] = finding.Place.Line, ["startColumn"] = finding.Place.Column },
                },
            }),
        };
        if (ignored)
            result["suppressions"] = new JsonArray(new JsonObject { ["kind"] = "inSource" });
        return result;
    }

    private static string Level(Rule rule) => rule.Severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };

    private static JsonObject Text(string text) => new() { ["text"] = text };
}
