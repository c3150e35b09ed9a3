using Slipway.Components.Fleet;
using Slipway.Tests;

namespace Slipway.Fleet.Tests;

public sealed class FluxObjectTests
{
    // facts of Flux 2.9: what each kind is served as, and no older version.
    private static readonly Dictionary<string, string> Served = new(StringComparer.Ordinal)
    {
        ["Alert"] = "notification.toolkit.fluxcd.io/v1beta3",
        ["GitRepository"] = "source.toolkit.fluxcd.io/v1",
        ["HelmRelease"] = "helm.toolkit.fluxcd.io/v2",
        ["HelmRepository"] = "source.toolkit.fluxcd.io/v1",
        ["ImagePolicy"] = "image.toolkit.fluxcd.io/v1",
        ["ImageRepository"] = "image.toolkit.fluxcd.io/v1",
        ["ImageUpdateAutomation"] = "image.toolkit.fluxcd.io/v1",
        ["Kustomization"] = "kustomize.toolkit.fluxcd.io/v1",
        ["OCIRepository"] = "source.toolkit.fluxcd.io/v1",
        ["Provider"] = "notification.toolkit.fluxcd.io/v1beta3",
        ["Receiver"] = "notification.toolkit.fluxcd.io/v1",
    };

    [FactWith("kubectl")]
    public async Task Every_kind_of_flux_is_used_in_the_version_that_flux_serves() =>
        Assert.All(await AllAsync(), o => Assert.Equal(Served[o.Kind], o.ApiVersion));

    [FactWithDefinitions]
    public async Task Every_object_fits_its_definition_to_the_letter()
    {
        var definitions = new CrdSchema();
        var fleet = await BuiltFleet.GetAsync();
        var problems = fleet.Layers.SelectMany(l => l.Objects.Select(o => (Object: o, Values: Variables.OfLayers(l.Environment))))
            .Concat(fleet.Clusters.SelectMany(c => c.Value.Select(o => (Object: o, Values: Variables.ClusterInfo))))
            .Where(p => Served.ContainsKey(p.Object.Kind) && p.Object.Group.EndsWith(".fluxcd.io", StringComparison.Ordinal))
            .SelectMany(p => definitions.Problems(FleetObject.Read(Variables.Replace(p.Object.Text, p.Values)).Single()));

        Assert.Empty(problems);
    }

    [FactWith("kubectl")]
    public async Task Every_alert_has_its_provider()
    {
        var fleet = await BuiltFleet.GetAsync();

        Assert.All(fleet.Clusters.Values, c => Assert.Empty(
            c.Where(o => o.Kind == "Alert").Select(o => o.At("spec", "providerRef", "name")).Except(c.Where(o => o.Kind == "Provider").Select(o => o.Name))));
    }

    [FactWith("kubectl")]
    public async Task A_failure_of_any_layer_reaches_alertmanager()
    {
        var fleet = await BuiltFleet.GetAsync();

        var failures = fleet.Clusters["prod"].Single(o => o.Kind == "Alert" && o.Name == "failures");

        Assert.Equal("alertmanager", failures.At("spec", "providerRef", "name"));
        Assert.Contains(failures.List("spec", "eventSources"), s => s.Text("kind") == "Kustomization" && s.Text("name") == "*");
    }

    [FactWith("kubectl")]
    public async Task A_push_to_either_repository_is_heard()
    {
        var fleet = await BuiltFleet.GetAsync();

        var receiver = fleet.Clusters["dev"].Single(o => o.Kind == "Receiver");

        Assert.Equal(FleetNames.Receiver, receiver.Name);
        Assert.Equal(FleetNames.WebhookToken, receiver.At("spec", "secretRef", "name"));
        Assert.Equal(["flux-system", "fleet-infrastructure", "fleet-apps"], receiver.List("spec", "resources").Select(r => r.Text("name")));
    }

    private static async Task<IReadOnlyList<FleetObject>> AllAsync()
    {
        var fleet = await BuiltFleet.GetAsync();
        return [.. fleet.Objects.Concat(fleet.Clusters.Values.SelectMany(c => c)).Where(o => o.Group.EndsWith(".fluxcd.io", StringComparison.Ordinal))];
    }
}
