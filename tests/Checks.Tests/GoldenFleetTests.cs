using System.Collections.Immutable;
using Slipway.Checks.Flux;
using Slipway.Checks.Schemas;
using Slipway.Components.Fleet;

namespace Slipway.Checks.Tests;

public sealed class GoldenFleetTests
{
    private static readonly ImmutableDictionary<string, string> Secrets = ((string[])
        ["authentik_bootstrap_password", "authentik_secret_key", "grafana_admin_password", "harbor_admin_password", "harbor_registry_password", "harbor_secret_key"])
        .ToImmutableDictionary(n => n, _ => "x0123456789abcdef");

    [Fact]
    public void The_fleet_that_repositories_start_with_has_no_finding()
    {
        var report = Check();

        Assert.Empty(report.Findings);
        Assert.Equal(["dev", "prod", "staging"], report.Fleet.Clusters.Select(c => c.Name));
        Assert.All(report.Fleet.Clusters, c => Assert.True(c.IsComplete));
    }

    [Fact]
    public void Every_layer_of_it_is_built_from_the_repository_that_it_names()
    {
        var dev = Check().Fleet.Clusters.Single(c => c.Name == "dev");

        Assert.All(dev.Kustomizations, k => Assert.True(k.IsBuilt));
        Assert.Equal("fleet-apps", dev.Find("flux-system", "apps")!.Repository!.Name);
        Assert.Equal("fleet-infrastructure", dev.Find("flux-system", "core")!.Repository!.Name);
        Assert.NotEmpty(dev.Find("flux-system", "core")!.Objects);
    }

    [Fact]
    public void A_misspelt_variable_in_it_is_found_in_every_cluster()
    {
        var report = Check(Secrets.Remove("harbor_secret_key"));

        Assert.All(report.Findings, f => Assert.Equal("SLW090", f.Rule.Id));
        Assert.Contains(report.Findings, f => f.Message.Contains("harbor_secret_key", StringComparison.Ordinal) && f.Clusters is ["dev", "prod", "staging"]);
    }

    private static CheckReport Check(ImmutableDictionary<string, string>? secrets = null)
    {
        var folders = new FleetFolders(AppContext.BaseDirectory);
        folders.Add("fleet");
        var facts = ImmutableDictionary<string, ImmutableDictionary<string, string>>.Empty.Add(FleetNames.ClusterSecrets, secrets ?? Secrets);
        return FleetCheck.Of(FleetReader.Read(folders.Repositories, new FleetOptions { Facts = facts }), SchemaCatalog.BuiltIn);
    }
}
