using System.Text.RegularExpressions;
using Slipway.Tests;

namespace Slipway.Fleet.Tests;

public sealed partial class ImageAutomationTests
{
    [FactWith("kubectl")]
    public async Task Every_marker_names_a_policy_of_the_automation()
    {
        var automation = (await BuiltFleet.GetAsync()).Layers.Single(l => l.Layer.Name == "image-automation");

        Assert.NotEmpty(Markers());
        Assert.Empty(Markers().Select(m => m.Policy).Except(automation.Of("ImagePolicy").Select(p => $"{p.Namespace}:{p.Name}")));
    }

    [FactWith("kubectl")]
    public async Task Markers_stand_where_the_automation_writes_and_nowhere_else()
    {
        var automation = (await BuiltFleet.GetAsync()).Layers.Single(l => l.Layer.Name == "image-automation").Of("ImageUpdateAutomation").Single();

        Assert.Equal("./apps/overlays/dev", automation.At("spec", "update", "path"));
        Assert.All(Markers(), m => Assert.StartsWith(FleetFolder.In("fleet-apps", "apps/overlays/dev/"), m.File, StringComparison.Ordinal));
    }

    [FactWith("kubectl")]
    public async Task It_writes_to_a_branch_of_its_own_with_the_one_key_that_may()
    {
        var layer = (await BuiltFleet.GetAsync()).Layers.Single(l => l.Layer.Name == "image-automation");
        var automation = layer.Of("ImageUpdateAutomation").Single();

        Assert.Equal("main", automation.At("spec", "git", "checkout", "ref", "branch"));
        Assert.Equal("flux/image-updates", automation.At("spec", "git", "push", "branch"));
        Assert.Equal("fleet-apps-write", layer.Of("GitRepository").Single(g => g.Name == automation.At("spec", "sourceRef", "name")).At("spec", "secretRef", "name"));
    }

    private static IReadOnlyList<(string File, string Policy)> Markers() =>
    [
        .. FleetFolder.Repositories.SelectMany(r => FleetFolder.Files(r, ".yaml"))
            .SelectMany(f => Marker().Matches(File.ReadAllText(f)).Select(m => (f, m.Groups[1].Value))),
    ];

    [GeneratedRegex("""# \{"\$imagepolicy": "([^":]+:[^":]+)(?::(?:tag|name|digest))?"\}""")]
    private static partial Regex Marker();
}
