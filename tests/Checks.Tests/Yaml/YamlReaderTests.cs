using Slipway.Checks.Yaml;

namespace Slipway.Checks.Tests.Yaml;

public sealed class YamlReaderTests
{
    [Theory]
    [InlineData("yes", YamlKind.String, YamlKind.Boolean)]
    [InlineData("y", YamlKind.String, YamlKind.Boolean)]
    [InlineData("true", YamlKind.Boolean, YamlKind.Boolean)]
    [InlineData("~", YamlKind.Null, YamlKind.Null)]
    [InlineData("", YamlKind.Null, YamlKind.Null)]
    [InlineData("0o17", YamlKind.Integer, YamlKind.Integer)]
    [InlineData("017", YamlKind.Integer, YamlKind.Integer)]
    [InlineData("089", YamlKind.Float, YamlKind.Float)]
    [InlineData("0x1F", YamlKind.Integer, YamlKind.Integer)]
    [InlineData("18446744073709551616", YamlKind.Float, YamlKind.Float)]
    [InlineData("1.10", YamlKind.Float, YamlKind.Float)]
    [InlineData("1e3", YamlKind.Float, YamlKind.Float)]
    [InlineData("1e", YamlKind.String, YamlKind.String)]
    [InlineData(".inf", YamlKind.Float, YamlKind.Float)]
    [InlineData("2001-01-01", YamlKind.Timestamp, YamlKind.Timestamp)]
    [InlineData("2001-02-30", YamlKind.String, YamlKind.String)]
    [InlineData("1.2.3", YamlKind.String, YamlKind.String)]
    [InlineData("12:30", YamlKind.String, YamlKind.String)]
    public void Unquoted_text_is_what_Go_takes_it_for(string text, YamlKind core, YamlKind yaml11)
    {
        Assert.Equal((core, yaml11), (YamlResolution.Core.KindOf(text), YamlResolution.Yaml11.KindOf(text)));
    }

    [Fact]
    public void Values_tell_their_line_and_column()
    {
        var map = (YamlMap)Assert.Single(YamlReader.Read("f.yaml", "a:\n  b:\n  - x\n  - {c: 'd'}\n").Documents);

        var item = ((YamlList)map.Find("a", "b")!).Items[1];
        Assert.Equal(new YamlPlace("f.yaml", 4, 9), item.Find("c")!.Place);
        Assert.Equal(new YamlPlace("f.yaml", 2, 3), ((YamlMap)map["a"]!).Entry("b")!.Value.Key.Place);
    }

    [Fact]
    public void Quoted_text_is_text() => Assert.Equal(YamlKind.String, ((YamlScalar)((YamlMap)YamlReader.Read("f", "a: \"1\"").Documents[0])["a"]!).Kind);

    [Theory]
    [InlineData("a: [1, 2")]
    [InlineData("a: 'x")]
    [InlineData("a: b: c")]
    [InlineData("{a: b}}")]
    [InlineData("? [a]\n: b")]
    [InlineData("a: !!int x")]
    [InlineData("a: &x [*x]")]
    [InlineData("<<: text")]
    [InlineData("%YAML 9.9\n---\na: b")]
    public void What_is_no_YAML_is_a_problem(string text) => Assert.NotEmpty(YamlReader.Read("f.yaml", text).Problems);

    [Fact]
    public void A_change_leaves_the_old_value_as_it_was()
    {
        var map = (YamlMap)YamlReader.Read("f", "a: 1\nb: {c: 2}\n").Documents[0];

        var changed = map.With("a", YamlScalar.String(map.Place, "new")).Without("b");

        Assert.Equal("a: 1\nb:\n  c: 2\n", YamlWriter.Write(map));
        Assert.Equal("a: new\n", YamlWriter.Write(changed));
    }

    [Fact]
    public void Maps_with_many_keys_find_each()
    {
        var text = string.Concat(Enumerable.Range(0, 500).Select(n => $"k{n}: {n}\n"));
        var map = (YamlMap)YamlReader.Read("f", text).Documents[0];

        Assert.All(Enumerable.Range(0, 500), n => Assert.Equal($"{n}", map.TextAt($"k{n}")));
        Assert.Null(map["k500"]);
    }

    [Fact]
    public void Values_are_the_same_whatever_their_notation_and_order()
    {
        var one = YamlReader.Read("a", "x: 10\ny: [1.0, text]\n").Documents[0];
        var two = YamlReader.Read("b", "{\"y\": [1, 'text'], x: 0xA}\n").Documents[0];

        Assert.True(one.IsSameAs(two));
        Assert.False(one.IsSameAs(YamlReader.Read("c", "x: '10'\ny: [1, text]\n").Documents[0]));
    }
}
