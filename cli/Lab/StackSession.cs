using System.Collections.Immutable;
using Slipway.Cli.Project;
using Slipway.Lab;
using Slipway.Lab.Clouds;
using Slipway.Lab.Engine;
using Slipway.Lab.Engine.Secrets;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Flux;
using Slipway.Lab.Wire;
using Slipway.Stacks;

namespace Slipway.Cli.Lab;

/// <summary>A stack opened in the lab: its configuration, its state and its clouds.</summary>
internal sealed class StackSession
{
    private readonly ProjectFile _project;
    private readonly StackFile _stack;
    private readonly LabHome _home;
    private readonly PassphraseCipher _own;
    private readonly ImmutableSortedDictionary<string, string> _config;

    private StackSession(ProjectFile project, StackFile stack, LabHome home, PassphraseCipher own, StackSecrets secrets)
    {
        _project = project;
        _stack = stack;
        _home = home;
        _own = own;
        _config = stack.Config(project, secrets.Decrypt);
        State = StackStateFile.Open(home.StateFile(project.Name, stack.Environment), secrets.State, boundary: KillPoint.OfEnvironment());
    }

    /// <summary>The stack's state.</summary>
    public StackStateFile State { get; }

    /// <summary>Opens a stack.</summary>
    /// <exception cref="UsageException">Its secrets or its state cannot be read.</exception>
    public static StackSession Open(ProjectFile project, StackFile stack)
    {
        var home = LabHome.Of(project);
        var own = LabKey.Of(home);
        try
        {
            var path = home.StateFile(project.Name, stack.Environment);
            return new StackSession(project, stack, home, own, StackSecrets.Of(stack, StackStateFile.EncryptionSaltOf(path), path, own));
        }
        catch (StateFormatException problem)
        {
            throw new UsageException(problem.Message);
        }
    }

    /// <summary>Keeps other runs away from the stack until it is disposed of.</summary>
    /// <exception cref="StackLockedException">Another run is at it.</exception>
    public static StackLock Lock(ProjectFile project, StackFile stack, string command) =>
        StackLock.Acquire(LabHome.Of(project).LockFile(project.Name, stack.Environment), command);

    /// <summary>Puts a damaged state back, under the stack's lock.</summary>
    /// <exception cref="UsageException">There is nothing to recover, or nothing to recover it from.</exception>
    public static StateRecovery Recover(ProjectFile project, StackFile stack)
    {
        var home = LabHome.Of(project);
        var path = home.StateFile(project.Name, stack.Environment);
        try
        {
            return StateRecovery.Run(path, StackSecrets.Of(stack, StateRecovery.EncryptionSaltOf(path), path, LabKey.Of(home)).State, DateTimeOffset.UtcNow);
        }
        catch (StateFormatException problem)
        {
            throw new UsageException(problem.Message);
        }
    }

    /// <summary>Checks the configuration before anything is done with it.</summary>
    /// <exception cref="UsageException">It has problems; all are named.</exception>
    public void CheckSettings() => SettingsCheck.Read(_project, _stack, _config);

    /// <summary>An engine for the stack.</summary>
    /// <exception cref="UsageException">The faults asked for are not well formed.</exception>
    public UpdateEngine Engine(IEngineObserver observer, int? parallel, bool diff)
    {
        var options = new EngineOptions
        {
            Stack = _stack.Environment,
            Project = _project.Name,
            Config = _config.ToImmutableSortedDictionary(c => c.Key, c => Value(c.Key, c.Value), StringComparer.Ordinal),
            Diff = diff,
        };
        return new UpdateEngine(State, Clouds(), parallel is { } count ? options with { Parallel = count } : options, observer);
    }

    /// <summary>What stands behind the providers.</summary>
    /// <exception cref="UsageException">The faults asked for are not well formed.</exception>
    public LabProviderHost Clouds()
    {
        try
        {
            var faults = FaultPlan.Parse(Environment.GetEnvironmentVariable("SLIPWAY_LAB_FAULTS"), Console.Error.WriteLine);
            return new LabProviderHost(_home.Clouds, Path.Combine(AppContext.BaseDirectory, "fleet"), _own, faults);
        }
        catch (FormatException problem)
        {
            throw new UsageException($"SLIPWAY_LAB_FAULTS: {problem.Message}");
        }
    }

    /// <summary>Flux in the environment's cluster, or null when it has no cluster.</summary>
    public FluxRuntime? Flux(LabProviderHost clouds) => Cluster(clouds) is { } cluster ? new FluxRuntime(clouds, cluster) : null;

    /// <summary>The environment's cluster, or null when it has none.</summary>
    public string? Cluster(LabProviderHost clouds) =>
        State.Snapshot.StackOutputs.Find("clusterEndpoint")?.AsString is { } endpoint ? clouds.Kubernetes.ClusterAt(endpoint) : null;

    /// <summary>Whether the environment's cluster lost all that the state records in it.</summary>
    public bool HasLostCluster(LabProviderHost clouds) =>
        Cluster(clouds) is { } cluster && State.Snapshot.Resources.Any(r => r.Type.StartsWith("kubernetes:", StringComparison.Ordinal)) && !clouds.Kubernetes.List(cluster).Any();

    /// <summary>The platform's program.</summary>
    public async Task<ImmutableArray<Exception>> RunProgramAsync(IMonitor monitor, bool dryRun, CancellationToken cancellation)
    {
        var outcome = await ProgramRunner.RunAsync<PlatformStack>(monitor, new ProgramOptions
        {
            Project = _project.Name,
            Stack = _stack.Environment,
            RootDirectory = _project.Root,
            DryRun = dryRun,
            Config = _config,
            SecretKeys = _stack.SecretKeys,
        }, cancellation).ConfigureAwait(false);
        return outcome.Errors;
    }

    private PropertyValue Value(string key, string value) => _stack.SecretKeys.Contains(key) ? PropertyValue.Secret(value) : value;
}
