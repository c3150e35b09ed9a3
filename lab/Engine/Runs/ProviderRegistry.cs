using System.Collections.Concurrent;
using System.Collections.Immutable;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Runs;

/// <summary>The configured providers of a run: those that the program makes, and those of the state that old resources still need.</summary>
internal sealed class ProviderRegistry(UpdateRun run, IProviderHost host)
{
    /// <summary>The package whose resources the engine itself answers for.</summary>
    public const string BuiltInPackage = "pulumi";

    private const string VersionInput = "version";

    private readonly ConcurrentDictionary<string, Lazy<Task<IResourceProvider>>> _configured = new(StringComparer.Ordinal);

    /// <summary>Inputs of the provider resources that the run began with, by reference.</summary>
    private readonly Dictionary<string, StateResource> _recorded = run.State.Start.Resources
        .Where(r => ProviderReference.IsProviderType(r.Type))
        .ToDictionary(r => new ProviderReference(r.Urn, r.Id).ToString(), StringComparer.Ordinal);

    /// <summary>The package of a resource type or function token, e.g. <c>aws</c> of <c>aws:ec2/vpc:Vpc</c>.</summary>
    public static string PackageOf(string token) => token.Split(':', 2)[0];

    /// <summary>The package that a provider resource configures.</summary>
    public static string ProviderPackage(string type) => type[ProviderReference.TypePrefix.Length..];

    /// <summary>The registration of a package's default provider.</summary>
    /// <exception cref="ProviderException">No such package is known, or not in that version.</exception>
    public RegisterRequest Default(string package, string version)
    {
        var known = VersionOf(package);
        if (version.Length > 0 && known.Length > 0 && version != known)
            throw new ProviderException($"Version {version} of provider '{package}' is not here; the lab has {known}. Drop the version option or set it to {known}.");
        var inputs = run.Options.Config
            .Where(c => c.Key.StartsWith(package + ":", StringComparison.Ordinal))
            .Select(c => KeyValuePair.Create(c.Key[(package.Length + 1)..], c.Value));
        return new RegisterRequest
        {
            Type = ProviderReference.TypePrefix + package,
            Name = known.Length == 0 ? "default" : "default_" + string.Concat(known.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')),
            Custom = true,
            Inputs = PropertyMap.From(inputs),
        };
    }

    /// <summary>A package's provider resources as resources: their inputs are its configuration.</summary>
    public IResourceProvider OfProviders(string package) => new ConfigurationProvider(this, package);

    /// <summary>The provider behind a reference.</summary>
    /// <exception cref="ProviderException">There is none, or its configuration does not work.</exception>
    public Task<IResourceProvider> GetAsync(string reference) =>
        _configured.GetOrAdd(reference, r => new Lazy<Task<IResourceProvider>>(() => _recorded.TryGetValue(r, out var resource)
            ? CreateAsync(ProviderPackage(resource.Type), resource.Inputs)
            : throw new ProviderException($"There is no provider '{r}' in the stack. Bring up its resource first, or repair the state."))).Value;

    /// <summary>Configures the provider that a provider resource stands for.</summary>
    public async Task ConfigureAsync(string reference, string package, PropertyMap inputs)
    {
        var provider = await CreateAsync(package, inputs).ConfigureAwait(false);
        _configured[reference] = new Lazy<Task<IResourceProvider>>(Task.FromResult(provider));
    }

    /// <summary>The recorded resource behind a reference, or null.</summary>
    public StateResource? Recorded(string reference) => _recorded.GetValueOrDefault(reference);

    private async Task<IResourceProvider> CreateAsync(string package, PropertyMap inputs) => package == BuiltInPackage
        ? new BuiltInProvider(run.Options)
        : new RetryingProvider(await host.ConfigureAsync(package, inputs.Without(VersionInput), CancellationToken.None).ConfigureAwait(false), run);

    private string VersionOf(string package) => package == BuiltInPackage ? "" : host.Version(package);

    /// <summary>Lets provider resources go the way of all resources.</summary>
    private sealed class ConfigurationProvider(ProviderRegistry registry, string package) : IResourceProvider
    {
        private readonly IProviderHost _host = registry.Host;

        public async Task<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellation)
        {
            var version = registry.VersionOf(package);
            if (package == BuiltInPackage)
                return new CheckResult(request.NewInputs, []);
            var bare = request with { OldInputs = request.OldInputs?.Without(VersionInput), NewInputs = request.NewInputs.Without(VersionInput) };
            var result = await _host.CheckConfigAsync(package, bare, cancellation).ConfigureAwait(false);
            return result with { Inputs = result.Inputs.With(VersionInput, version) };
        }

        public Task<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellation) => package == BuiltInPackage
            ? Task.FromResult(DiffResult.None)
            : _host.DiffConfigAsync(package, request.OldInputs.Without(VersionInput), request.NewInputs.Without(VersionInput), cancellation);

        public Task<ResourceState> CreateAsync(CreateRequest request, CancellationToken cancellation) =>
            Task.FromResult(new ResourceState(request.Preview ? PropertyJson.UnknownText : Guid.NewGuid().ToString(), request.Inputs));

        public Task<PropertyMap> UpdateAsync(UpdateRequest request, CancellationToken cancellation) => Task.FromResult(request.NewInputs);

        public Task DeleteAsync(DeleteRequest request, CancellationToken cancellation) => Task.CompletedTask;

        public Task<ReadState?> ReadAsync(ReadStateRequest request, CancellationToken cancellation) =>
            Task.FromResult<ReadState?>(new ReadState(request.Id, request.Inputs, request.Outputs));

        public Task<PropertyMap> InvokeAsync(string token, PropertyMap args, CancellationToken cancellation) =>
            throw new ProviderException($"'{token}' is not a function of a provider resource.");
    }

    private IProviderHost Host => host;
}
