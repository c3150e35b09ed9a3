using System.Text.RegularExpressions;
using Slipway.Checks.Rules;

namespace Slipway.Checks.Tests.Rules;

public sealed partial class RuleTests
{
    /// <summary>Rules that a fleet in memory cannot break: files on disk (SurvivalTests), and schemas of one's own (SchemaFolder's tests).</summary>
    private static readonly string[] Elsewhere = ["SLW002", "SLW004", "SLW005", "SLW008", "SLW028"];

    [Fact]
    public void The_small_fleet_keeps_every_rule() => Assert.Empty(new SmallFleet().Findings());

    [Theory]
    [ClassData(typeof(RuleMutations))]
    public void What_breaks_a_rule_breaks_that_one_at_that_line(string rule, string file, string content, int line)
    {
        var fleet = new SmallFleet((file, content));

        // A value that breaks an object is put where the object takes it.
        var found = rule == "SLW093" ? "apps/dev/web.yaml" : file;
        Assert.Equal([$"{rule} {found}:{line}"], fleet.Findings());
    }

    [Fact]
    public void Every_rule_is_broken_by_a_test() =>
        Assert.Empty(RuleCatalog.All.Select(r => r.Id).Except(new RuleMutations().Select(m => (string)m[0])).Except(LintTests.Broken.Select(f => f[..6])).Except(Elsewhere));

    [Fact]
    public void Ids_are_well_formed_and_used_once()
    {
        var ids = RuleCatalog.All.Select(r => r.Id).ToList();

        Assert.All(ids, id => Assert.Matches(WellFormed(), id));
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void What_several_clusters_have_in_common_is_one_finding_that_names_them()
    {
        var fleet = new SmallFleet(("apps/dev/web.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndta: {}\n"), ("clusters/prod/apps.yaml", SmallFleet.Layer),
            ("clusters/prod/settings.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: flux-system\ndata: {}\n"));

        Assert.Equal(["dev", "prod"], Assert.Single(fleet.Check().Findings).Clusters.ToArray());
    }

    [GeneratedRegex("^SLW[0-9]{3}$")]
    private static partial Regex WellFormed();
}
