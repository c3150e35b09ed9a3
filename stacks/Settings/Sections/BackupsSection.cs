namespace Slipway.Stacks.Settings.Sections;

/// <summary>Reads and checks <c>slipway:backups</c>.</summary>
internal static class BackupsSection
{
    private const string Backups = $"{PlatformSettings.Project}:backups";
    private const int LongestRetention = 3653;

    /// <summary>Reads the section.</summary>
    public static BackupSettings Read(SettingsReader reader) => new()
    {
        Enabled = reader.OptionalFlag("enabled", absent: true),
        RetentionDays = reader.OptionalNumber("retentionDays", 1, LongestRetention, new BackupSettings().RetentionDays),
    };

    /// <summary>Notes every broken rule.</summary>
    public static void Check(PlatformSettings settings, SettingsProblems problems)
    {
        if (settings is { Tier: EnvironmentTier.Production, Backups.Enabled: false })
            problems.Add($"{Backups}.enabled", $"is false; backups stay on in an environment of {PlatformSettings.Project}:tier production");
    }
}
