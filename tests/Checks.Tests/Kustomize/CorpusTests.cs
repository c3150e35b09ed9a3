using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Tests.Kustomize;

/// <summary>Builds the folders of <c>Corpus</c>, each about one feature, and compares with what kustomize made of them.</summary>
public sealed class CorpusTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Kustomize", "Corpus");

    public static TheoryData<string> Cases => [.. Directory.GetDirectories(Folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_folder_builds_to_what_kustomize_writes(string name)
    {
        var folder = Path.Combine(Folder, name);
        var overlay = Directory.Exists(Path.Combine(folder, "overlay")) ? "overlay" : "";

        var result = new KustomizeBuilder(FleetTree.In(folder)).Build(overlay);

        Assert.Empty(result.Problems);
        Assert.Equal(File.ReadAllText(Path.Combine(folder, "expected.yaml")), YamlWriter.Write(result.Objects));
    }
}
