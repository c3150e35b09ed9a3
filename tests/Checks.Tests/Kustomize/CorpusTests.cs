using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Tests.Kustomize;

public sealed class CorpusTests
{
    public static TheoryData<string> Built => Corpus.Names(Corpus.Built);

    public static TheoryData<string> Refused => Corpus.Names(Corpus.Refused);

    [Theory]
    [MemberData(nameof(Built))]
    public void A_folder_builds_to_what_kustomize_writes(string name)
    {
        var folder = Path.Combine(Corpus.Built, name);

        var result = new KustomizeBuilder(FleetTree.In(folder)).Build(Corpus.Overlay(folder));

        Assert.Empty(result.Problems);
        Assert.Equal(File.ReadAllText(Path.Combine(folder, "expected.yaml")), YamlWriter.Write(result.Objects));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_folder_that_kustomize_refuses_has_a_problem_with_a_place_and_a_remedy(string name)
    {
        var result = new KustomizeBuilder(FleetTree.In(Path.Combine(Corpus.Refused, name))).Build("");

        Assert.False(result.Succeeded);
        Assert.All(result.Problems, p => Assert.True(p.Message.Length > 0 && p.Remedy.Length > 0 && p.Place is { Line: > 0, Column: > 0 } && p.Place.File.Length > 0, p.ToString()));
    }
}
