using Pulumi;

namespace Slipway.Lab.Sdk.Tests;

public sealed class UnionTests
{
    private readonly Union<string, int> _text = "x";
    private readonly Union<string, int> _number = 7;

    [Fact]
    public void A_value_of_one_kind_is_not_of_the_other()
    {
        Assert.Equal("x", _text.AsT0);
        Assert.True(_text.IsT0);
        Assert.False(_text.IsT1);
        Assert.Throws<InvalidOperationException>(() => _text.AsT1);
        Assert.Throws<InvalidOperationException>(() => _number.AsT0);
    }

    [Fact]
    public void Match_and_map_follow_the_kind()
    {
        Assert.Equal("x!", _text.Match(t => t + "!", n => $"{n}"));
        Assert.Equal("7", _number.Match(t => t + "!", n => $"{n}"));
        Assert.Equal(1, _text.MapT0(t => t.Length).AsT0);
        Assert.Equal(8, _number.MapT1(n => n + 1).AsT1);
        Assert.Equal(7, _number.MapT0(t => t.Length).AsT1);
        Assert.Equal(7d, _number.Bimap(t => t, n => (double)n).AsT1);
    }

    [Fact]
    public void Picking_gives_the_value_or_the_remainder()
    {
        Assert.True(_text.TryPickT0(out var text, out _));
        Assert.Equal("x", text);
        Assert.False(_number.TryPickT0(out _, out var rest));
        Assert.Equal(7, rest);
        Assert.True(_number.TryPickT1(out var number, out _));
        Assert.Equal(7, number);
    }

    [Fact]
    public void Equality_is_by_kind_and_value()
    {
        Assert.True(_text == "x");
        Assert.True(_text != "y");
        Assert.NotEqual(Union<int, int>.FromT0(1), Union<int, int>.FromT1(1));
        Assert.Equal(_number.GetHashCode(), ((Union<string, int>)7).GetHashCode());
    }
}
