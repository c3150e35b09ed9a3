using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Tests.Kustomize;

public sealed class SharingTests
{
    private readonly MemoryFiles _files = new()
    {
        ["base/kustomization.yaml"] = "resources: [a.yaml]\nconfigMapGenerator:\n- name: settings\n  literals: [a=1]\n",
        ["base/a.yaml"] = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {volumes: [{name: c, configMap: {name: settings}}]}\n",
    };

    public SharingTests()
    {
        for (var overlay = 0; overlay < 40; overlay++)
            _files[$"overlays/{overlay}/kustomization.yaml"] = $"namePrefix: p{overlay}-\nlabels: [{{pairs: {{n: \"{overlay}\"}}}}]\nresources: [../../base]\n";
    }

    [Fact]
    public void Overlays_that_build_at_once_do_not_see_each_other()
    {
        var builder = new KustomizeBuilder(new FleetTree(_files));
        var built = new BuildResult[40];

        Parallel.For(0, built.Length, overlay => built[overlay] = builder.Build($"overlays/{overlay}"));

        for (var overlay = 0; overlay < built.Length; overlay++)
        {
            Assert.Empty(built[overlay].Problems);
            Assert.Equal([$"p{overlay}-settings-h29d89cmmt", $"p{overlay}-a"], built[overlay].Objects.Select(o => o.TextAt("metadata", "name")));
            Assert.Equal($"p{overlay}-settings-h29d89cmmt", ((YamlList)built[overlay].Objects[1].Find("spec", "volumes")!).Items[0].TextAt("configMap", "name"));
        }
    }

    [Fact]
    public void A_file_is_read_once_for_all_overlays()
    {
        var builder = new KustomizeBuilder(new FleetTree(_files));

        for (var overlay = 0; overlay < 40; overlay++)
            builder.Build($"overlays/{overlay}");

        Assert.All(_files.Reads, read => Assert.Equal(1, read.Value));
    }

    [Fact]
    public void Building_again_gives_the_same_bytes()
    {
        var builder = new KustomizeBuilder(new FleetTree(_files));

        Assert.Equal(YamlWriter.Write(builder.Build("overlays/3").Objects), YamlWriter.Write(builder.Build("overlays/3").Objects));
    }
}
