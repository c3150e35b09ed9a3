using System.Collections.Immutable;
using Slipway.Lab.Clouds.Aws;
using Slipway.Lab.Clouds.GitHub;
using Slipway.Lab.Clouds.Kubernetes;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Random;
using Slipway.Lab.Clouds.Registry;
using Slipway.Lab.Clouds.Schema;
using Slipway.Lab.Clouds.Store;
using Slipway.Lab.Clouds.Tls;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Providers;
using Slipway.Lab.Schema;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds;

/// <summary>The providers of the lab: <c>aws</c>, <c>github</c>, <c>kubernetes</c>, <c>random</c> and <c>tls</c>, over clouds in a folder.</summary>
public sealed class LabProviderHost : IProviderHost
{
    // What the engine adds to a provider's configuration; it is the engine's, not the provider's.
    private static readonly ImmutableArray<string> EngineKeys = ["version", "pluginDownloadURL", "__internal"];

    private readonly CloudStore _store;
    private readonly StoreLocks _locks;
    private readonly TemplateRepositories _templates;
    private readonly CloudJournal _journal;
    private readonly FaultPlan _faults;

    /// <summary>Opens the clouds in a folder, and takes back what a process left half done that was killed; nothing else is read or made before it is needed.</summary>
    /// <param name="root">The folder, e.g. <c>.slipway/clouds</c>.</param>
    /// <param name="templateSources">Folder whose folders are the sources of the template repositories that the lab's GitHub hosts, e.g. <c>fleet</c>.</param>
    /// <param name="cipher">Encrypts what is secret at rest.</param>
    /// <param name="faults">Which operations are to fail.</param>
    public LabProviderHost(string root, string templateSources, IValueCipher cipher, FaultPlan faults)
    {
        _store = new CloudStore(root, cipher);
        _locks = new StoreLocks(root);
        _journal = new CloudJournal(root, cipher);
        _faults = faults;
        GitHub = new GitHubCloud(_store, _locks);
        Kubernetes = new KubernetesCloud(_store, _locks);
        Aws = new AwsCloud(_store, _locks, Kubernetes);
        Registry = new ImageRegistry(_store, _locks);
        _templates = new TemplateRepositories(GitHub, templateSources);
    }

    /// <summary>The lab's GitHub.</summary>
    public GitHubCloud GitHub { get; }

    /// <summary>The lab's AWS.</summary>
    public AwsCloud Aws { get; }

    /// <summary>The lab's image registries.</summary>
    public ImageRegistry Registry { get; }

    /// <summary>The lab's clusters.</summary>
    public KubernetesCloud Kubernetes { get; }

    /// <inheritdoc />
    public string Version(string package) => Schema(package).Version;

    /// <inheritdoc />
    public Task<CheckResult> CheckConfigAsync(string package, CheckRequest request, CancellationToken cancellation)
    {
        var config = ProviderConfig.Read(Schema(package), request.NewInputs);
        var failures = SchemaCheck.Of(Schema(package).Provider.Inputs, EngineKeys.Aggregate(config, (c, key) => c.Without(key)));
        return Task.FromResult(new CheckResult(request.NewInputs.WithoutOutputs().WithoutNulls(), [.. failures, .. Required(package, config)]));
    }

    /// <inheritdoc />
    public Task<DiffResult> DiffConfigAsync(string package, PropertyMap oldInputs, PropertyMap newInputs, CancellationToken cancellation)
    {
        var schema = Schema(package).Provider.Inputs;
        var changes = PropertyDiff.Of(
            oldInputs, newInputs, path => schema.Properties.TryGetValue(path, out var property) && property.WillReplaceOnChanges);
        return Task.FromResult(new DiffResult(package == "kubernetes" ? ClusterIdentity.Weigh(changes, oldInputs, newInputs) : changes));
    }

    /// <inheritdoc />
    public Task<IResourceProvider> ConfigureAsync(string package, PropertyMap inputs, CancellationToken cancellation)
    {
        var schema = Schema(package);
        var config = ProviderConfig.Read(schema, inputs);
        IResourceProvider provider = package switch
        {
            "aws" => new AwsProvider(schema, Aws, AwsScope.Of(config), config),
            "github" => new GitHubProvider(schema, GitHub, _templates, config.Text("owner") ?? "", GitHubActor.Of(config)),
            "kubernetes" => new KubernetesProvider(schema, Connect(config), config),
            "random" => new RandomProvider(schema),
            _ => new TlsProvider(schema),
        };
        provider = new JournaledProvider(provider, _journal);
        return Task.FromResult(_faults.Faults.IsEmpty ? provider : new FaultyProvider(provider, _faults));
    }

    /// <inheritdoc />
    public void AllRecorded() => _journal.Forget();

    private ClusterConnection? Connect(PropertyMap config)
    {
        if (config.Find("kubeconfig") is { ContainsUnknowns: true })
            return null;
        var kubeconfig = config.Text("kubeconfig") is { } text ? Kubeconfig.Parse(text) : null;
        return new ClusterConnection(Kubernetes, kubeconfig, config.Text("namespace") ?? "default", config.Flag("deleteUnreachable"));
    }

    private static IEnumerable<CheckFailure> Required(string package, PropertyMap config)
    {
        if (package == "aws" && !config.Has("region"))
        {
            yield return new CheckFailure(
                "region", "Missing region information: Make sure you have set your AWS region, e.g. `pulumi config set aws:region us-west-2`.");
        }
        if (package == "github" && !config.Has("owner"))
        {
            yield return new CheckFailure(
                "owner", "is missing: the lab is logged in as nobody, so the owner must be said, e.g. `github:owner: acme` in the stack's configuration.");
        }
    }

    private static PackageSchema Schema(string package) => Schemas.Packages.Contains(package)
        ? Schemas.For(package)
        : throw new ProviderException($"The lab has no package '{package}'; it has {string.Join(", ", Schemas.Packages)}.");
}
