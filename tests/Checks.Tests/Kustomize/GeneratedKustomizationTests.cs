namespace Slipway.Checks.Tests.Kustomize;

/// <summary>Folders without a kustomization file, which kustomize-controller builds too.</summary>
public sealed class GeneratedKustomizationTests
{
    private static string Map(string name) => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {name}}}\n";

    [Fact]
    public void All_YAML_files_below_are_built_and_folders_with_a_kustomization_by_it()
    {
        var files = new MemoryFiles
        {
            ["apps/b.yml"] = Map("b"),
            ["apps/a.yaml"] = Map("a"),
            ["apps/README.md"] = "no object",
            ["apps/deep/er/c.yaml"] = Map("c"),
            ["apps/built/kustomization.yaml"] = "namePrefix: x-\nresources: [d.yaml]\n",
            ["apps/built/d.yaml"] = Map("d"),
            ["apps/built/ignored.yaml"] = Map("ignored"),
        };

        var result = files.Build("apps");

        Assert.Empty(result.Problems);
        Assert.Equal(["a", "b", "c", "x-d"], result.Objects.Select(o => o.TextAt("metadata", "name")));
    }

    [Fact]
    public void What_source_controller_leaves_out_is_left_out()
    {
        var files = new MemoryFiles { ["a.yaml"] = Map("a"), [".sops.yaml"] = "creation_rules: []\n", [".github/workflows/ci.yaml"] = "on: push\n" };

        Assert.Equal("a", Assert.Single(files.Build().Objects).TextAt("metadata", "name"));
        Assert.Empty(files.Build().Problems);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_problem() => Assert.Contains("nowhere", Assert.Single(new MemoryFiles().Build("nowhere").Problems).Message, StringComparison.Ordinal);
}
