using Slipway.Infra.Networking;

namespace Slipway.Infra.Tests;

public sealed class CidrTests
{
    [Theory]
    [InlineData("10.0.0.0/16")]
    [InlineData("0.0.0.0/0")]
    [InlineData("255.255.255.255/32")]
    [InlineData("192.168.128.0/17")]
    public void A_block_reads_and_writes_the_same(string text) => Assert.Equal(text, Cidr.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.0")]
    [InlineData("10.0.0/16")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/ 8")]
    [InlineData("300.0.0.0/8")]
    [InlineData("::1/64")]
    public void What_is_no_block_is_refused_with_an_example(string text)
    {
        var problem = Assert.Throws<FormatException>(() => Cidr.Parse(text));

        Assert.Equal($"'{text}' is no IPv4 block; write it like 10.0.0.0/16", problem.Message);
        Assert.False(Cidr.TryParse(text, out _));
    }

    [Fact]
    public void An_address_inside_a_block_is_refused_with_the_block_it_is_in() => Assert.Equal(
        "'10.1.2.3/16' does not start its block; the block with that address is 10.1.0.0/16",
        Assert.Throws<FormatException>(() => Cidr.Parse("10.1.2.3/16")).Message);

    [Theory]
    [InlineData("10.0.0.0/16", "10.0.255.0/24", true)]
    [InlineData("10.0.255.0/24", "10.0.0.0/16", true)]
    [InlineData("10.0.0.0/16", "10.1.0.0/16", false)]
    [InlineData("0.0.0.0/0", "203.0.113.0/24", true)]
    public void Blocks_overlap_when_they_share_an_address(string one, string other, bool overlap) =>
        Assert.Equal(overlap, Cidr.Parse(one).Overlaps(Cidr.Parse(other)));

    [Fact]
    public void A_part_lies_in_its_block_at_its_index()
    {
        var block = Cidr.Parse("10.0.0.0/16");

        Assert.Equal("10.0.192.0/18", block.Part(18, 3).ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => block.Part(18, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => block.Part(15, 0));
    }
}
