namespace Slipway.Stacks.Settings;

/// <summary>Section <c>slipway:backups</c>.</summary>
public sealed record BackupSettings
{
    /// <summary>True when there are backups of the cluster's state.</summary>
    /// <value>Default: true.</value>
    public bool Enabled { get; init; } = true;

    /// <summary>Days that they are kept.</summary>
    /// <value>Default: 30.</value>
    public int RetentionDays { get; init; } = 30;
}
