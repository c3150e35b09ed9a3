using System.Collections.Immutable;
using Pulumi.Aws;
using Pulumi.Github;
using Slipway.Components.Fleet;
using Slipway.Components.Flux;
using Slipway.Components.Promotion;
using Slipway.Infra;
using Slipway.Infra.Backups;
using Slipway.Infra.Clusters;
using Slipway.Infra.Identity;
using Slipway.Infra.Images;
using Slipway.Infra.Networking;
using Slipway.Infra.Repositories;
using Slipway.Infra.Workloads;
using Slipway.Stacks.Settings;
using Kubernetes = Pulumi.Kubernetes;

namespace Slipway.Stacks;

/// <summary>One environment of the platform: a network, a cluster, the fleet's repositories, and Flux, which delivers from them.</summary>
public sealed class PlatformStack : Stack
{
    private readonly PlatformSettings _settings;
    private readonly AwsAccount _account;

    /// <summary>Declares the environment that the stack is named after.</summary>
    /// <exception cref="SettingsException">The configuration is incomplete or wrong; nothing is declared then.</exception>
    public PlatformStack()
    {
        _settings = PlatformSettings.Load();
        _account = new AwsAccount(GetCallerIdentity.Invoke().Apply(identity => identity.AccountId), _settings.Region);
        var network = Network();
        var cluster = Cluster(network);
        var registry = Registry();
        var fleet = new PlatformFleet(_settings, _account, cluster.ClusterName, Tags, Facts(cluster, registry));
        var identities = Identities(cluster);
        var backups = Backups(cluster);
        BackupBucket = backups?.BucketName ?? Output.Create("");
        var flux = Flux(network, cluster, [.. identities.Ready, .. backups?.Ready ?? [], .. ImageScanner(cluster)], fleet);

        ClusterName = cluster.ClusterName;
        ClusterEndpoint = cluster.Endpoint;
        Kubeconfig = cluster.Kubeconfig;
        PushRoles = registry?.PushRoleArns ?? Output.Create(ImmutableDictionary<string, string>.Empty);
        InfrastructureRepository = fleet.Infrastructure.HtmlUrl;
        AppsRepository = fleet.Apps.HtmlUrl;
        InfrastructureDeployKey = fleet.InfrastructureDeployKey;
        AppsDeployKey = fleet.AppsDeployKey;
        Layers = fleet.Layers.LayerNames;
        SecretsRecipient = fleet.Secrets.Recipient;
        FluxVersion = flux.Version;
        Release = Followed(fleet.Infrastructure);
    }

    /// <summary>Name of the EKS cluster.</summary>
    [Output("clusterName")]
    public Output<string> ClusterName { get; private set; }

    /// <summary>Address of the Kubernetes API.</summary>
    [Output("clusterEndpoint")]
    public Output<string> ClusterEndpoint { get; private set; }

    /// <summary>A kubeconfig for administrators; secret.</summary>
    [Output("kubeconfig")]
    public Output<string> Kubeconfig { get; private set; }

    /// <summary>Name of the bucket that backups of the cluster's state go to; empty when there are none.</summary>
    [Output("backupBucket")]
    public Output<string> BackupBucket { get; private set; }

    /// <summary>ARNs of the roles by which builds push images, by app.</summary>
    [Output("pushRoles")]
    public Output<ImmutableDictionary<string, string>> PushRoles { get; private set; }

    /// <summary>Where people find the infrastructure repository.</summary>
    [Output("infrastructureRepository")]
    public Output<string> InfrastructureRepository { get; private set; }

    /// <summary>Where people find the apps repository.</summary>
    [Output("appsRepository")]
    public Output<string> AppsRepository { get; private set; }

    /// <summary>Fingerprint of this environment's deploy key to the infrastructure repository; null where Flux is a GitHub App.</summary>
    [Output("infrastructureDeployKey")]
    public Output<string?> InfrastructureDeployKey { get; private set; }

    /// <summary>Fingerprint of this environment's deploy key to the apps repository; null where Flux is a GitHub App.</summary>
    [Output("appsDeployKey")]
    public Output<string?> AppsDeployKey { get; private set; }

    /// <summary>The layers of delivery, in their order.</summary>
    [Output("layers")]
    public Output<ImmutableArray<string>> Layers { get; private set; }

    /// <summary>Whom the environment's secrets are sealed for: the ARN of its KMS key, or its age recipient.</summary>
    [Output("secretsRecipient")]
    public Output<string> SecretsRecipient { get; private set; }

    /// <summary>The Flux version that the cluster runs.</summary>
    [Output("fluxVersion")]
    public Output<string> FluxVersion { get; private set; }

    /// <summary>What the environment follows, as a full Git reference: the fleet's branch, or the tag of a promoted version.</summary>
    [Output("release")]
    public Output<string> Release { get; private set; }

    private ImmutableDictionary<string, string> Tags => _settings.Tags
        .Add("project", PlatformSettings.Project)
        .Add("environment", _settings.Environment)
        .Add("managed-by", "pulumi");

    /// <summary>What the workflows of the fleet's repositories need to know of this environment.</summary>
    private ImmutableDictionary<string, Input<string>> Facts(EksCluster cluster, Registry? registry)
    {
        var facts = new Dictionary<string, Input<string>>(StringComparer.Ordinal)
        {
            ["region"] = _settings.Region,
            ["account"] = _account.Id,
            ["cluster-name"] = cluster.ClusterName,
        };
        if (registry is not null)
        {
            foreach (var app in _settings.Registry.Apps)
                facts[$"push-role-{app.Name}"] = registry.PushRoleArns.Apply(roles => roles[app.Name]);
        }
        return facts.ToImmutableDictionary();
    }

    private Network Network() => new("network", new NetworkArgs
    {
        Account = _account,
        Cidr = _settings.Network.Cidr,
        Zones = _settings.Network.Zones,
        Nat = _settings.Network.Nat,
        Endpoints = _settings.Network.Endpoints,
        FlowLogs = _settings.Network.FlowLogs,
        DeletionProtection = _settings.Cluster.DeletionProtection,
        ClusterName = _settings.ClusterName,
        Tags = Tags,
    });

    private EksCluster Cluster(Network network) => new("cluster", new EksClusterArgs
    {
        Account = _account,
        ClusterName = _settings.ClusterName,
        Version = _settings.Cluster.Version,
        ControlPlaneSubnetIds = network.ControlPlaneSubnetIds,
        NodeSubnetIds = network.PrivateSubnetIds,
        NodesDependOn = network.Egress,
        Endpoint = _settings.Cluster.Endpoint,
        Administrators = _settings.Cluster.Administrators,
        Readers = _settings.Cluster.Readers,
        Compute = _settings.Cluster.Compute,
        AddonVersions = _settings.Cluster.AddonVersions,
        LogRetentionDays = _settings.Cluster.LogRetentionDays,
        DeletionProtection = _settings.Cluster.DeletionProtection,
        Tags = Tags,
    });

    private ControllerIdentities Identities(EksCluster cluster) => new("identity", new ControllerIdentitiesArgs
    {
        Account = _account,
        ClusterName = cluster.ClusterName,
        Workloads = _settings.Cluster.Identities,
        DnsZones = _settings.Cluster.DnsZones,
        Tags = Tags,
    });

    private ClusterBackups? Backups(EksCluster cluster) => !_settings.Backups.Enabled ? null : new("backups", new ClusterBackupsArgs
    {
        Account = _account,
        ClusterName = cluster.ClusterName,
        ClusterLabel = _settings.ClusterName,
        RetentionDays = _settings.Backups.RetentionDays,
        DeletionProtection = _settings.Cluster.DeletionProtection,
        Tags = Tags,
    });

    private Registry? Registry() => _settings.Registry.Apps.IsEmpty ? null : new("registry", new RegistryArgs
    {
        Account = _account,
        Prefix = _settings.ClusterName,
        Apps = _settings.Registry.Apps,
        Retain = _settings.Registry.Retain,
        DeletionProtection = _settings.Cluster.DeletionProtection,
        IdentityProviderArn = _settings.Registry.IdentityProvider,
        Tags = Tags,
    });

    // Image automation sees the tags of the apps' images.
    private ImmutableArray<Resource> ImageScanner(EksCluster cluster) => !_settings.Fleet.ImageAutomation || _settings.Registry.Apps.IsEmpty ? [] : new WorkloadIdentity("image-scanner", new WorkloadIdentityArgs
    {
        Account = _account,
        ClusterName = cluster.ClusterName,
        ServiceAccount = new ServiceAccount(FleetNames.Namespace, FluxComponents.ImageReflector),
        Policy = _account.Arn("ecr", $"repository/{_settings.ClusterName}/*").Apply(repositories => PullPolicy.For(repositories).ToJson()),
        Tags = Tags,
    }).Ready;

    private FluxController Flux(Network network, EksCluster cluster, ImmutableArray<Resource> identities, PlatformFleet fleet)
    {
        var provider = new Kubernetes.Provider("cluster", new Kubernetes.ProviderArgs
        {
            KubeConfig = cluster.Kubeconfig,
            // Known at preview, unlike the kubeconfig: a change of the latter never replaces what is in the cluster.
            ClusterIdentifier = $"{_settings.Region}/{_settings.ClusterName}",
            // A changed key or fact is changed in place: replaced, it would be missing for a moment, and Flux would fail.
            EnableSecretMutable = true,
            EnableConfigMapMutable = true,
        });
        return new FluxController("flux", new FluxControllerArgs
        {
            Environment = _settings.Environment,
            Options = _settings.Flux,
            InfrastructureUrl = fleet.Url(fleet.Infrastructure),
            Provider = fleet.Provider,
            ImageAutomation = _settings.Fleet.ImageAutomation,
            WebhookToken = fleet.WebhookToken,
            AgeIdentity = fleet.Secrets.AgeIdentity,
            Credentials = fleet.Credentials,
            ClusterInfo = ClusterInfo(network, cluster, fleet),
            DependsOn = [.. cluster.Ready, .. identities],
            SyncDependsOn = [fleet.Layers.File, .. fleet.Secrets.Ready],
        }, new ComponentResourceOptions { Provider = provider, DeletedWith = cluster.Cluster });
    }

    // Every variable of the fleet's manifests that is a fact and no choice.
    private InputMap<string> ClusterInfo(Network network, EksCluster cluster, PlatformFleet fleet) => new()
    {
        ["environment"] = _settings.Environment,
        ["cluster_name"] = cluster.ClusterName,
        ["region"] = _settings.Region,
        ["account"] = _account.Id,
        ["partition"] = _account.Partition,
        ["vpc_id"] = network.VpcId,
        ["domain"] = _settings.Cluster.Domain,
        ["dns_zone"] = _settings.Cluster.DnsZones.FirstOrDefault(""),
        ["ebs_provisioner"] = _settings.Cluster.Compute.VolumeProvisioner,
        ["registry"] = _account.Id.Apply(id => $"{id}.dkr.ecr.{_settings.Region}.{_account.DnsSuffix}"),
        ["backup_bucket"] = BackupBucket,
        ["webhook_host"] = _settings.Fleet.WebhookHost ?? $"flux-webhook.{_settings.Cluster.Domain}",
        ["infrastructure_url"] = fleet.Url(fleet.Infrastructure),
        ["apps_url"] = fleet.Url(fleet.Apps),
        ["infrastructure_repository"] = fleet.Infrastructure.HtmlUrl,
        ["apps_repository"] = fleet.Apps.HtmlUrl,
        ["git_provider"] = GitProviders.Text(fleet.Provider),
    };

    // Git holds the truth about releases; Pulumi only reads it.
    private Output<string> Followed(FleetRepository infrastructure)
    {
        var environment = _settings.Environment;
        var options = new InvokeOutputOptions();
        foreach (var resource in infrastructure.Ready)
            options.DependsOn.Add(resource);
        return GetRepositoryFile.Invoke(new GetRepositoryFileInvokeArgs
        {
            Repository = infrastructure.Repository,
            Branch = infrastructure.Branch,
            File = FleetNames.ReleaseFile(environment),
        }, options).Apply(file =>
        {
            try
            {
                return ReleaseFile.Parse(environment, file.Content ?? "").Reference;
            }
            catch (FormatException problem)
            {
                throw new RunException($"The environment's release cannot be told: {problem.Message}");
            }
        });
    }
}
