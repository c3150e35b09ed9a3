namespace Slipway.Checks.Tests;

public sealed class LinearRegexTests
{
    [Fact]
    public void An_expression_that_would_go_back_and_forth_for_ages_is_answered()
    {
        var regex = new LinearRegex(@"^(?:(?:a+)+)+\z");

        Assert.False(regex.IsMatch(new string('a', 5_000) + "b"));
        Assert.True(regex.IsMatch(new string('a', 5_000)));
    }

    [Theory]
    [InlineData("(?=a)a")]
    [InlineData("(?<!b)a")]
    [InlineData(@"(a)\1")]
    [InlineData("(?>a+)b")]
    [InlineData("((a{100}){100}){100}")]
    public void What_takes_no_linear_time_is_refused(string pattern) => Assert.Throws<NotSupportedException>(() => new LinearRegex(pattern));

    [Theory]
    [InlineData("a(b")]
    [InlineData("[z-a]")]
    [InlineData("*")]
    public void What_is_not_well_formed_is_refused(string pattern) => Assert.ThrowsAny<ArgumentException>(() => new LinearRegex(pattern));

    [Theory]
    [InlineData("a|ab", "cab", "a")]
    [InlineData("[0-9]+(?:m|h|ms)", "in 15ms", "15m")]
    [InlineData("[[{]x[]]", "y{x]", "{x]")]
    [InlineData("x{2}", "xxx", "xx")]
    [InlineData("q", "none", "")]
    public void The_first_match_is_that_of_the_alternatives_in_order(string pattern, string text, string match) => Assert.Equal(match, new LinearRegex(pattern).First(text));

    [Fact]
    public void All_matches_come_in_order() => Assert.Equal(["1h", "30m"], new LinearRegex("[0-9]+[a-z]").All("1h30m"));
}
