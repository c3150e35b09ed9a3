using Slipway.Infra.Networking;

namespace Slipway.Infra.Tests;

public sealed class SubnetPlanTests
{
    private static readonly string[] Zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];

    public static TheoryData<int, int> EveryPlan()
    {
        var plans = new TheoryData<int, int>();
        for (var prefix = SubnetPlan.ShortestPrefix; prefix <= SubnetPlan.LongestPrefix; prefix++)
        {
            plans.Add(prefix, 2);
            plans.Add(prefix, 3);
        }
        return plans;
    }

    [Theory]
    [MemberData(nameof(EveryPlan))]
    public void Subnets_lie_in_the_network_and_never_overlap(int prefix, int zones)
    {
        var vpc = Cidr.Parse($"10.0.0.0/{prefix}");

        var blocks = SubnetPlan.For(vpc, Zones[..zones]).Subnets.Select(s => s.Block).ToList();

        Assert.Equal(3 * zones, blocks.Count);
        Assert.All(blocks, b => Assert.True(vpc.Contains(b)));
        Assert.All(blocks, b => Assert.Single(blocks, other => other.Overlaps(b)));
    }

    [Theory]
    [MemberData(nameof(EveryPlan))]
    public void Every_subnet_is_one_that_aws_accepts(int prefix, int zones) => Assert.All(
        SubnetPlan.For(Cidr.Parse($"10.0.0.0/{prefix}"), Zones[..zones]).Subnets,
        s => Assert.InRange(s.Block.Prefix, 16, 28));

    [Fact]
    public void Adding_a_zone_moves_no_subnet()
    {
        var vpc = Cidr.Parse("10.0.0.0/16");

        var before = SubnetPlan.For(vpc, Zones[..2]).Subnets;
        var after = SubnetPlan.For(vpc, Zones).Subnets;

        Assert.Equal(before, after.Take(before.Length));
    }

    [Fact]
    public void Nodes_get_a_quarter_each_and_the_control_plane_a_28() => Assert.Equal(
        [
            "Public 10.0.192.0/20", "Private 10.0.0.0/18", "ControlPlane 10.0.240.0/28",
            "Public 10.0.208.0/20", "Private 10.0.64.0/18", "ControlPlane 10.0.240.16/28",
            "Public 10.0.224.0/20", "Private 10.0.128.0/18", "ControlPlane 10.0.240.32/28",
        ],
        SubnetPlan.For(Cidr.Parse("10.0.0.0/16"), Zones).Subnets.Select(s => $"{s.Tier} {s.Block}"));

    [Theory]
    [InlineData("10.0.0.0/15")]
    [InlineData("10.0.0.0/23")]
    public void A_network_of_the_wrong_size_is_refused(string cidr) =>
        Assert.Contains("between a /16 and a /22", Assert.Throws<ArgumentException>(() => SubnetPlan.For(Cidr.Parse(cidr), Zones)).Message, StringComparison.Ordinal);

    [Fact]
    public void One_zone_or_the_same_twice_is_refused()
    {
        var vpc = Cidr.Parse("10.0.0.0/16");

        Assert.Throws<ArgumentException>(() => SubnetPlan.For(vpc, ["eu-west-1a"]));
        Assert.Throws<ArgumentException>(() => SubnetPlan.For(vpc, ["eu-west-1a", "eu-west-1a"]));
    }
}
