namespace Slipway.Components.Layers;

/// <summary>How the health of a kind of custom resources is told, in CEL over the object (Flux 2.9, <c>spec.healthCheckExprs</c>).</summary>
public sealed record HealthCheckExpression
{
    /// <summary>Group and version of the kind, e.g. <c>cert-manager.io/v1</c>.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>The kind, e.g. <c>ClusterIssuer</c>; empty for every kind of the group.</summary>
    /// <value>Default: every kind.</value>
    public string Kind { get; init; } = "";

    /// <summary>True when the object is healthy.</summary>
    public required string Current { get; init; }

    /// <summary>True when it still becomes so.</summary>
    /// <value>Default: whenever neither of the others is true.</value>
    public string? InProgress { get; init; }

    /// <summary>True when it has failed.</summary>
    /// <value>Default: never.</value>
    public string? Failed { get; init; }
}
