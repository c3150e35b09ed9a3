namespace Slipway.Checks.Tests.Rules;

public sealed class IgnoreTests
{
    private const string Secret = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\nstringData:\n";

    [Fact]
    public void A_comment_with_a_reason_ignores_the_finding_on_the_next_line_and_it_is_accounted_for()
    {
        var report = new SmallFleet(("apps/dev/web.yaml", Secret + "  # slipway: ignore SLW080 a public test key\n  key: abc\n")).Check();

        Assert.Empty(report.Findings);
        Assert.Equal("SLW080", Assert.Single(report.Ignored).Rule.Id);
    }

    [Fact]
    public void It_ignores_no_other_rule_and_no_other_line()
    {
        var fleet = new SmallFleet(("apps/dev/web.yaml", "# slipway: ignore SLW080 a public test key\n" + Secret + "  key: abc\n"));

        Assert.Equal(["SLW131 apps/dev/web.yaml:1", "SLW080 apps/dev/web.yaml:7"], fleet.Findings());
    }

    [Theory]
    [InlineData("# slipway: ignore")]
    [InlineData("# slipway: ignore SLW999 no such rule")]
    public void One_without_a_rule_is_found(string comment) =>
        Assert.Equal(["SLW130 apps/dev/web.yaml:1"], new SmallFleet(("apps/dev/web.yaml", $"{comment}\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n")).Findings());
}
