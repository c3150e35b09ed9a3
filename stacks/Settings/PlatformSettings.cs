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
    public required string Region { get; init; }

    /// <summary>GitHub organization or user (<c>github:owner</c>).</summary>
    public required string GitHubOwner { get; init; }

    /// <summary>How careful the rules are.</summary>
    /// <value>Default: <see cref="EnvironmentTier.Production"/>.</value>
    public EnvironmentTier Tier { get; init; } = EnvironmentTier.Production;

    /// <summary>Tags for everything in AWS, beside those that Slipway sets.</summary>
    /// <value>Default: none.</value>
    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The network.</summary>
    public required NetworkSettings Network { get; init; }

    /// <summary>The cluster.</summary>
    public required ClusterSettings Cluster { get; init; }

    /// <summary>The apps' images.</summary>
    /// <value>Default: none.</value>
    public RegistrySettings Registry { get; init; } = new();

    /// <summary>Backups of the cluster's state.</summary>
    /// <value>Default: for 30 days.</value>
    public BackupSettings Backups { get; init; } = new();

    /// <summary>The fleet's repositories.</summary>
    public required FleetSettings Fleet { get; init; }

    /// <summary>The GitHub App as which Flux reads the repositories; null where it uses deploy keys.</summary>
    /// <value>Default: none.</value>
    public GitHubAppSettings? GitHubApp { get; init; }

    /// <summary>Flux.</summary>
    public required FluxOptions Flux { get; init; }

    /// <summary>The environment's secrets.</summary>
    /// <value>Default: what the fleet's own files use, made up, and opened by a key in KMS.</value>
    public SecretsSettings Secrets { get; init; } = new();

    /// <summary>The layers of delivery.</summary>
    /// <value>Default: those of <see cref="LayerGraph.Default"/>.</value>
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
