using Slipway.Checks.Flux;

namespace Slipway.Checks.Tests.Flux;

public sealed class VariableExpressionTests
{
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["name"] = "Web",
        ["path"] = "/home/web/file.tar.gz",
        ["empty"] = "",
        ["number"] = "8080",
    };

    [Theory]
    [InlineData("plain $name $ text", "plain $name $ text")]
    [InlineData("${name}-${number}", "Web-8080")]
    [InlineData("${missing:-small}", "small")]
    [InlineData("${missing:=small}", "small")]
    [InlineData("${missing=small}", "small")]
    [InlineData("${missing:-}", "")]
    [InlineData("${empty:-small}", "small")]
    [InlineData("${name:-small}", "Web")]
    [InlineData("${missing:-${name}-x}", "Web-x")]
    [InlineData("${#path}", "21")]
    [InlineData("${name^^}", "WEB")]
    [InlineData("${name,}", "web")]
    [InlineData("${name,,}", "web")]
    [InlineData("${path:6}", "web/file.tar.gz")]
    [InlineData("${path:6:3}", "web")]
    [InlineData("${path:1:-3}", "home/web/file.tar")]
    [InlineData("${path#*/}", "home/web/file.tar.gz")]
    [InlineData("${path##*/}", "file.tar.gz")]
    [InlineData("${path%.*}", "/home/web/file.tar")]
    [InlineData("${path%%.*}", "/home/web/file")]
    [InlineData("${path/web/app}", "/home/app/file.tar.gz")]
    [InlineData("${path//e/E}", "/homE/wEb/filE.tar.gz")]
    [InlineData("${name/#/pre-}", "pre-Web")]
    [InlineData("${name/%/-post}", "Web-post")]
    [InlineData(@"${path//\//-}", "-home-web-file.tar.gz")]
    [InlineData("$${name}", "${name}")]
    [InlineData("$$name", "$name")]
    [InlineData("$$${name}", "$Web")]
    public void Expressions_are_replaced_as_flux_replaces_them(string text, string expected) =>
        Assert.Equal(expected, VariableExpression.Replace(text, (name, _) => Values.GetValueOrDefault(name)));

    [Theory]
    [InlineData("${", 0)]
    [InlineData("a ${}", 2)]
    [InlineData("a ${name", 2)]
    [InlineData("${name:-x", 0)]
    [InlineData("${name-x}", 0)]
    [InlineData("${name:}", 0)]
    [InlineData("${first name}", 0)]
    [InlineData("${name/a}", 0)]
    public void What_is_not_well_formed_is_refused_with_its_place(string text, int offset) =>
        Assert.Equal(offset, Assert.Throws<VariableException>(() => VariableExpression.Replace(text, (_, _) => "x")).Offset);

    [Fact]
    public void A_name_in_an_unused_default_is_asked_for_too()
    {
        var asked = new List<string>();

        VariableExpression.Replace("${name:-${other}}", (name, _) =>
        {
            asked.Add(name);
            return "x";
        });

        Assert.Equal(["other", "name"], asked);
    }

    [Fact]
    public void A_pattern_without_end_is_not_slow() =>
        Assert.Equal("", VariableExpression.Replace("${text##*a*a*a*a*a*a*a*a*}", (_, _) => new string('a', 300)));
}
