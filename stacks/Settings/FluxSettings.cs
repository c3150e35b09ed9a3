namespace Slipway.Stacks.Settings;

/// <summary>Section <c>slipway:flux</c>.</summary>
public sealed record FluxSettings
{
    /// <summary>Flux version, exact, of the 2.9 series.</summary>
    public required string Version { get; init; }

    /// <summary>Version of the Flux Operator, exact.</summary>
    public required string OperatorVersion { get; init; }

    /// <summary>How often the infrastructure repository is asked for something new.</summary>
    /// <value>Default: 1 minute.</value>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);
}
