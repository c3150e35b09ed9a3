using System.Text.Json.Nodes;

namespace Slipway.EndToEnd.Remote;

/// <summary>A preview and an update of each environment from nothing, by the lab's engine; made once, and recorded.</summary>
public sealed class RecordedRuns : IAsyncLifetime
{
    private readonly LabEngine _lab = new();
    private readonly Dictionary<(string Environment, bool Preview), RecordingMonitor> _runs = [];

    /// <summary>What the program asked of the lab's engine.</summary>
    internal IReadOnlyCollection<JsonObject> Requests(string environment, bool preview) => _runs[(environment, preview)].Requests;

    /// <summary>What the lab's engine answered.</summary>
    internal JsonObject Script(string environment, bool preview) => _runs[(environment, preview)].Script;

    public async Task InitializeAsync()
    {
        foreach (var environment in (string[])["dev", "staging", "prod"])
        {
            foreach (var preview in (bool[])[true, false])
                await _lab.RunAsync(LabEngine.Options(environment, preview), engine => _runs[(environment, preview)] = new RecordingMonitor(engine));
        }
    }

    public Task DisposeAsync()
    {
        _lab.Dispose();
        return Task.CompletedTask;
    }
}
