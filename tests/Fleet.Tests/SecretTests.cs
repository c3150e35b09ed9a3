using System.Text.RegularExpressions;
using Slipway.Tests;
using YamlDotNet.RepresentationModel;

namespace Slipway.Fleet.Tests;

public sealed partial class SecretTests
{
    [FactWith("kubectl")]
    public async Task Every_value_of_a_secret_is_one_of_cluster_secrets_and_nothing_beside_it()
    {
        var fleet = await BuiltFleet.GetAsync();

        var secrets = fleet.Objects.Where(o => o.Kind == "Secret").ToList();

        Assert.NotEmpty(secrets);
        Assert.All(secrets, s => Assert.Null(s.Find("data")));
        Assert.All(secrets.SelectMany(s => (YamlMappingNode)s.Find("stringData")!),
            e => Assert.Contains(OneVariable().Match(e.Value.ToString()).Groups[1].Value, Variables.ClusterSecrets.Keys));
    }

    [FactWith("kubectl")]
    public async Task A_sealed_value_reaches_nothing_but_secrets()
    {
        var fleet = await BuiltFleet.GetAsync();

        var leaks = fleet.Objects.Where(o => o.Kind != "Secret" && Variables.UsedBy(o).Intersect(Variables.ClusterSecrets.Keys).Any());

        Assert.Empty(leaks);
    }

    [FactWith("kubectl")]
    public async Task Every_sealed_value_is_used()
    {
        var fleet = await BuiltFleet.GetAsync();

        Assert.Empty(Variables.ClusterSecrets.Keys.Except(fleet.Objects.SelectMany(Variables.UsedBy)));
    }

    [GeneratedRegex(@"^\$\{([a-z_]+)\}$")]
    private static partial Regex OneVariable();
}
