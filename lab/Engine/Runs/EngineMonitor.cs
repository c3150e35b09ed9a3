using System.Collections.Concurrent;
using System.Collections.Immutable;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Runs;

/// <summary>The engine's side of the seam for one run: turns what the program registers into steps.</summary>
internal sealed class EngineMonitor : IMonitor
{
    private readonly UpdateRun _run;
    private readonly ProviderRegistry _providers;
    private readonly AliasResolver _aliases;
    private readonly DependentReplacements _replacements;
    private readonly ConcurrentDictionary<string, Task<Registration>> _registered = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<string?>>> _defaultProviders = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, byte> _inFlight = new();
    private volatile bool _closed;

    public EngineMonitor(UpdateRun run, ProviderRegistry providers)
    {
        _run = run;
        _providers = providers;
        _aliases = new AliasResolver(run);
        _replacements = new DependentReplacements(run, providers, _aliases);
        StackUrn = Urn.OfStack(run.Options.Stack, run.Options.Project);
    }

    public string StackUrn { get; }

    public AliasResolver Aliases => _aliases;

    /// <summary>What came of every registration so far, by URN.</summary>
    public IReadOnlyDictionary<string, Task<Registration>> Registrations => _registered;

    public Task<RegisterResult> RegisterResourceAsync(RegisterRequest request, CancellationToken cancellation)
    {
        var parent = request.Parent.Length > 0 || request.Type == Urn.StackType ? request.Parent
            : _registered.ContainsKey(StackUrn) ? StackUrn : "";
        return Track(async () =>
        {
            var urn = UrnOf(request.Type, request.Name, parent);
            return (await RegisterAsync(request, urn, parent).ConfigureAwait(false)).ToResult(urn, request.Custom);
        });
    }

    public Task RegisterResourceOutputsAsync(string urn, PropertyMap outputs, CancellationToken cancellation) => Track(async () =>
    {
        if (!_registered.TryGetValue(urn, out var registration))
            throw new MonitorException($"{urn} gives outputs but was not registered.");
        var registered = await registration.ConfigureAwait(false);
        if (registered.Handle is { } handle && _run.State.Find(handle) is { } resource)
        {
            try
            {
                RecordOutputs(handle, resource, outputs.WithoutOutputs());
            }
            catch (StateWriteException e)
            {
                _run.Halt(e);
            }
        }
        return true;
    });

    public Task<RegisterResult> ReadResourceAsync(ReadRequest request, CancellationToken cancellation) => Track(async () =>
    {
        var parent = request.Parent.Length > 0 || !_registered.ContainsKey(StackUrn) ? request.Parent : StackUrn;
        var urn = UrnOf(request.Type, request.Name, parent);
        var registration = await OnceAsync(urn, async () =>
        {
            ImmutableArray<string> needs = [.. request.Dependencies, parent, ProviderReference.Parse(request.Provider).Urn];
            if (await SkippedAsync(urn, needs).ConfigureAwait(false))
                return Registration.Skipped;
            if (await ProviderAsync(request.Type, request.Provider, request.Version).ConfigureAwait(false) is not { } provider)
                return SkippedFor(urn, request.Type);
            var old = _aliases.Claim(urn, parent, request.Type, request.Name, []);
            using var slot = await _run.SlotAsync().ConfigureAwait(false);
            return await new ReadSteps(_run, _providers, request, urn, parent, provider).RunAsync(old).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return registration.ToResult(urn, custom: true);
    });

    public Task<PropertyMap> InvokeAsync(InvokeRequest request, CancellationToken cancellation) => Track(async () =>
    {
        try
        {
            var reference = await ProviderAsync(request.Token, request.Provider, request.Version).ConfigureAwait(false)
                ?? throw new ProviderException(_run.Canceled ? "the run was interrupted." : "its provider is not in place.");
            var provider = await _providers.GetAsync(reference).ConfigureAwait(false);
            using var slot = await _run.SlotAsync().ConfigureAwait(false);
            return await provider.InvokeAsync(request.Token, request.Args, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ProviderException e)
        {
            throw new MonitorException($"{request.Token}: {e.Message}");
        }
    });

    public Task LogAsync(LogEntry entry, CancellationToken cancellation)
    {
        _run.Report(new Diagnostic(entry.Severity, entry.Message, entry.Urn, entry.Ephemeral));
        return Task.CompletedTask;
    }

    /// <summary>Waits for everything under way; nothing is taken on after that.</summary>
    public async Task CloseAsync()
    {
        while (!_inFlight.IsEmpty)
            await Task.WhenAll(_inFlight.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _closed = true;
    }

    private async Task<T> Track<T>(Func<Task<T>> work)
    {
        if (_closed)
            throw new MonitorException("The run is over; nothing can be registered any more. Await everything in the program.");
        var task = Task.Run(work);
        _inFlight[task] = 0;
        try
        {
            return await task.ConfigureAwait(false);
        }
        finally
        {
            _inFlight.TryRemove(task, out _);
        }
    }

    private string UrnOf(string type, string name, string parent) => Urn.Form(_run.Options.Stack, _run.Options.Project, parent, type, name);

    private Task<Registration> RegisterAsync(RegisterRequest request, string urn, string parent) => OnceAsync(urn, async () =>
    {
        ImmutableArray<string> needs =
        [
            .. request.Dependencies, .. request.PropertyDependencies.Values.SelectMany(d => d),
            parent, request.DeletedWith, ProviderReference.Parse(request.Provider).Urn,
        ];
        if (await SkippedAsync(urn, needs).ConfigureAwait(false))
            return Registration.Skipped;
        var managed = request.Custom && !ProviderReference.IsProviderType(request.Type);
        var provider = managed ? await ProviderAsync(request.Type, request.Provider, request.Version).ConfigureAwait(false) : "";
        if (provider is null)
            return SkippedFor(urn, request.Type);
        var old = _aliases.Claim(urn, parent, request.Type, request.Name, request.Aliases);
        if (old is { } handle)
            await _replacements.SettledAsync(handle).ConfigureAwait(false);
        using var slot = await _run.SlotAsync().ConfigureAwait(false);
        if (_run.Canceled)
        {
            _run.Skipped(urn, "");
            return Registration.Skipped;
        }
        ImmutableArray<string> formers = [.. _aliases.Candidates(urn, parent, request.Type, request.Name, [.. request.Aliases]).Skip(1).Distinct()];
        var goal = new ResourceGoal(request, urn, parent, provider, formers);
        return await new RegistrationSteps(_run, _providers, _replacements, goal).RunAsync(old).ConfigureAwait(false);
    });

    /// <summary>Runs a registration, keeps what came of it for whoever depends on it, and lets no other have its URN.</summary>
    private async Task<Registration> OnceAsync(string urn, Func<Task<Registration>> register)
    {
        var outcome = new TaskCompletionSource<Registration>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_registered.TryAdd(urn, outcome.Task))
        {
            _run.Fail();
            throw new MonitorException($"Two resources have the URN {urn}; give one of them another name.");
        }
        var registration = Registration.Failed;
        try
        {
            registration = await register().ConfigureAwait(false);
        }
        catch (StepFailedException)
        {
        }
        catch (Exception e) when (e is ProviderException or FormatException)
        {
            _run.Error(urn, e.Message);
        }
        catch (StateWriteException e)
        {
            _run.Halt(e);
        }
        catch (MonitorException)
        {
            _run.Fail();
            throw;
        }
        finally
        {
            outcome.SetResult(registration);
        }
        return registration;
    }

    /// <summary>Waits for what a resource needs; true when it cannot be attempted.</summary>
    private async Task<bool> SkippedAsync(string urn, ImmutableArray<string> needs)
    {
        foreach (var need in needs.Where(n => n.Length > 0).Distinct(StringComparer.Ordinal))
        {
            if (!_registered.TryGetValue(need, out var registration))
                throw new MonitorException($"{urn} depends on {need}, which was not registered before it.");
            if ((await registration.ConfigureAwait(false)).Status != RegisterStatus.Success)
            {
                _run.Skipped(urn, _run.Canceled ? "" : need);
                return true;
            }
        }
        if (!_run.Canceled)
            return false;
        _run.Skipped(urn, "");
        return true;
    }

    private Registration SkippedFor(string urn, string type)
    {
        _run.Skipped(urn, ProviderReference.TypePrefix + ProviderRegistry.PackageOf(type));
        return Registration.Skipped;
    }

    /// <summary>The provider reference for a type or function: the one asked for, or the package's default provider; null when that is not in place.</summary>
    private async Task<string?> ProviderAsync(string token, string asked, string version)
    {
        if (asked.Length > 0)
            return asked;
        var package = ProviderRegistry.PackageOf(token);
        return await _defaultProviders.GetOrAdd(package, p => new Lazy<Task<string?>>(async () =>
        {
            var request = _providers.Default(p, version);
            var urn = UrnOf(request.Type, request.Name, "");
            var registration = await RegisterAsync(request, urn, "").ConfigureAwait(false);
            return registration.Resource is { } provider ? new ProviderReference(urn, provider.Id).ToString() : null;
        })).Value.ConfigureAwait(false);
    }

    private void RecordOutputs(int handle, StateResource resource, PropertyMap outputs)
    {
        // What is unknown in a real run comes from something that failed: what was known of it before stays.
        if (!_run.DryRun)
        {
            foreach (var (name, value) in outputs.Where(o => o.Value.ContainsUnknowns).ToArray())
                outputs = resource.Outputs.Find(name) is { } before ? outputs.With(name, before) : outputs.Without(name);
        }
        if (!outputs.Equals(resource.Outputs))
            _run.State.Apply(new StateChange { Puts = [(handle, resource with { Outputs = outputs })] });
    }
}
