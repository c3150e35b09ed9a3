using System.Text;
using Slipway.Checks.Rules;

namespace Slipway.Checks.Reports;

/// <summary>The catalogue of rules as Markdown: <c>docs/rules.md</c>.</summary>
public static class RulePages
{
    /// <summary>The whole page, with LF line ends.</summary>
    public static string Render()
    {
        var page = new StringBuilder();
        page.Append("""
            # Rules of `slipway check`

            Each finding names its rule, the file, line and column of its cause, and what to do. An error is something that Flux or Kubernetes would refuse, or a secret that is
            out; a warning works, and hurts one day; a note is something to know. `--fail-on error|warning|note` says what makes the command fail.

            A comment on the line above ignores a finding where it is right as it is, and says why: `# slipway: ignore SLW080 a public test key`.

            This page is rendered from the catalogue in `checks/Rules`.

            """.ReplaceLineEndings("\n"));
        page.Append('\n');
        foreach (var family in RuleCatalog.Families)
        {
            page.Append($"## {family.Title}\n\n");
            foreach (var rule in family.Rules)
                Append(page, rule);
        }
        return page.ToString().TrimEnd('\n') + "\n";
    }

    private static void Append(StringBuilder page, Rule rule)
    {
        page.Append($"### {rule.Id}: {rule.Title}\n\n*{rule.Severity}.* {rule.Why}\n\n**What to do.** {rule.Remedy}\n\n");
        if (rule.Bad is not null)
            page.Append($"```yaml\n# breaks it\n{rule.Bad}\n```\n\n");
        if (rule.Good is not null)
            page.Append($"```yaml\n# keeps it\n{rule.Good}\n```\n\n");
    }
}
