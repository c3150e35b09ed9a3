using System.Collections.Immutable;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux.Tests;

public sealed class GitReferenceTests
{
    private static readonly ImmutableSortedDictionary<string, string> References = new Dictionary<string, string>
    {
        ["refs/heads/main"] = "aaaa",
        ["refs/heads/master"] = "bbbb",
        ["refs/tags/v1.0.0"] = "cccc",
        ["refs/tags/v1.2.0"] = "dddd",
        ["refs/tags/staging-v9.0.0"] = "eeee",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    [Theory]
    [InlineData("branch", "main", "main@sha1:aaaa")]
    [InlineData("tag", "v1.0.0", "v1.0.0@sha1:cccc")]
    [InlineData("semver", ">=1.0.0", "v1.2.0@sha1:dddd")]
    [InlineData("name", "refs/tags/staging-v9.0.0", "refs/tags/staging-v9.0.0@sha1:eeee")]
    [InlineData("commit", "ffff", "master@sha1:ffff")]
    [InlineData("none", "", "master@sha1:bbbb")]
    public void A_reference_gives_the_revision_as_flux_writes_it(string field, string value, string revision) =>
        Assert.Equal(revision, GitReference.Of(PropertyMap.Of((field, value))).Resolve(new GitAddress("", "acme", "fleet"), References).Revision);

    [Fact]
    public void A_name_wins_over_a_range_that_over_a_tag_and_that_over_a_branch()
    {
        var all = PropertyMap.Of(("name", "refs/heads/main"), ("semver", "1.x"), ("tag", "v1.0.0"), ("branch", "master"));

        Assert.Equal("refs/heads/main@sha1:aaaa", Resolve(all));
        Assert.Equal("v1.2.0@sha1:dddd", Resolve(all.Without("name")));
        Assert.Equal("v1.0.0@sha1:cccc", Resolve(all.Without("name").Without("semver")));
    }

    private static string Resolve(PropertyMap reference) => GitReference.Of(reference).Resolve(new GitAddress("", "acme", "fleet"), References).Revision;
}
