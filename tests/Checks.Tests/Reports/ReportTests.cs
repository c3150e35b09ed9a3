using System.Text.Json.Nodes;
using Slipway.Checks.Reports;
using Slipway.Checks.Rules;

namespace Slipway.Checks.Tests.Reports;

public sealed class ReportTests
{
    private static readonly CheckReport Report = new SmallFleet(("apps/dev/web.yaml",
        "apiVersion: v1\nkind: Secret\nmetadata:\n  name: \"a,b: 100%\"\nstringData:\n  # slipway: ignore SLW080 a test\n  key: abc\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndta: {}\n")).Check();

    [Fact]
    public void Text_groups_by_file_and_says_what_to_do()
    {
        var text = Written(TextReport.Write);

        Assert.StartsWith("apps/dev/web.yaml\n", text, StringComparison.Ordinal);
        Assert.Contains("  13:1  error    SLW023  ConfigMap web: ", text, StringComparison.Ordinal);
        Assert.Contains("→ ", text, StringComparison.Ordinal);
        Assert.Contains("1 ignored", TextReport.Summary(Report), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_the_documented_fields()
    {
        var json = JsonNode.Parse(Written(JsonReport.Write))!;

        var finding = json["findings"]!.AsArray().Single(f => (string?)f!["rule"] == "SLW023")!;
        Assert.Equal(("error", "apps/dev/web.yaml", 13, 1), ((string?)finding["severity"], (string?)finding["file"], (int?)finding["line"], (int?)finding["column"]));
        Assert.Equal("dev", (string?)finding["clusters"]![0]);
        Assert.Equal("SLW080", (string?)json["ignored"]![0]!["rule"]);
    }

    [Fact]
    public void Sarif_has_what_its_schema_requires()
    {
        var log = JsonNode.Parse(Written(SarifReport.Write))!;

        Assert.Equal("2.1.0", (string?)log["version"]);
        var run = Assert.Single(log["runs"]!.AsArray())!;
        var rules = run["tool"]!["driver"]!["rules"]!.AsArray();
        Assert.Equal("slipway check", (string?)run["tool"]!["driver"]!["name"]);
        Assert.Equal(RuleCatalog.All.Select(r => r.Id), rules.Select(r => (string?)r!["id"]));
        Assert.All(run["results"]!.AsArray(), result =>
        {
            Assert.Equal((string?)result!["ruleId"], (string?)rules[(int)result["ruleIndex"]!]!["id"]);
            Assert.Contains((string?)result["level"], new[] { "error", "warning", "note" });
            Assert.False(string.IsNullOrEmpty((string?)result["message"]!["text"]));
            var where = Assert.Single(result["locations"]!.AsArray())!["physicalLocation"]!;
            Assert.True((int)where["region"]!["startLine"]! >= 1 && (int)where["region"]!["startColumn"]! >= 1);
            Assert.True(Uri.TryCreate((string?)where["artifactLocation"]!["uri"], UriKind.Relative, out _));
        });
        Assert.Single(run["results"]!.AsArray(), r => r!["suppressions"] is JsonArray);
    }

    [Fact]
    public void Annotations_cannot_be_broken_out_of()
    {
        var line = Written(GitHubReport.Write).Split('\n').First(l => l.Contains("SLW029", StringComparison.Ordinal));

        Assert.StartsWith("::error file=apps/dev/web.yaml,line=4,col=9,title=SLW029%3A ", line, StringComparison.Ordinal);
        Assert.Contains("100%25", line, StringComparison.Ordinal);
    }

    private static string Written(Action<TextWriter, CheckReport> write)
    {
        var writer = new StringWriter();
        write(writer, Report);
        return writer.ToString();
    }
}
