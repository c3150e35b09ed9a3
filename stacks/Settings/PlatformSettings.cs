using System.Collections.Immutable;
using Slipway.Components.Flux;
using Slipway.Components.Layers;
using Slipway.Stacks.Settings.Sections;

namespace Slipway.Stacks.Settings;

/// <summary>The configuration of one environment, checked.</summary>
public sealed record PlatformSettings
{
    /// <summary>Namespace of the sections in <c>Pulumi.&lt;env&gt;.yaml</c>.</summary>
    public const string Project = "slipway";

    /// <summary>The environment; it is the stack's name, and a DNS label.</summary>
    public required string Environment { get; init; }

    /// <summary>AWS region (<c>aws:region</c>).</summary>
    /// <setting key="aws:region" default="" change="replaces everything in AWS">AWS region</setting>
    public required string Region { get; init; }

    /// <summary>GitHub organization or user (<c>github:owner</c>).</summary>
    /// <setting key="github:owner" default="" change="makes, or adopts, the repositories of the other owner">organization or user that owns the fleet's repositories</setting>
    public required string GitHubOwner { get; init; }

    /// <summary>How careful the rules are.</summary>
    /// <value>Default: <see cref="EnvironmentTier.Production"/>.</value>
    /// <setting key="tier">Production keeps deletion protection, backups, at least two nodes, and an API that is not open to the whole internet</setting>
    public EnvironmentTier Tier { get; init; } = EnvironmentTier.Production;

    /// <summary>Tags for everything in AWS, beside those that Slipway sets.</summary>
    /// <value>Default: none.</value>
    /// <setting key="tags" default="none">tags for everything in AWS, e.g. `{ owner: platform, cost-centre: "4711" }`. `project`, `environment`, `managed-by` and `Name` are set already</setting>
    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The network.</summary>
    /// <setting key="network">The VPC, its subnets and the ways out of it.</setting>
    public required NetworkSettings Network { get; init; }

    /// <summary>The cluster.</summary>
    /// <setting key="cluster">The EKS cluster, its nodes, and who may do what in it.</setting>
    public required ClusterSettings Cluster { get; init; }

    /// <summary>The apps' images.</summary>
    /// <value>Default: none.</value>
    /// <setting key="registry">Optional: repositories of images in ECR, `&lt;cluster&gt;/&lt;app&gt;`, and a role for each by which its build pushes without lasting keys.</setting>
    public RegistrySettings Registry { get; init; } = new();

    /// <summary>Backups of the cluster's state.</summary>
    /// <value>Default: for 30 days.</value>
    /// <setting key="backups">Optional: a bucket, a key and an identity (`backup/velero-server`) for backups of the cluster's state.</setting>
    public BackupSettings Backups { get; init; } = new();

    /// <summary>The fleet's repositories.</summary>
    /// <setting key="fleet">The repositories that the cluster delivers from. `owner` and `imageAutomation` are true in one environment at most; the other `Pulumi.&lt;env&gt;.yaml` beside this one are looked at for that. The keys below that the owner alone has are refused in other environments.</setting>
    public required FleetSettings Fleet { get; init; }

    /// <summary>The GitHub App as which Flux reads the repositories; null where it uses deploy keys.</summary>
    /// <value>Default: none.</value>
    /// <setting key="githubApp">With `fleet.auth: app`. The App needs to read the contents of both repositories, and nothing else. It is another one than the App that runs Pulumi.</setting>
    public GitHubAppSettings? GitHubApp { get; init; }

    /// <summary>Flux.</summary>
    /// <setting key="flux">Flux, which delivers. The controllers of image automation run where `fleet.imageAutomation` is on.</setting>
    public required FluxOptions Flux { get; init; }

    /// <summary>The environment's secrets.</summary>
    /// <value>Default: what the fleet's own files use, made up, and opened by a key in KMS.</value>
    /// <setting key="secrets">Optional: sealed into `clusters/&lt;env&gt;/secrets/` of the infrastructure repository ([how](architecture.md#secrets), [what to type](runbooks/secrets.md)).</setting>
    public SecretsSettings Secrets { get; init; } = new();

    /// <summary>The layers of delivery.</summary>
    /// <value>Default: those of <see cref="LayerGraph.Default"/>.</value>
    /// <setting key="layers">Optional: the layers of delivery, by name. There without it are `secrets` → `infrastructure` → `operators` → `core` → `apps`, `infrastructure-config` between `infrastructure` and `core`, and `image-automation` after `apps` where `fleet.imageAutomation` is on; `slipway graph &lt;env&gt;` draws them. An entry with one of these names changes what it says of that layer, e.g. `apps: { interval: 5m }`. Any other name adds a layer.</setting>
    public required ImmutableArray<Layer> Layers { get; init; }

    /// <summary>True when the repositories cannot be destroyed from here.</summary>
    public bool ProtectRepositories => Fleet.Governance?.Protect ?? Tier == EnvironmentTier.Production;

    /// <summary>Name of the EKS cluster.</summary>
    public string ClusterName => $"{Project}-{Environment}";

    /// <summary>Reads the configuration of the stack that runs.</summary>
    /// <exception cref="SettingsException">The configuration is incomplete or wrong; every problem is named.</exception>
    public static PlatformSettings Load()
    {
        var deployment = Deployment.Instance;
        return ReadIn(deployment.RootDirectory, deployment.StackName, key => new Config(Namespace(key)).Get(Name(key)));

        static string Namespace(string key) => key[..key.IndexOf(':', StringComparison.Ordinal)];
        static string Name(string key) => key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }

    /// <summary>Reads the configuration of an environment that stands with the others in the project's folder.</summary>
    /// <param name="folder">The folder of <c>Pulumi.yaml</c>.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="config">The value of a full key such as <c>slipway:network</c>, objects as JSON; null when it is not set.</param>
    /// <exception cref="SettingsException">The configuration is incomplete or wrong; every problem is named.</exception>
    public static PlatformSettings ReadIn(string folder, string environment, Func<string, string?> config) => Read(
        environment, config, YamlPlaces.InFile(Path.Combine(folder, $"Pulumi.{environment}.yaml")), SiblingStacks.InFolder(folder, environment));

    /// <summary>Reads a configuration.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="config">The value of a full key such as <c>slipway:network</c>, objects as JSON; null when it is not set.</param>
    /// <param name="places">Where the keys stand in the stack's file.</param>
    /// <param name="siblings">The project's other environments. Default: none.</param>
    /// <exception cref="SettingsException">The configuration is incomplete or wrong; every problem is named.</exception>
    public static PlatformSettings Read(string environment, Func<string, string?> config, YamlPlaces places, SiblingStacks? siblings = null)
    {
        var problems = new SettingsProblems(places);
        SettingsParts.RefuseUnknown(places.Keys, problems);
        var settings = SettingsParts.Read(environment, config, problems);
        SettingsParts.Check(settings, problems);
        FleetSection.CheckAmong(siblings ?? SiblingStacks.None, settings, problems);
        problems.ThrowIfAny();
        return settings;
    }
}
