using System.Collections.Immutable;

namespace Slipway.EndToEnd.Graphs;

/// <summary>The graphs of the three environments as their real configuration gives them; made once, for all tests that look at them.</summary>
public sealed class PlatformGraphs : IAsyncLifetime
{
    private readonly LabEngine _lab = new();

    internal ImmutableArray<PlatformGraph> All { get; private set; } = [];

    internal PlatformGraph this[string environment] => All.Single(g => g.Environment == environment);

    public async Task InitializeAsync()
    {
        // The others adopt what dev owns, so dev is brought up; its graph is that of a first preview all the same.
        var dev = await RunAsync("dev", preview: true);
        await RunAsync("dev", preview: false);
        All = [dev, await RunAsync("staging", preview: true), await RunAsync("prod", preview: true)];
    }

    public Task DisposeAsync()
    {
        _lab.Dispose();
        return Task.CompletedTask;
    }

    private async Task<PlatformGraph> RunAsync(string environment, bool preview)
    {
        PlatformGraph.Recorder? recorder = null;
        await _lab.RunAsync(LabEngine.Options(environment, preview), engine => recorder = new PlatformGraph.Recorder(engine));
        return new PlatformGraph(environment, recorder!.Requests);
    }
}
