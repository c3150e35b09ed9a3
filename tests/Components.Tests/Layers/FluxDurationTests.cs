using Slipway.Components.Layers;

namespace Slipway.Components.Tests.Layers;

public sealed class FluxDurationTests
{
    [Theory]
    [InlineData("30m")]
    [InlineData("1h30m")]
    [InlineData("45s")]
    [InlineData("1h1m1s")]
    [InlineData("48h")]
    public void A_duration_reads_and_writes_the_same(string text) => Assert.Equal(text, FluxDuration.Text(FluxDuration.Parse(text)));

    [Theory]
    [InlineData("90s", "1m30s")]
    [InlineData("60m", "1h")]
    [InlineData("0s", "0s")]
    public void A_duration_is_written_in_its_shortest_form(string text, string shortest) => Assert.Equal(shortest, FluxDuration.Text(FluxDuration.Parse(text)));

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("5 m")]
    [InlineData("-5m")]
    [InlineData("5m1h")]
    [InlineData("5mm")]
    [InlineData("1d")]
    [InlineData("9999999h")]
    public void What_is_no_duration_is_refused(string text) =>
        Assert.Contains("write it like 30m", Assert.Throws<FormatException>(() => FluxDuration.Parse(text)).Message, StringComparison.Ordinal);
}
