using Slipway.Components.Promotion;

namespace Slipway.Components.Tests.Promotion;

public sealed class ReleaseFileTests
{
    [Fact]
    public void The_release_is_what_both_sources_are_pinned_to() =>
        Assert.Equal("refs/tags/prod-v1.2.3", ReleaseFile.Parse("prod", File("refs/tags/prod-v1.2.3", "refs/tags/prod-v1.2.3")).Reference);

    [Fact]
    public void Sources_at_different_releases_are_refused() => Assert.Equal(
        "clusters/prod/release.yaml: the repositories are at different releases, refs/tags/prod-v1.2.3 and refs/heads/main; they move together",
        Refused(File("refs/tags/prod-v1.2.3", "refs/heads/main")));

    [Fact]
    public void A_missing_source_is_refused_by_name() =>
        Assert.Contains("no GitRepository 'fleet-apps'", Refused(Source("fleet-infrastructure", "refs/heads/main")), StringComparison.Ordinal);

    [Fact]
    public void A_source_without_a_full_reference_is_refused() => Assert.Contains(
        "has no spec.ref.name",
        Refused("kind: GitRepository\nmetadata:\n  name: fleet-infrastructure\nspec:\n  ref:\n    branch: main\n"),
        StringComparison.Ordinal);

    [Fact]
    public void What_is_no_yaml_is_refused_with_its_place() =>
        Assert.StartsWith("clusters/prod/release.yaml:2:", Refused("a: b\n  c: [\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("name: refs/tags/prod-v1.2.3", "name: refs/tags/prod-v1.10.0")]
    [InlineData("name: \"refs/tags/prod-v1.2.3\" # pinned", "name: \"refs/tags/prod-v1.10.0\" # pinned")]
    [InlineData("{ name: 'refs/tags/prod-v1.2.3' }", "{ name: 'refs/tags/prod-v1.10.0' }")]
    public void Repinning_changes_the_references_and_not_a_byte_else(string before, string after)
    {
        var flow = before.StartsWith('{') ? " " : "\n    ";
        var file = $"# refs/tags/prod-v1.2.3 \u00e4\r\n{In(before)}\n---\n{In(before).Replace("fleet-infrastructure", "fleet-apps", StringComparison.Ordinal)}";

        var repinned = ReleaseFile.Repin("prod", file, Release.OfVersion("prod", "1.10.0"));

        Assert.Equal(file.Replace(before, after, StringComparison.Ordinal), repinned);

        string In(string name) => $"kind: GitRepository\nmetadata:\n  name: fleet-infrastructure\n  labels: {{ at: refs/tags/prod-v1.2.3 }}\nspec:\n  interval:   5m\n  ref:{flow}{name}";
    }

    [Fact]
    public void A_reference_with_an_anchor_is_refused_with_its_place()
    {
        var file = Source("fleet-infrastructure", "&pin refs/heads/main");

        Assert.StartsWith(
            "clusters/prod/release.yaml:6:11: the reference is not written as refs/heads/main",
            Assert.Throws<FormatException>(() => ReleaseFile.Repin("prod", $"{file}---\n{Source("fleet-apps", "refs/heads/main")}", Release.OfVersion("prod", "1.0.0"))).Message,
            StringComparison.Ordinal);
    }

    private static string Refused(string yaml) => Assert.Throws<FormatException>(() => ReleaseFile.Parse("prod", yaml)).Message;

    private static string File(string infrastructure, string apps) => $"{Source("fleet-infrastructure", infrastructure)}---\n{Source("fleet-apps", apps)}";

    private static string Source(string name, string reference) =>
        $"kind: GitRepository\nmetadata:\n  name: {name}\nspec:\n  ref:\n    name: {reference}\n";
}
