using Slipway.Checks.Yaml;

namespace Slipway.Checks.Tests.Kustomize;

/// <summary>Values of built objects tell where they stand in the source.</summary>
public sealed class PlaceTests
{
    private readonly MemoryFiles _files = new()
    {
        ["base/kustomization.yaml"] = "resources: [app.yaml]\n",
        ["base/app.yaml"] = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: app\nspec:\n  replicas: 1\n  template:\n    spec:\n      containers:\n      - name: app\n        image: app:1\n        env:\n        - name: A\n          value: a\n",
        ["kustomization.yaml"] = """
            namespace: shop
            resources: [base]
            patches:
            - path: patch.yaml
            - target: {kind: Deployment}
              patch: |
                - op: add
                  path: /spec/paused
                  value: true
            images:
            - name: app
              newTag: "2"
            """,
        ["patch.yaml"] = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: app\nspec:\n  replicas: 3\n",
    };

    [Fact]
    public void What_no_patch_touched_stands_in_the_base()
    {
        var value = (Built().Find("spec", "template", "spec", "containers") as YamlList)!.Items[0].Find("env");

        Assert.Equal(new YamlPlace("base/app.yaml", 13, 9), value!.Place);
    }

    [Fact]
    public void What_a_patch_set_stands_in_the_patch() => Assert.Equal(new YamlPlace("patch.yaml", 6, 13), Built().Find("spec", "replicas")!.Place);

    [Fact]
    public void What_an_inline_patch_set_stands_in_the_kustomization() => Assert.Equal(new YamlPlace("kustomization.yaml", 9, 14), Built().Find("spec", "paused")!.Place);

    [Fact]
    public void What_the_kustomization_set_stands_there()
    {
        Assert.Equal(new YamlPlace("kustomization.yaml", 1, 12), Built().Find("metadata", "namespace")!.Place);
        Assert.Equal("kustomization.yaml", (Built().Find("spec", "template", "spec", "containers") as YamlList)!.Items[0].Find("image")!.Place.File);
    }

    private YamlMap Built()
    {
        var result = _files.Build();
        Assert.Empty(result.Problems);
        return Assert.Single(result.Objects);
    }
}
