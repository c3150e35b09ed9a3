using Slipway.Checks.Flux;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;
using Slipway.Tests;

namespace Slipway.Checks.Tests.Flux;

public sealed class ExternalBuilderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-external-").FullName;

    public ExternalBuilderTests()
    {
        Write("clusters/dev/apps.yaml", SmallFleet.Layer + "  targetNamespace: web\n  namePrefix: dev-\n");
        Write("clusters/dev/settings.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: flux-system\ndata:\n  domain: dev.example\n");
        Write("apps/dev/kustomization.yaml", "resources:\n  - web.yaml\nlabels:\n  - pairs:\n      team: web\n");
        Write("apps/dev/web.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  host: app.${domain}\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [FactWith("kubectl")]
    public void Kubectl_builds_the_same_fleet() => Assert.Equal(Texts(null), Texts((folder, tree) => new ExternalBuilder("kubectl", folder, tree)));

    [FactWith("kubectl")]
    public void What_kubectl_refuses_is_a_finding_at_the_kustomization()
    {
        Write("apps/dev/kustomization.yaml", "resources:\n  - missing.yaml\n");

        var problem = Assert.Single(Read((folder, tree) => new ExternalBuilder("kubectl", folder, tree)).Clusters.Single().Kustomizations.Single(k => k.Name == "apps").BuildProblems);

        Assert.Equal("apps/dev/kustomization.yaml", problem.Place.File);
        Assert.Contains("missing.yaml", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_that_is_not_installed_is_a_finding_that_names_it()
    {
        var fleet = Read((folder, tree) => new ExternalBuilder("slipway-no-such-command", folder, tree));

        Assert.All(fleet.Clusters.SelectMany(c => c.Kustomizations).SelectMany(k => k.BuildProblems), p => Assert.Contains("'slipway-no-such-command' is not installed", p.Message, StringComparison.Ordinal));
        Assert.NotEmpty(fleet.Clusters.Single().Kustomizations[0].BuildProblems);
    }

    private List<string> Texts(Func<string, FleetTree, IFleetBuilder>? builder) => [.. Read(builder).Clusters.SelectMany(c => c.Objects).Select(o => YamlWriter.Write(o.Object.Manifest)).Order(StringComparer.Ordinal)];

    private Fleet Read(Func<string, FleetTree, IFleetBuilder>? builder)
    {
        var folders = new FleetFolders(_folder, builder);
        folders.Add(".");
        return FleetReader.Read(folders.Repositories, new FleetOptions());
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
