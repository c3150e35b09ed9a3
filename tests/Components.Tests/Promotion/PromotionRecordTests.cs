using Slipway.Components.Promotion;

namespace Slipway.Components.Tests.Promotion;

public sealed class PromotionRecordTests
{
    private static readonly PromotionRecord Record = new(
        Release.OfVersion("staging", "1.2.0"), "dev", "Ada <ada@example.com>", new(PlanFixture.Commit('1'), PlanFixture.Commit('a')));

    [Fact]
    public void A_record_reads_back_as_it_was_written_under_a_signature_too()
    {
        Assert.Equal(Record, PromotionRecord.TryParse("staging", Record.Message));
        Assert.Equal(Record, PromotionRecord.TryParse("staging", Record.Message + "-----BEGIN SSH SIGNATURE-----\nabc\n-----END SSH SIGNATURE-----\n"));
    }

    [Fact]
    public void A_record_of_another_environment_is_none() => Assert.Null(PromotionRecord.TryParse("prod", Record.Message));

    [Fact]
    public void Any_other_message_is_none() => Assert.Null(PromotionRecord.TryParse("staging", "staging v1.2.0\n"));

    [Fact]
    public void Records_agree_whoever_wrote_them()
    {
        Assert.True(Record.Agrees(Record with { By = "Grace <grace@example.com>" }));
        Assert.False(Record.Agrees(Record with { From = "test" }));
        Assert.False(Record.Agrees(Record with { Commits = new(PlanFixture.Commit('2'), PlanFixture.Commit('a')) }));
    }
}
