using Slipway.Checks.Flux;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Tests.Kustomize;

namespace Slipway.Checks.Tests.Flux;

public sealed class ClusterFinderTests
{
    private const string Source = "apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata:\n  name: flux-system\n  namespace: flux-system\nspec:\n  interval: 1m\n  url: https://github.com/acme/fleet\n---\n";

    private readonly MemoryFiles _files = new();

    [Fact]
    public void What_flux_bootstrap_wrote_is_a_cluster()
    {
        _files["prod/flux-system/gotk-sync.yaml"] = Source + SmallFleet.Layer.Replace("name: apps", "name: flux-system", StringComparison.Ordinal).Replace("./apps/dev", "./prod", StringComparison.Ordinal);

        var cluster = Assert.Single(Read().Clusters);

        Assert.Equal(("prod", "prod"), (cluster.Name, cluster.Folder));
        Assert.True(cluster.Kustomizations[0].IsDeclared);
    }

    [Fact]
    public void A_flux_instance_is_a_cluster()
    {
        _files["setup/flux.yaml"] = "apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nmetadata:\n  name: flux\n  namespace: flux-system\nspec:\n  sync:\n    kind: GitRepository\n    path: envs/prod\n";
        _files["envs/prod/web.yaml"] = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n";

        var cluster = Assert.Single(Read().Clusters);

        Assert.Equal("web", Assert.Single(cluster.Kustomizations[0].Objects).Name);
    }

    [Fact]
    public void Folders_beside_clusters_are_none()
    {
        _files["clusters/dev/apps.yaml"] = SmallFleet.Layer;
        _files["clusters/base/alerts.yaml"] = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: alerts\n";

        Assert.Equal("dev", Assert.Single(Read().Clusters).Name);
    }

    [Fact]
    public void Without_any_of_these_kustomizations_are_followed_from_where_they_are()
    {
        _files["flux/apps.yaml"] = Source + SmallFleet.Layer;
        _files["apps/dev/web.yaml"] = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n";

        Assert.Equal("web", Read().Clusters.Single().Find("flux-system", "apps")!.Objects.Single().Name);
    }

    [Fact]
    public void What_no_cluster_builds_is_built_by_itself()
    {
        _files["apps/base/kustomization.yaml"] = "resources:\n  - web.yaml\n";
        _files["apps/base/web.yaml"] = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n";
        _files["apps/prod/kustomization.yaml"] = "resources:\n  - ../base\n";

        var cluster = Assert.Single(Read().Clusters);

        Assert.False(cluster.IsReal);
        Assert.Equal("apps/prod", Assert.Single(cluster.Kustomizations).Folder);
    }

    [Fact]
    public void The_repository_of_a_source_is_found_by_its_address()
    {
        _files["clusters/dev/apps.yaml"] = SmallFleet.Layer.Replace("name: flux-system", "name: team", StringComparison.Ordinal).Replace("name: team\nspec", "name: flux-system\nspec", StringComparison.Ordinal);
        _files["clusters/dev/source.yaml"] = Source.Replace("name: flux-system", "name: team", StringComparison.Ordinal).Replace("acme/fleet", "acme/team-apps.git", StringComparison.Ordinal);
        var apps = new MemoryFiles { ["apps/dev/web.yaml"] = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n" };

        var fleet = FleetReader.Read([new FleetRepository("fleet", new FleetTree(_files)), new FleetRepository("team-apps", new FleetTree(apps))], new FleetOptions());

        Assert.Equal("team-apps", fleet.Clusters.Single().Kustomizations.Single(k => k.Name == "apps").Repository!.Name);
    }

    private Fleet Read() => FleetReader.Read([new FleetRepository("fleet", new FleetTree(_files))], new FleetOptions());
}
