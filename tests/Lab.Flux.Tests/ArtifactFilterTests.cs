using System.Collections.Immutable;
using System.Text;

namespace Slipway.Lab.Flux.Tests;

public sealed class ArtifactFilterTests
{
    [Theory]
    [InlineData("docs/", "docs/a.yaml apps/docs/b.yaml", "docs apps/a.yaml")]
    [InlineData("*.md", "README.md apps/deep/NOTES.md", "apps/a.yaml")]
    [InlineData("/apps", "apps/a.yaml apps/deep/b.yaml", "other/apps/a.yaml")]
    [InlineData("apps/*.txt", "apps/a.txt", "apps/deep/a.txt apps/a.yaml")]
    [InlineData("**/test/**", "test/a.yaml apps/test/deep/b.yaml", "apps/test.yaml")]
    [InlineData("a/**/z.yaml", "a/z.yaml a/b/c/z.yaml", "z.yaml")]
    [InlineData("/*\n!/deploy\n/deploy/**/*.md", "a.yaml other/b.yaml deploy/deep/c.md", "deploy/a.yaml deploy/deep/b.yaml")]
    [InlineData("# nothing\n\n", ".gitignore", "docs/a.yaml logo.svg")]
    public void The_last_pattern_that_matches_decides(string ignore, string excluded, string included)
    {
        var left = Left(ignore, [.. excluded.Split(' '), .. included.Split(' ')]);

        Assert.Equal(included.Split(' ').Order(StringComparer.Ordinal), left);
    }

    [Fact]
    public void Without_rules_pictures_archives_and_files_of_ci_stay_out() =>
        Assert.Equal(["apps/a.yaml"], Left(null, "apps/a.yaml", "apps/logo.png", "chart.tar.gz", ".github/workflows/check.yml", "clusters/dev/.sops.yaml", ".gitignore"));

    [Fact]
    public void Rules_of_its_own_take_the_place_of_the_defaults_but_for_gits_own_files() =>
        Assert.Equal(["apps/logo.png"], Left("*.md", "apps/logo.png", "README.md", ".gitattributes"));

    [Fact]
    public void A_file_of_rules_is_about_its_folder_and_the_source_has_the_last_word()
    {
        var files = Files("apps/secret/a.yaml", "secret/b.yaml").SetItem("apps/.sourceignore", Encoding.UTF8.GetBytes("secret/\n"));

        Assert.Equal(["apps/.sourceignore", "secret/b.yaml"], ArtifactFilter.Apply(files, null).Keys);
        Assert.Contains("apps/secret/a.yaml", ArtifactFilter.Apply(files, "!/apps/secret").Keys);
    }

    [Fact]
    public void A_class_of_characters_is_refused() =>
        Assert.Contains("classes of characters", Assert.Throws<FetchException>(() => Left("[ab].yaml", "a.yaml")).Message, StringComparison.Ordinal);

    private static IEnumerable<string> Left(string? ignore, params string[] files) => ArtifactFilter.Apply(Files(files), ignore).Keys;

    private static ImmutableSortedDictionary<string, ReadOnlyMemory<byte>?> Files(params string[] paths) =>
        paths.ToImmutableSortedDictionary(p => p, _ => (ReadOnlyMemory<byte>?)default(ReadOnlyMemory<byte>), StringComparer.Ordinal);
}
