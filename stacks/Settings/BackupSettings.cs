namespace Slipway.Stacks.Settings;

/// <summary>Section <c>slipway:backups</c>.</summary>
public sealed record BackupSettings
{
    /// <summary>True when there are backups of the cluster's state.</summary>
    /// <value>Default: true.</value>
    /// <setting key="backups.enabled" change="`false` deletes the bucket; with deletion protection AWS refuses while it holds anything">`false` makes none; not in production</setting>
    public bool Enabled { get; init; } = true;

    /// <summary>Days that they are kept.</summary>
    /// <value>Default: 30.</value>
    /// <setting key="backups.retentionDays" change="in place">days that backups are kept</setting>
    public int RetentionDays { get; init; } = 30;
}
