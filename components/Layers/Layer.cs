using System.Collections.Immutable;
using Slipway.Components.Fleet;

namespace Slipway.Components.Layers;

/// <summary>A step of delivery: one path of one repository, applied as a whole once the layers it depends on are ready.</summary>
public sealed record Layer
{
    /// <summary>Name of the layer and of its Flux Kustomization; a DNS label.</summary>
    public required string Name { get; init; }

    /// <summary>What it is read from.</summary>
    /// <value>Default: <see cref="LayerSource.Infrastructure"/>.</value>
    public LayerSource Source { get; init; } = LayerSource.Infrastructure;

    /// <summary>Folder in that repository, e.g. <c>./infrastructure/overlays/dev</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Names of the layers that must be ready first.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<string> DependsOn { get; init; } = [];

    /// <summary>How often drift is looked for and healed; whole seconds.</summary>
    /// <value>Default: 30 minutes.</value>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How soon a failed attempt is repeated; whole seconds.</summary>
    /// <value>Default: 1 minute.</value>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long everything in the layer may take to become healthy; whole seconds.</summary>
    /// <value>Default: 10 minutes.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>True when the layer is ready only once everything in it is healthy. A layer that others depend on must wait.</summary>
    /// <value>Default: true.</value>
    public bool Wait { get; init; } = true;

    /// <summary>What becomes of its objects when the layer is deleted.</summary>
    /// <value>Default: <see cref="DeletionPolicy.MirrorPrune"/>.</value>
    public DeletionPolicy DeletionPolicy { get; init; } = DeletionPolicy.MirrorPrune;

    /// <summary>True to delete and make anew what cannot be changed in place.</summary>
    /// <value>Default: false, as data may hang on it.</value>
    public bool Force { get; init; }

    /// <summary>True when its files may be SOPS files, to be decrypted with the key that kustomize-controller has.</summary>
    /// <value>Default: false; a sealed file makes the layer fail then.</value>
    public bool Decryption { get; init; }

    /// <summary>How the health of custom resources is told whose status does not say it in the common way. Only a layer that waits looks at them.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<HealthCheckExpression> HealthCheckExprs { get; init; } = [];

    /// <summary>Where its variables come from, the last having the last word. An unset variable makes the layer fail; without sources nothing is substituted.</summary>
    /// <value>Default: the cluster's facts, settings and secrets.</value>
    public ImmutableArray<VariableSource> SubstituteFrom { get; init; } =
    [
        new(VariableSourceKind.ConfigMap, FleetNames.ClusterInfo),
        new(VariableSourceKind.ConfigMap, FleetNames.ClusterSettings),
        new(VariableSourceKind.Secret, FleetNames.ClusterSecrets),
    ];

    /// <summary>True to give every HelmRelease of the layer the common drift detection and remediation (<see cref="HelmReleaseDefaults"/>).</summary>
    /// <value>Default: true.</value>
    public bool HelmReleaseDefaults { get; init; } = true;
}
