using Slipway.Components.Promotion;

namespace Slipway.Components.Tests.Promotion;

public sealed class ReleaseTests
{
    [Theory]
    [InlineData("refs/heads/main")]
    [InlineData("refs/tags/staging-v0.1.0")]
    [InlineData("refs/tags/staging-v10.20.30")]
    public void A_reference_reads_and_writes_the_same(string reference) => Assert.Equal(reference, Release.Parse("staging", reference).Reference);

    [Theory]
    [InlineData("refs/tags/prod-v1.0.0")]
    [InlineData("refs/tags/staging-v1.0")]
    [InlineData("refs/tags/staging-v01.0.0")]
    [InlineData("refs/tags/staging-v1.0.0-rc.1")]
    [InlineData("refs/heads/other")]
    [InlineData("staging-v1.0.0")]
    [InlineData("")]
    public void Another_environments_tag_or_anything_else_is_refused(string reference) =>
        Assert.Throws<FormatException>(() => Release.Parse("staging", reference));
}
