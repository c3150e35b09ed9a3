using Slipway.Checks.Flux;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Schemas;
using Slipway.Checks.Tests.Kustomize;

namespace Slipway.Checks.Tests.Rules;

public sealed class LintTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Rules");

    /// <summary>Fleets that break a rule, by the rule's id and what is wrong.</summary>
    public static string[] Broken => Names("Broken");

    /// <summary>Fleets that keep a rule where it could be taken for broken.</summary>
    public static string[] Kept => Names("Kept");

    public static TheoryData<string> BrokenFleets => [.. Broken];

    public static TheoryData<string> KeptFleets => [.. Kept];

    [Theory]
    [MemberData(nameof(BrokenFleets))]
    public void What_breaks_a_rule_breaks_that_one_at_the_marked_lines(string name)
    {
        var fleet = Read("Broken", name);

        Assert.NotEmpty(fleet.Marked);
        Assert.Equal(fleet.Marked.Select(at => $"{name[..6]} {at}"), fleet.Findings());
    }

    [Theory]
    [MemberData(nameof(KeptFleets))]
    public void What_keeps_the_rules_has_no_finding(string name) => Assert.Empty(Read("Kept", name).Findings());

    [Fact]
    public void What_no_root_applies_for_sure_is_not_called_missing_or_applied_twice()
    {
        var files = new MemoryFiles
        {
            ["flux/web.yaml"] = SmallFleet.Layer.Replace("./apps/dev", "./flux", StringComparison.Ordinal).Replace("name: flux-system", "name: elsewhere", StringComparison.Ordinal).Replace("name: settings", "name: web", StringComparison.Ordinal),
            ["flux/settings.yaml"] = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n  namespace: flux-system\ndata: {}\n",
        };

        var fleet = FleetReader.Read([new FleetRepository("fleet", new FleetTree(files))], new FleetOptions());

        Assert.True(fleet.Clusters.Single().IsGathered);
        Assert.Empty(FleetCheck.Of(fleet, SchemaCatalog.BuiltIn).Findings);
    }

    private static FleetText Read(string folder, string name) => new(File.ReadAllText(Path.Combine(Folder, folder, name + ".txt")));

    private static string[] Names(string folder) => [.. Directory.GetFiles(Path.Combine(Folder, folder), "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];
}
