using Slipway.Infra.Repositories;

namespace Slipway.Stacks.Settings.Sections;

/// <summary>Reads and checks <c>slipway:fleet</c>.</summary>
internal static class FleetSection
{
    /// <summary>The section.</summary>
    public const string Fleet = $"{PlatformSettings.Project}:fleet";

    /// <summary>Stands for a repository that could not be read.</summary>
    public static FleetRepositorySettings NoRepository { get; } = new("", new RepositoryTemplate("", ""));

    /// <summary>Reads the section.</summary>
    public static FleetSettings Read(SettingsReader reader)
    {
        var owner = reader.OptionalFlag("owner", absent: false);
        return new()
        {
            Owner = owner,
            Infrastructure = reader.Section("infrastructure", Repository) ?? NoRepository,
            Apps = reader.Section("apps", Repository) ?? NoRepository,
            Auth = reader.OptionalText("auth", SettingsText.Choice<GitAuth>, GitAuth.DeployKey),
            KeyGeneration = reader.OptionalNumber("keyGeneration", 1, 9999, absent: 1),
            ImageAutomation = reader.OptionalFlag("imageAutomation", absent: false),
            WebhookHost = reader.OptionalText<string?>("webhookHost", SettingsText.HostName, null),
            Governance = GovernanceSection.Read(reader, owner),
        };
    }

    /// <summary>Notes every broken rule.</summary>
    public static void Check(PlatformSettings settings, SettingsProblems problems)
    {
        var fleet = settings.Fleet;
        if (string.Equals(fleet.Infrastructure.Repository, fleet.Apps.Repository, StringComparison.OrdinalIgnoreCase))
            problems.Add($"{Fleet}.apps.repository", $"is '{fleet.Apps.Repository}', as the infrastructure repository; they are two");
        if (fleet.ImageAutomation && settings.Tier == EnvironmentTier.Production)
        {
            problems.Add($"{Fleet}.imageAutomation",
                $"is true; it writes to Git by itself, so it has no place in an environment of {PlatformSettings.Project}:tier production");
        }
        if (fleet.ImageAutomation && fleet.Auth == GitAuth.App)
            problems.Add($"{Fleet}.imageAutomation", "is true, but with auth: app no key is made that may write; use auth: deployKey in this environment");
        if (fleet.KeyGeneration > 1 && fleet.Auth == GitAuth.App)
            problems.Add($"{Fleet}.keyGeneration", $"is {fleet.KeyGeneration}, but with auth: app there are no deploy keys; remove it");
        if (fleet.Governance is { } governance)
            GovernanceSection.Check(governance, problems);
    }

    /// <summary>Notes what may stand in one environment alone and stands in others too.</summary>
    public static void CheckAmong(SiblingStacks siblings, PlatformSettings settings, SettingsProblems problems)
    {
        Alone("owner", settings.Fleet.Owner, "one environment makes and governs the repositories, the others adopt them");
        Alone("imageAutomation", settings.Fleet.ImageAutomation, "one key may write to Git, so two automations never overwrite each other");

        void Alone(string key, bool here, string because)
        {
            if (here && string.Join(", ", siblings.WithFleetFlag(key)) is { Length: > 0 } others)
                problems.Add($"{Fleet}.{key}", $"is true here and in {others}; {because}");
        }
    }

    private static FleetRepositorySettings Repository(SettingsReader reader) => new(
        reader.Text("repository", SettingsText.Name, ""),
        reader.Text("template", RepositoryTemplate.Parse, new RepositoryTemplate("", "")));
}
