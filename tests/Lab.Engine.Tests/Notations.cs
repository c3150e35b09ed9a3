using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Tests;

public sealed class Notations
{
    [Fact]
    public void A_child_of_the_stack_has_no_parent_in_its_urn()
    {
        var stack = Urn.OfStack("dev", "proj");

        Assert.Equal("urn:pulumi:dev::proj::pulumi:pulumi:Stack::proj-dev", stack);
        Assert.Equal("urn:pulumi:dev::proj::aws:ec2/vpc:Vpc::main", Urn.Form("dev", "proj", stack, "aws:ec2/vpc:Vpc", "main"));
    }

    [Fact]
    public void A_child_of_a_component_has_all_its_parents_in_its_urn()
    {
        var outer = Urn.Form("dev", "proj", Urn.OfStack("dev", "proj"), "my:x:Outer", "o");
        var inner = Urn.Form("dev", "proj", outer, "my:x:Inner", "i");

        Assert.Equal("urn:pulumi:dev::proj::my:x:Outer$my:x:Inner$aws:ec2/vpc:Vpc::a::b", Urn.Form("dev", "proj", inner, "aws:ec2/vpc:Vpc", "a::b"));
    }

    [Fact]
    public void A_urn_gives_its_parts_back()
    {
        const string urn = "urn:pulumi:dev::proj::my:x:Outer$aws:ec2/vpc:Vpc::a::b";

        Assert.Equal(("dev", "proj", "my:x:Outer$aws:ec2/vpc:Vpc", "aws:ec2/vpc:Vpc", "a::b"), (Urn.Stack(urn), Urn.Project(urn), Urn.QualifiedType(urn), Urn.Type(urn), Urn.Name(urn)));
        Assert.Throws<FormatException>(() => Urn.Name("urn:pulumi:dev"));
    }

    [Theory]
    [InlineData("a", "1")]
    [InlineData("m.x", "2")]
    [InlineData("m[\"dots.in.it\"]", "3")]
    [InlineData("l[1].y", "5")]
    [InlineData("[\"a\"]", "1")]
    public void A_path_finds_its_value(string path, string value)
    {
        var properties = PropertyMap.Of(
            ("a", 1),
            ("m", PropertyMap.Of(("x", 2), ("dots.in.it", 3))),
            ("l", PropertyValue.List(PropertyMap.Of(("y", 4)), PropertyMap.Of(("y", 5)))));

        Assert.Equal(value, PropertyPath.Parse(path).Find(properties)?.ToString());
    }

    [Fact]
    public void What_lies_in_a_secret_is_found_as_a_secret() =>
        Assert.Equal(
            PropertyValue.Secret(1),
            PropertyPath.Parse("a.b").Find(PropertyMap.Of(("a", PropertyValue.Secret(PropertyMap.Of(("b", 1)))))));

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("a[")]
    [InlineData("a[x]")]
    [InlineData("a[\"x]")]
    [InlineData("a[-1]")]
    public void A_malformed_path_is_refused(string path) =>
        Assert.Throws<FormatException>(() => PropertyPath.Parse(path));

    [Theory]
    [InlineData("a", "a", true)]
    [InlineData("a", "a.b[0]", true)]
    [InlineData("a.b", "a", false)]
    [InlineData("a.b", "a.c", false)]
    [InlineData("a[*].b", "a[7].b.c", true)]
    [InlineData("*", "anything.at.all", true)]
    [InlineData("a.*", "a.b", true)]
    public void A_path_contains_what_lies_below_it(string path, string other, bool contains) =>
        Assert.Equal(contains, PropertyPath.Parse(path).Contains(PropertyPath.Parse(other)));

    [Theory]
    [InlineData("a", "{a: 1}", "{a: 2, b: 2}", "{a: 1, b: 2}")]
    [InlineData("a", "{}", "{a: 2, b: 2}", "{b: 2}")]
    [InlineData("a", "{a: 1}", "{}", "{a: 1}")]
    [InlineData("m.x", "{m: {x: 1}}", "{m: {x: 2, y: 2}}", "{m: {x: 1, y: 2}}")]
    [InlineData("m.*", "{m: {x: 1}}", "{m: {x: 2, y: 2}}", "{m: {x: 1}}")]
    [InlineData("l[0]", "{l: [1, 1]}", "{l: [2, 2]}", "{l: [1, 2]}")]
    [InlineData("l[*]", "{l: [1, 1]}", "{l: [2, 2, 2]}", "{l: [1, 1]}")]
    [InlineData("l[*].x", "{l: [{x: 1}]}", "{l: [{x: 2}, {x: 2}]}", "{l: [{x: 1}, {x: 2}]}")]
    [InlineData("m.x", "{m: {x: 1}}", "{}", null)]
    [InlineData("l[5]", "{l: [1]}", "{l: [2]}", null)]
    [InlineData("m.x", "{}", "{}", "{}")]
    public void A_reset_takes_the_old_value(string path, string old, string @new, string? result) =>
        Assert.Equal(result, PropertyPath.Parse(path).Reset(Map(old), Map(@new))?.ToString());

    private static PropertyMap Map(string text) =>
        PropertyJson.Deserialize(System.Text.RegularExpressions.Regex.Replace(text, "([a-z]):", "\"$1\":")).AsMap ?? PropertyMap.Empty;
}
