using Slipway.Tests;
using YamlDotNet.RepresentationModel;

namespace Slipway.Fleet.Tests;

public sealed class PodTests
{
    [FactWith("kubectl")]
    public async Task A_plain_app_passes_the_level_restricted()
    {
        var fleet = await BuiltFleet.GetAsync();

        var pods = fleet.Objects.Where(o => o.Kind == "Deployment").Select(d => d.Find("spec", "template", "spec")).ToList();

        Assert.NotEmpty(pods);
        Assert.All(pods, p =>
        {
            Assert.Equal("true", p.Child("securityContext").Text("runAsNonRoot"));
            Assert.Equal("RuntimeDefault", p.Child("securityContext").Child("seccompProfile").Text("type"));
            Assert.All((YamlSequenceNode)p.Child("containers")!, c =>
            {
                Assert.Equal("false", c.Child("securityContext").Text("allowPrivilegeEscalation"));
                Assert.Equal("ALL", c.Child("securityContext").Child("capabilities").Child("drop")![0].ToString());
            });
        });
    }

    [FactWith("kubectl")]
    public async Task Every_volume_claim_names_a_class_that_the_fleet_has()
    {
        var fleet = await BuiltFleet.GetAsync();
        var classes = fleet.Objects.Where(o => o.Kind == "StorageClass").Select(c => c.Name);

        var used = fleet.Objects.SelectMany(o => o.Node.AllNodes.OfType<YamlMappingNode>()).SelectMany(m => (string?[])[m.Text("storageClass"), m.Text("storageClassName")]).OfType<string>();

        Assert.Empty(used.Except(classes));
    }

    [FactWith("kubectl")]
    public async Task Every_priority_is_one_that_the_fleet_has()
    {
        var fleet = await BuiltFleet.GetAsync();
        var classes = fleet.Objects.Where(o => o.Kind == "PriorityClass").Select(c => c.Name);

        var used = fleet.Objects.SelectMany(o => o.Node.AllNodes.OfType<YamlMappingNode>()).Select(m => m.Text("priorityClassName")).OfType<string>().ToList();

        Assert.NotEmpty(used);
        Assert.Empty(used.Except(classes));
    }

    [FactWith("kubectl")]
    public async Task Databases_outlive_a_file_that_moved()
    {
        var fleet = await BuiltFleet.GetAsync();

        Assert.All(fleet.Objects.Where(o => o.Kind == "Cluster"), c =>
        {
            Assert.Equal("disabled", c.At("metadata", "annotations", "kustomize.toolkit.fluxcd.io/prune"));
            Assert.Equal("gp3-retain", c.At("spec", "storage", "storageClass"));
        });
    }
}
