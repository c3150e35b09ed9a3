namespace Slipway.EndToEnd.Reconciling;

/// <summary>A cluster that is lost with everything in it comes back by <c>up</c> alone.</summary>
public sealed class LostClusterTests : IDisposable
{
    private readonly SlipwayProcess _slipway = new();

    public void Dispose() => _slipway.Dispose();

    [Fact]
    public async Task The_same_commits_run_again_without_a_touch_to_git()
    {
        await _slipway.UpDevAsync();
        var fleet = new LabFleet(_slipway);
        var before = (await fleet.LayersAsync("dev"), await fleet.ReferencesAsync());
        Directory.Delete(Directory.EnumerateDirectories(Path.Combine(_slipway.Home, "clouds/kubernetes"), "slipway-dev*").Single(), recursive: true);

        Assert.Contains("The cluster of dev was lost with everything in it", (await _slipway.RunAsync(0, "up", "dev", "--yes")).Error, StringComparison.Ordinal);

        Assert.Equal(before.Item1, await fleet.LayersAsync("dev"));
        Assert.Equal(before.Item2, await fleet.ReferencesAsync());
        await _slipway.RunAsync(0, "preview", "dev", "--expect-no-changes");
    }
}
