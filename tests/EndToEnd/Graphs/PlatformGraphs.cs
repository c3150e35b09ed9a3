using System.Collections.Immutable;
using Slipway.Cli.Project;
using Slipway.Lab;
using Slipway.Lab.Clouds;
using Slipway.Lab.Engine;
using Slipway.Lab.Engine.Secrets;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Wire;
using Slipway.Stacks;

namespace Slipway.EndToEnd.Graphs;

/// <summary>The graphs of the three environments as their real configuration gives them; made once, for all tests that look at them.</summary>
public sealed class PlatformGraphs : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-graphs-").FullName;
    private readonly PassphraseCipher _cipher = PassphraseCipher.New("graphs");

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
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    private async Task<PlatformGraph> RunAsync(string environment, bool preview)
    {
        var project = ProjectFile.Find(Path.Combine(AppContext.BaseDirectory, "project"));
        var stack = StackFile.Read(project, environment);
        var config = stack.Config(project, ciphertext => ciphertext);
        var engine = new UpdateEngine(
            StackStateFile.Open(Path.Combine(_folder, environment + ".json"), _cipher),
            new LabProviderHost(Path.Combine(_folder, "clouds"), Path.Combine(AppContext.BaseDirectory, "fleet"), _cipher, FaultPlan.None),
            new EngineOptions
            {
                Stack = environment,
                Project = project.Name,
                Config = config.ToImmutableSortedDictionary(c => c.Key, c => (PropertyValue)c.Value, StringComparer.Ordinal),
            },
            new Silence());
        ImmutableArray<RegisterRequest> requests = [];
        var result = preview ? await engine.PreviewAsync(Program, default) : await engine.UpAsync(Program, default);
        Assert.True(result.Status == UpdateStatus.Succeeded, string.Join('\n', result.Diagnostics.Select(d => d.Message)));
        return new PlatformGraph(environment, requests);

        async Task<ImmutableArray<Exception>> Program(IMonitor monitor, bool dryRun, CancellationToken cancellation)
        {
            var recorder = new PlatformGraph.Recorder(monitor);
            var outcome = await ProgramRunner.RunAsync<PlatformStack>(recorder, new ProgramOptions
            {
                Project = project.Name,
                Stack = environment,
                RootDirectory = project.Root,
                DryRun = dryRun,
                Config = config,
                SecretKeys = stack.SecretKeys,
            }, cancellation);
            requests = recorder.Requests;
            return outcome.Errors;
        }
    }

    private sealed class Silence : IEngineObserver
    {
        public void On(EngineEvent engineEvent)
        {
        }
    }
}
