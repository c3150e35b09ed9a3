using System.Collections.Immutable;

namespace Slipway.Components.Flux;

/// <summary>What a <see cref="FluxController"/> is made from.</summary>
public sealed class FluxControllerArgs : ResourceArgs
{
    /// <summary>The environment, which names the folder that Flux syncs.</summary>
    public required string Environment { get; init; }

    /// <summary>Flux version, exact, e.g. <c>2.9.4</c>.</summary>
    public required string FluxVersion { get; init; }

    /// <summary>Version of the Flux Operator's and the FluxInstance's chart, exact, e.g. <c>0.58.1</c>. It must know the Flux version.</summary>
    public required string OperatorVersion { get; init; }

    /// <summary>How often the infrastructure repository is asked for something new.</summary>
    /// <value>Default: 1 minute.</value>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Address of the infrastructure repository: <c>ssh://…</c>, or <c>https://…</c> for <see cref="GitProvider.GitHub"/>.</summary>
    public required Input<string> InfrastructureUrl { get; init; }

    /// <summary>How Flux logs in to the repositories.</summary>
    /// <value>Default: <see cref="GitProvider.Generic"/>.</value>
    public GitProvider Provider { get; init; }

    /// <summary>True when image automation runs here.</summary>
    /// <value>Default: false.</value>
    public bool ImageAutomation { get; init; }

    /// <summary>Token that GitHub's webhook is signed with; secret. Null without a webhook.</summary>
    /// <value>Default: none.</value>
    public Output<string>? WebhookToken { get; init; }

    /// <summary>The credentials by which Flux reads the repositories.</summary>
    public required ImmutableArray<GitCredential> Credentials { get; init; }

    /// <summary>Facts about the cluster, which manifests use by Flux variable substitution. Names are those of variables: letters, digits, underscores.</summary>
    public required InputMap<string> ClusterInfo { get; init; }

    /// <summary>What must exist before anything is put into the cluster: its nodes, and access to it.</summary>
    /// <value>Default: nothing.</value>
    public ImmutableArray<Resource> DependsOn { get; init; } = [];

    /// <summary>What must exist before Flux starts to sync: deploy keys, the environment's generated files.</summary>
    /// <value>Default: nothing.</value>
    public ImmutableArray<Resource> SyncDependsOn { get; init; } = [];
}
