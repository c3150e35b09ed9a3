using System.Text.RegularExpressions;
using Slipway.Tests;
using YamlDotNet.Core;

namespace Slipway.Fleet.Tests;

public sealed partial class VariableTests
{
    [FactWith("kubectl")]
    public async Task Every_variable_of_a_layer_has_a_provider()
    {
        var fleet = await BuiltFleet.GetAsync();

        var unknown = fleet.Layers.SelectMany(l => l.Objects.SelectMany(Variables.UsedBy).Except(Variables.OfLayers(l.Environment).Keys).Select(v => $"{l}: {v}"));

        Assert.Empty(unknown);
    }

    [FactWith("kubectl")]
    public async Task What_flux_syncs_first_uses_nothing_but_facts_of_the_cluster()
    {
        var fleet = await BuiltFleet.GetAsync();

        // The Kustomizations of layers carry patches and expressions of their own, which Slipway writes.
        Assert.Empty(fleet.Clusters.Values.SelectMany(c => c).SelectMany(Variables.UsedBy).Except(Variables.ClusterInfo.Keys));
    }

    [FactWith("kubectl")]
    public async Task No_value_changes_the_type_or_the_shape_of_what_it_is_put_into()
    {
        var fleet = await BuiltFleet.GetAsync();

        var broken = fleet.Layers.SelectMany(l => l.Objects.Where(Variables.Substitutes).SelectMany(o => o.Node.Scalars())
            .Where(s => s.Style == ScalarStyle.Plain && s.Value!.Contains("${", StringComparison.Ordinal))
            .Select(s => (Text: s.Value!, Value: Variables.Replace(s.Value!, Variables.OfLayers(l.Environment))))
            .Where(s => NoText().IsMatch(s.Value))
            .Select(s => $"{l}: {s.Text} would be {s.Value}"));

        Assert.Empty(broken);
    }

    [Fact]
    public void Every_environment_has_the_same_settings() =>
        Assert.Single(FleetFolder.Environments.Select(e => string.Join(' ', Variables.Settings(e).Keys)).Distinct());

    [FactWith("kubectl")]
    public async Task No_setting_is_left_unused()
    {
        var fleet = await BuiltFleet.GetAsync();

        Assert.Empty(Variables.Settings("dev").Keys.Except(fleet.Objects.SelectMany(Variables.UsedBy)));
    }

    // What YAML reads as null, truth or number, or as more than a scalar.
    [GeneratedRegex(@"^(|~|null|true|false|yes|no|on|off|[-+]?[0-9][0-9_]*(\.[0-9]*)?([eE][-+]?[0-9]+)?|0[xo][0-9a-fA-F]+|[\[{*&!|>'""%@`].*)$|: | #", RegexOptions.IgnoreCase)]
    private static partial Regex NoText();
}
