using System.Collections.Immutable;

namespace Slipway.Components.Flux;

/// <summary>What a <see cref="FluxController"/> is made from.</summary>
public sealed class FluxControllerArgs : ResourceArgs
{
    /// <summary>The environment, which names the folder that Flux syncs.</summary>
    public required string Environment { get; init; }

    /// <summary>How Flux is set up.</summary>
    public required FluxOptions Options { get; init; }

    /// <summary>Address of the infrastructure repository: <c>ssh://…</c>, or <c>https://…</c> for <see cref="GitProvider.GitHub"/>.</summary>
    public required Input<string> InfrastructureUrl { get; init; }

    /// <summary>How Flux logs in to the repositories.</summary>
    /// <value>Default: <see cref="GitProvider.Generic"/>.</value>
    public GitProvider Provider { get; init; }

    /// <summary>True when image automation runs here.</summary>
    /// <value>Default: false.</value>
    public bool ImageAutomation { get; init; }

    /// <summary>Token that GitHub's webhook is signed with; secret.</summary>
    public required Output<string> WebhookToken { get; init; }

    /// <summary>The age identity that opens the environment's sealed files; secret. Null where AWS opens them.</summary>
    /// <value>Default: none.</value>
    public Output<string>? AgeIdentity { get; init; }

    /// <summary>The credentials by which Flux reads the repositories.</summary>
    public required ImmutableArray<GitCredential> Credentials { get; init; }

    /// <summary>Facts about the cluster, which manifests use by Flux variable substitution. Names are those of variables: letters, digits, underscores.</summary>
    public required InputMap<string> ClusterInfo { get; init; }

    /// <summary>What must exist before anything is put into the cluster: its nodes, and access to it.</summary>
    /// <value>Default: nothing.</value>
    public ImmutableArray<Resource> DependsOn { get; init; } = [];

    /// <summary>What must exist before Flux starts to sync: deploy keys, identities in AWS, the environment's generated files.</summary>
    /// <value>Default: nothing.</value>
    public ImmutableArray<Resource> SyncDependsOn { get; init; } = [];
}
