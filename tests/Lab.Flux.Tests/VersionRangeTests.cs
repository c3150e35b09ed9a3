namespace Slipway.Lab.Flux.Tests;

public sealed class VersionRangeTests
{
    [Theory]
    [InlineData("6.x", "6.15.0")]
    [InlineData("6.1.x", "6.1.2")]
    [InlineData("^6.1.0", "6.15.0")]
    [InlineData("~6.1.0", "6.1.2")]
    [InlineData(">=6.0.0 <6.2.0", "6.1.2")]
    [InlineData(">=1.0.0, !=7.0.0", "6.15.0")]
    [InlineData("<= 6.1", "6.1.2")]
    [InlineData("> 6", "7.0.0")]
    [InlineData("*", "7.0.0")]
    [InlineData(">=7.0.0-0", "7.1.0-rc.2")]
    [InlineData("5.x || 6.1.1", "6.1.1")]
    [InlineData("8.x", null)]
    public void The_newest_version_of_a_range_is_chosen(string range, string? newest) => Assert.Equal(newest,
        VersionRange.Parse(range)!.Newest(["6.1.1", "6.1.2", "6.15.0", "v5.0.0-beta", "7.0.0", "7.1.0-rc.1", "7.1.0-rc.2", "latest", "staging-v9.0.0"]));

    [Theory]
    [InlineData("newest")]
    [InlineData("")]
    [InlineData(">=1.0.0 and more")]
    public void What_is_no_range_is_refused(string range) => Assert.Null(VersionRange.Parse(range));
}
