using System.Collections.Immutable;
using System.Globalization;
using Slipway.Components.Fleet;
using Slipway.Components.Flux;
using Slipway.Components.Layers;
using Slipway.Components.Secrets;
using Slipway.Infra;
using Slipway.Infra.Repositories;
using Slipway.Stacks.Settings;

namespace Slipway.Stacks;

/// <summary>The GitHub half of an environment: the repositories, what governs them, what is generated into them, and how Flux logs in to them.</summary>
internal sealed class PlatformFleet
{
    private readonly PlatformSettings _settings;
    private readonly ImmutableDictionary<string, DeployKeys> _keys;
    private readonly WebhookReceiver _receiver;

    /// <summary>Declares it.</summary>
    /// <param name="settings">The environment's configuration.</param>
    /// <param name="account">Where the environment is.</param>
    /// <param name="clusterName">Name of the cluster, known once it exists.</param>
    /// <param name="tags">Tags for everything in AWS.</param>
    /// <param name="facts">What the workflows of the repositories need to know of the environment, e.g. <c>region</c>.</param>
    public PlatformFleet(
        PlatformSettings settings, AwsAccount account, Input<string> clusterName, ImmutableDictionary<string, string> tags, ImmutableDictionary<string, Input<string>> facts)
    {
        _settings = settings;
        Infrastructure = Repository("infrastructure", settings.Fleet.Infrastructure, "Clusters, infrastructure, operators and core of the platform");
        Apps = Repository("apps", settings.Fleet.Apps, "Apps of the platform");
        Layers = new LayeredDelivery("layers", new LayeredDeliveryArgs
        {
            Environment = settings.Environment,
            Repository = Infrastructure.Repository,
            Branch = Infrastructure.Branch,
            Layers = settings.Layers,
        });
        Secrets = Sealed(account, clusterName, tags);
        _receiver = Receiver();
        _keys = settings.Fleet.Auth == GitAuth.DeployKey
            ? ImmutableDictionary<string, DeployKeys>.Empty
                .Add("infrastructure", Keys("infrastructure", Infrastructure, [DeployKeyPurpose.Read]))
                .Add("apps", Keys("apps", Apps, settings.Fleet.ImageAutomation ? [DeployKeyPurpose.Read, DeployKeyPurpose.Write] : [DeployKeyPurpose.Read]))
            : ImmutableDictionary<string, DeployKeys>.Empty;
        foreach (var (role, repository) in ((string, FleetRepository)[])[("infrastructure", Infrastructure), ("apps", Apps)])
        {
            if (settings.Fleet.Governance is { } governance)
                Govern(role, repository, governance);
            _ = new ActionsFacts($"fleet-{role}-facts", new ActionsFactsArgs { Repository = repository.Repository, Environment = settings.Environment, Facts = facts });
        }
    }

    /// <summary>The repository of clusters, infrastructure, operators and core.</summary>
    public FleetRepository Infrastructure { get; }

    /// <summary>The repository of apps.</summary>
    public FleetRepository Apps { get; }

    /// <summary>The environment's layers, in Git.</summary>
    public LayeredDelivery Layers { get; }

    /// <summary>The environment's secrets, sealed in Git.</summary>
    public SopsSecrets Secrets { get; }

    /// <summary>Fingerprint of the key by which Flux reads the infrastructure repository; null where it is a GitHub App.</summary>
    public Output<string?> InfrastructureDeployKey => Fingerprint("infrastructure");

    /// <summary>Fingerprint of the key by which Flux reads the apps repository; null where it is a GitHub App.</summary>
    public Output<string?> AppsDeployKey => Fingerprint("apps");

    /// <summary>How Flux logs in.</summary>
    public GitProvider Provider => _settings.Fleet.Auth == GitAuth.App ? GitProvider.GitHub : GitProvider.Generic;

    /// <summary>What Flux logs in with.</summary>
    public ImmutableArray<GitCredential> Credentials => _settings.GitHubApp is { } app
        ? [App(FleetNames.InfrastructureCredential, app), App(FleetNames.AppsCredential, app)]
        : [
            Key(FleetNames.InfrastructureCredential, "infrastructure", DeployKeyPurpose.Read),
            Key(FleetNames.AppsCredential, "apps", DeployKeyPurpose.Read),
            .. _settings.Fleet.ImageAutomation ? [Key(FleetNames.AppsWriteCredential, "apps", DeployKeyPurpose.Write)] : ImmutableArray<GitCredential>.Empty,
        ];

    /// <summary>Token of the webhook.</summary>
    public Output<string> WebhookToken => _receiver.SharedToken;

    /// <summary>Where Flux fetches a repository.</summary>
    public Output<string> Url(FleetRepository repository) => Provider == GitProvider.GitHub ? repository.HttpsUrl : repository.SshUrl;

    private FleetRepository Repository(string role, FleetRepositorySettings repository, string description) => new($"fleet-{role}", new FleetRepositoryArgs
    {
        Repository = repository.Repository,
        Owner = _settings.GitHubOwner,
        Description = description,
        Owned = _settings.Fleet.Owner,
        Environment = _settings.Environment,
        Template = repository.Template,
        Protect = _settings.ProtectRepositories,
        Topics = _settings.Fleet.Governance?.Topics ?? [],
        Teams = _settings.Fleet.Governance?.Teams ?? [],
    });

    private DeployKeys Keys(string role, FleetRepository repository, ImmutableArray<DeployKeyPurpose> purposes) => new($"fleet-{role}-keys", new DeployKeysArgs
    {
        Repository = repository.Repository,
        Environment = _settings.Environment,
        Cluster = _settings.ClusterName,
        Purposes = purposes,
        Generation = _settings.Fleet.KeyGeneration,
    });

    private SopsSecrets Sealed(AwsAccount account, Input<string> clusterName, ImmutableDictionary<string, string> tags) => new("secrets", new SopsSecretsArgs
    {
        Environment = _settings.Environment,
        Provider = _settings.Secrets.Provider,
        Account = account,
        ClusterLabel = _settings.ClusterName,
        ClusterName = clusterName,
        Recovery = _settings.Secrets.Recovery,
        Generation = _settings.Secrets.Generation,
        Secrets =
        [
            Secret(FleetNames.ClusterSecrets, FleetNames.Namespace, _settings.Secrets.Cluster),
            .. _settings.Secrets.Apps.Select(app => Secret(app.Name, app.Namespace, app.Values)),
        ],
        Repository = Infrastructure.Repository,
        Branch = Infrastructure.Branch,
        After = Layers.File,
        Tags = tags,
    });

    private static SealedSecret Secret(string name, string @namespace, SecretValues values) => new()
    {
        Name = name,
        Namespace = @namespace,
        Values = values.Given.ToImmutableDictionary(v => v.Key, v => v.Value.ToOutput(), StringComparer.Ordinal),
        Generated = values.Generated,
    };

    private WebhookReceiver Receiver() => new("receiver", new WebhookReceiverArgs
    {
        Host = _settings.Fleet.WebhookHost,
        Sources = [("infrastructure", Infrastructure.Repository), ("apps", Apps.Repository)],
    });

    private void Govern(string role, FleetRepository repository, FleetGovernance governance)
    {
        _ = new RepositoryRules($"fleet-{role}-rules", new RepositoryRulesArgs
        {
            Repository = repository.Repository,
            Review = governance.Review,
            ReleaseTags = [.. governance.Environments.Select(e => e.ReleaseTags)],
            Automation = governance.Automation,
            After = [.. repository.Ready, .. repository == Infrastructure ? [Secrets.LastFile] : ImmutableArray<Resource>.Empty],
        });
        _ = new PromotionEnvironments($"fleet-{role}-environments", new PromotionEnvironmentsArgs
        {
            Repository = repository.Repository,
            Environments = governance.Environments,
        });
    }

    private GitCredential Key(string secret, string role, DeployKeyPurpose purpose)
    {
        var key = _keys[role][purpose];
        return GitCredential.SshKey(secret, key.PrivateKey, key.PublicKey, key.Registration);
    }

    private static GitCredential App(string secret, GitHubAppSettings app) =>
        GitCredential.GitHubApp(secret, app.Id.ToString(CultureInfo.InvariantCulture), app.InstallationOwner, app.PrivateKey.ToOutput());

    private Output<string?> Fingerprint(string role) => _keys.TryGetValue(role, out var keys)
        ? keys[DeployKeyPurpose.Read].Fingerprint.Apply(f => (string?)f)
        : Output.Create((string?)null);
}
