using System.Text.Json;

namespace Slipway.EndToEnd.Reconciling;

/// <summary>From nothing to three environments up, and every layer Ready in the declared order.</summary>
public sealed class BringUpTests : IDisposable
{
    private static readonly string[] Order = ["secrets", "infrastructure", "infrastructure-config", "operators", "core", "apps"];

    private readonly SlipwayProcess _slipway = new();

    public void Dispose() => _slipway.Dispose();

    [Theory]
    [InlineData("dev", "image-automation")]
    [InlineData("staging")]
    [InlineData("prod")]
    public async Task Every_layer_of_an_environment_becomes_ready_after_those_that_it_depends_on(string environment, params string[] more)
    {
        await _slipway.UpAllAsync();

        var layers = await new LabFleet(_slipway).LayersAsync(environment);
        var ready = JsonDocument.Parse((await _slipway.RunAsync(0, "events", environment, "--json")).Out).RootElement.EnumerateArray()
            .Where(e => e.GetProperty("reason").GetString() == "ReconciliationSucceeded").Select(e => e.GetProperty("object").GetString()!.Split('/')[^1])
            .Where(layers.Select(l => l.Name).Contains).Distinct();

        Assert.Equal([.. Order, .. more], layers.Where(l => l.Ready).Select(l => l.Name));
        // Secrets follow the branch and nothing waits for the release, so they may come when they like.
        Assert.Equal([.. Order[1..], .. more], ready.Except(["secrets"]));
    }

    [Fact]
    public async Task A_further_run_changes_nothing()
    {
        await _slipway.UpDevAsync();

        Assert.Contains("\"ready\": true", (await _slipway.RunAsync(0, "reconcile", "dev", "--json")).Out, StringComparison.Ordinal);
        await _slipway.RunAsync(0, "preview", "dev", "--expect-no-changes");
    }
}
