using Slipway.Infra.Repositories;

namespace Slipway.Stacks.Settings.Sections;

/// <summary>Reads and checks <c>slipway:fleet</c>.</summary>
internal static class FleetSection
{
    private const string Fleet = $"{PlatformSettings.Project}:fleet";

    /// <summary>Stands for a repository that could not be read.</summary>
    public static FleetRepositorySettings NoRepository { get; } = new("", new RepositoryTemplate("", ""));

    /// <summary>Reads the section.</summary>
    public static FleetSettings Read(SettingsReader reader) => new()
    {
        Owner = reader.OptionalFlag("owner", absent: false),
        Infrastructure = reader.Section("infrastructure", Repository) ?? NoRepository,
        Apps = reader.Section("apps", Repository) ?? NoRepository,
    };

    /// <summary>Notes every broken rule.</summary>
    public static void Check(PlatformSettings settings, SettingsProblems problems)
    {
        if (settings.Fleet.Infrastructure.Repository == settings.Fleet.Apps.Repository)
            problems.Add($"{Fleet}.apps.repository", $"is '{settings.Fleet.Apps.Repository}', as the infrastructure repository; they are two");
    }

    private static FleetRepositorySettings Repository(SettingsReader reader) => new(
        reader.Text("repository", SettingsText.Name, ""),
        reader.Text("template", RepositoryTemplate.Parse, new RepositoryTemplate("", "")));
}
