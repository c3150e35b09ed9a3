namespace Slipway.EndToEnd.Reconciling;

/// <summary>Image automation proposes an update on its branch and nowhere else.</summary>
public sealed class ImageAutomationTests : IDisposable
{
    private readonly SlipwayProcess _slipway = new();

    public void Dispose() => _slipway.Dispose();

    [Fact]
    public async Task A_new_image_is_a_commit_on_the_automations_branch_alone()
    {
        await _slipway.UpAllAsync();
        var fleet = new LabFleet(_slipway);
        await _slipway.RunAsync(0, "lab", "push-image", "dev", "ghcr.io/stefanprodan/charts/podinfo:6.99.0");
        var before = await fleet.ReferencesAsync();

        foreach (var environment in (string[])["staging", "prod", "dev"])
            await _slipway.RunAsync(0, "reconcile", environment);

        Assert.Equal(before, string.Join('\n', (await fleet.ReferencesAsync()).Split('\n').Where(l => !l.EndsWith("refs/heads/flux/image-updates", StringComparison.Ordinal))));
        Assert.Equal("apps/overlays/dev/podinfo.yaml", await fleet.GitAsync("fleet-apps", "diff", "--name-only", "main", "flux/image-updates"));
        Assert.Contains("+    tag: 6.99.0", await fleet.GitAsync("fleet-apps", "diff", "main", "flux/image-updates"), StringComparison.Ordinal);
    }
}
