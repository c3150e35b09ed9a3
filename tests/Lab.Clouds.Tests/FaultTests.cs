using Slipway.Lab.Engine.Providers;
using static Slipway.Lab.Clouds.Tests.Provider;

namespace Slipway.Lab.Clouds.Tests;

public sealed class Faults
{
    private const string Id = "random:index/randomId:RandomId";

    [Fact]
    public async Task Once_fails_the_first_and_no_other()
    {
        using var lab = new Lab(Id + "=create:once");
        var random = lab.Configure("random", null);

        Assert.Contains("SLIPWAY_LAB_FAULTS", await random.Refusal(Id, Map(("byteLength", 4))));
        await random.Create(Id, Map(("byteLength", 4)));
    }

    [Fact]
    public async Task A_number_fails_that_one_with_the_given_words()
    {
        using var lab = new Lab($"{Id}=create:2:Throttling: Rate exceeded");
        var random = lab.Configure("random", null);
        await random.Create(Id, Map(("byteLength", 4)));

        Assert.Equal("Throttling: Rate exceeded", await random.Refusal(Id, Map(("byteLength", 4))));
        await random.Create(Id, Map(("byteLength", 4)));
    }

    [Fact]
    public async Task Always_fails_every_one_of_that_operation_only()
    {
        using var lab = new Lab($"{Id}=delete:always, {Id}=read:always");
        var random = lab.Configure("random", null);
        var id = await random.Create(Id, Map(("byteLength", 4)));

        await Assert.ThrowsAsync<ProviderException>(() => random.Delete(id));
        await Assert.ThrowsAsync<ProviderException>(() => random.Delete(id));
        await Assert.ThrowsAsync<ProviderException>(() => random.Read(id));
    }

    [Fact]
    public async Task Previews_do_not_fail_and_do_not_count()
    {
        using var lab = new Lab(Id + "=create:once");
        var random = lab.Configure("random", null);
        await random.Preview(Id, Map(("byteLength", 4)));

        await random.Refusal(Id, Map(("byteLength", 4)));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("a:b/c:D=create")]
    [InlineData("a:b/c:D=make:once")]
    [InlineData("a:b/c:D=create:0")]
    [InlineData("=create:once")]
    [InlineData("a:b/c:D=create:once,")]
    public void What_is_no_fault_is_refused_with_the_grammar(string text) =>
        Assert.Contains("type=operation:when[:kind][:message]", Assert.Throws<FormatException>(() => FaultPlan.Parse(text)).Message);
}
