using System.Collections.Immutable;
using Slipway.Cli.Project;
using Slipway.Lab;
using Slipway.Lab.Clouds;
using Slipway.Lab.Engine;
using Slipway.Lab.Engine.Secrets;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Wire;
using Slipway.Stacks;

namespace Slipway.EndToEnd;

/// <summary>The lab's engine with clouds of its own, in this process: runs the program for an environment as its real configuration stands.</summary>
internal sealed class LabEngine : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-lab-").FullName;
    private readonly PassphraseCipher _cipher = PassphraseCipher.New("lab");

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>What the program is run with.</summary>
    public static ProgramOptions Options(string environment, bool preview)
    {
        var project = ProjectFile.Find(Path.Combine(AppContext.BaseDirectory, "project"));
        var stack = StackFile.Read(project, environment);
        return new ProgramOptions
        {
            Project = project.Name,
            Stack = environment,
            RootDirectory = project.Root,
            DryRun = preview,
            Config = stack.Config(project, ciphertext => ciphertext),
            SecretKeys = stack.SecretKeys,
        };
    }

    /// <summary>Runs a preview or an update, which must succeed.</summary>
    /// <param name="options">What the program is run with.</param>
    /// <param name="between">Puts something between the program and the engine.</param>
    public async Task RunAsync(ProgramOptions options, Func<IMonitor, IMonitor> between)
    {
        var engine = new UpdateEngine(
            StackStateFile.Open(Path.Combine(_folder, options.Stack + ".json"), _cipher),
            new LabProviderHost(Path.Combine(_folder, "clouds"), Path.Combine(AppContext.BaseDirectory, "fleet"), _cipher, FaultPlan.None),
            new EngineOptions
            {
                Stack = options.Stack,
                Project = options.Project,
                Config = options.Config.ToImmutableSortedDictionary(c => c.Key, c => (PropertyValue)c.Value, StringComparer.Ordinal),
            },
            new Silence());
        var result = options.DryRun ? await engine.PreviewAsync(Program, default) : await engine.UpAsync(Program, default);
        Assert.True(result.Status == UpdateStatus.Succeeded, string.Join('\n', result.Diagnostics.Select(d => d.Message)));

        async Task<ImmutableArray<Exception>> Program(IMonitor monitor, bool dryRun, CancellationToken cancellation) =>
            (await ProgramRunner.RunAsync<PlatformStack>(between(monitor), options, cancellation)).Errors;
    }

    private sealed class Silence : IEngineObserver
    {
        public void On(EngineEvent engineEvent)
        {
        }
    }
}
