using Slipway.Checks.Reports;

namespace Slipway.Checks.Tests.Rules;

public sealed class RulePagesTests
{
    [Fact]
    public void The_page_of_rules_is_what_the_catalogue_says() =>
        Assert.Equal(RulePages.Render(), File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "rules.md")).ReplaceLineEndings("\n"));
}
