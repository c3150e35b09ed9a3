using System.Collections.Immutable;
using Slipway.Checks.Flux;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Tests.Flux;

public sealed class FluxKustomizationTests
{
    [Fact]
    public void Variables_come_from_the_config_maps_of_the_cluster()
    {
        var web = Assert.Single(new SmallFleet().Kustomization().Objects);

        Assert.Equal("app.dev.example", web.Text("data", "host"));
        Assert.Equal("app.${domain}", web.Built.TextAt("data", "host"));
    }

    [Fact]
    public void Places_are_those_of_the_source_although_variables_were_replaced()
    {
        var web = Assert.Single(new SmallFleet().Kustomization().Objects);

        Assert.Equal(new YamlPlace("apps/dev/web.yaml", 6, 9), web.PlaceOf("data", "host"));
        Assert.Equal(new YamlPlace("apps/dev/web.yaml", 6, 9), Assert.Single(web.Uses).Place);
    }

    [Fact]
    public void Quotes_do_not_survive_a_substitution()
    {
        var fleet = new SmallFleet(("apps/dev/web.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  port: \"${port:-80}\"\n  flag: \"${flag:-yes}\"\n"));

        var data = (YamlMap)fleet.Kustomization().Objects[0].Find("data")!;

        Assert.Equal(YamlKind.Integer, ((YamlScalar)data["port"]!).JsonKind);
        Assert.Equal(YamlKind.Boolean, ((YamlScalar)data["flag"]!).JsonKind);
    }

    [Theory]
    [InlineData("annotations")]
    [InlineData("labels")]
    public void An_object_may_keep_its_dollars(string field)
    {
        var fleet = new SmallFleet(("apps/dev/web.yaml",
            $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n  {field}:\n    kustomize.toolkit.fluxcd.io/substitute: disabled\ndata:\n  host: ${{nobody}}\n"));

        Assert.Equal("${nobody}", fleet.Kustomization().Objects[0].Text("data", "host"));
        Assert.Empty(fleet.Findings());
    }

    [Fact]
    public void Its_own_variables_win_over_those_of_sources()
    {
        var fleet = new SmallFleet(("clusters/dev/apps.yaml", SmallFleet.Layer + "    substitute:\n      domain: own.example\n"));

        Assert.Equal("app.own.example", fleet.Kustomization().Objects[0].Text("data", "host"));
    }

    [Fact]
    public void Without_variables_nothing_is_replaced()
    {
        var layer = SmallFleet.Layer[..SmallFleet.Layer.IndexOf("  postBuild", StringComparison.Ordinal)];
        var fleet = new SmallFleet(("clusters/dev/apps.yaml", layer));

        Assert.Equal("app.${domain}", fleet.Kustomization().Objects[0].Text("data", "host"));
    }

    [Fact]
    public void What_it_adds_counts_after_what_the_folder_says()
    {
        var fleet = new SmallFleet(("clusters/dev/apps.yaml", SmallFleet.Layer + """
              targetNamespace: web
              namePrefix: dev-
              commonMetadata:
                labels:
                  team: web
              patches:
                - target:
                    kind: ConfigMap
                  patch: |
                    - op: add
                      path: /data/extra
                      value: "1"
            """.ReplaceLineEndings("\n")));

        var web = Assert.Single(fleet.Kustomization().Objects);

        Assert.Equal("ConfigMap web/dev-web", web.ToString());
        Assert.Equal("web", web.Text("metadata", "labels", "team"));
        Assert.Equal("1", web.Text("data", "extra"));
    }

    [Fact]
    public void Kustomizations_are_followed_as_deep_as_they_go()
    {
        var inner = SmallFleet.Layer.Replace("name: apps", "name: inner", StringComparison.Ordinal).Replace("./apps/dev", "./apps/inner", StringComparison.Ordinal);
        var fleet = new SmallFleet(("apps/dev/inner.yaml", inner), ("apps/dev/kustomization.yaml", "resources:\n  - web.yaml\n  - inner.yaml\n"),
            ("apps/inner/deep.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: deep\n"));

        var found = fleet.Kustomization("inner");

        Assert.Equal("apps", found.DeclaredBy!.Name);
        Assert.Equal("deep", Assert.Single(found.Objects).Name);
    }

    [Fact]
    public void Kustomizations_that_declare_each_other_without_end_are_found()
    {
        var more = SmallFleet.Layer.Replace("name: apps", "name: more${n:-}", StringComparison.Ordinal) + "    substitute:\n      n: ${n:-}x\n";
        var fleet = new SmallFleet(("apps/dev/apps.yaml", more),
            ("apps/dev/kustomization.yaml", "resources:\n  - web.yaml\n  - apps.yaml\n"));

        Assert.Contains("SLW011 apps/dev/apps.yaml:1", fleet.Findings());
    }

    [Fact]
    public void One_that_declares_itself_is_followed_once()
    {
        var fleet = new SmallFleet(("apps/dev/apps.yaml", SmallFleet.Layer), ("apps/dev/kustomization.yaml", "resources:\n  - web.yaml\n  - apps.yaml\n"));

        Assert.Equal(["flux-system", "apps", "dns"], fleet.Read().Clusters.Single().Kustomizations.Select(k => k.Name));
    }

    [Fact]
    public void The_values_of_a_sealed_secret_are_known_by_name_alone()
    {
        var fleet = new SmallFleet(
            ("clusters/dev/apps.yaml", SmallFleet.Layer + "      - kind: Secret\n        name: sealed\n"),
            ("clusters/dev/sealed.yaml", "apiVersion: v1\nkind: Secret\nmetadata:\n  name: sealed\n  namespace: flux-system\nstringData:\n  token: ENC[AES256_GCM,data:abc,iv:x,tag:y,type:str]\nsops:\n  mac: ENC[x]\n"),
            ("apps/dev/web.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  a: ${token}\n  b: ${other}\n"));

        var web = Assert.Single(fleet.Kustomization().Objects);

        Assert.Equal((false, true), (web.Uses[0].Value!.IsExact, web.Uses[0].Value!.IsSecret));
        Assert.Equal("other", Assert.Single(web.Problems).Message.Split('\'')[1]);
    }

    [Fact]
    public void What_is_not_in_git_can_be_told()
    {
        var layer = SmallFleet.Layer.Replace("name: settings", "name: facts", StringComparison.Ordinal);
        var facts = ImmutableDictionary<string, ImmutableDictionary<string, string>>.Empty.Add("facts", ImmutableDictionary<string, string>.Empty.Add("domain", "told.example"));
        var fleet = new SmallFleet(("clusters/dev/apps.yaml", layer)) { Options = new FleetOptions { Facts = facts } };

        Assert.Equal("app.told.example", fleet.Kustomization().Objects[0].Text("data", "host"));
        Assert.Empty(fleet.Findings());
    }

    [Fact]
    public void A_value_that_nobody_knows_is_not_judged()
    {
        var fleet = new SmallFleet(("clusters/dev/apps.yaml", SmallFleet.Layer.Replace("name: settings", "name: facts", StringComparison.Ordinal)),
            ("apps/dev/web.yaml", "apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata:\n  name: web\n  namespace: flux-system\nspec:\n  url: ${url}\n  interval: ${interval}\n"));

        Assert.Equal(["SLW092 clusters/dev/apps.yaml:16"], fleet.Findings());
    }
}
