using Slipway.Infra.Identity;
using Slipway.Infra.Images;

namespace Slipway.Stacks.Settings.Sections;

/// <summary>Reads and checks <c>slipway:registry</c>.</summary>
/// <setting key="registry.apps.*.repository" default="">the GitHub repository whose jobs may push, `owner/name`</setting>
/// <setting key="registry.apps.*.branch" default="`main`">the branch that they run on</setting>
/// <setting key="registry.apps.*.environment" default="none">the GitHub environment that they name, instead of the branch</setting>
/// <setting key="registry.apps.*.ownerId" default="none">GitHub's number of the owner; both numbers or none. A repository made or renamed since 2026-07-15 needs them, as its tokens have them: `gh api repos/OWNER/NAME --jq '.owner.id, .id'`</setting>
/// <setting key="registry.apps.*.repositoryId" default="none">GitHub's number of the repository</setting>
internal static class RegistrySection
{
    private const string Registry = $"{PlatformSettings.Project}:registry";

    // ECR: images of one repository.
    private const int MostImages = 100_000;

    /// <summary>Reads the section.</summary>
    public static RegistrySettings Read(SettingsReader reader) => new()
    {
        Apps = reader.OptionalObjects("apps", SettingsText.AppName, App),
        Retain = reader.OptionalNumber("retain", 1, MostImages, new RegistrySettings().Retain),
        IdentityProvider = reader.OptionalText<string?>("identityProvider", SettingsText.IdentityProviderArn, null),
    };

    /// <summary>Notes every broken rule.</summary>
    public static void Check(PlatformSettings settings, SettingsProblems problems)
    {
        if (settings.Registry.Apps.IsEmpty && settings.Registry != new RegistrySettings())
            problems.Add($"{Registry}.apps", "names none; name the apps whose images are kept, or remove the section");
    }

    private static RegistryApp App(string name, SettingsReader reader)
    {
        var repository = reader.Text("repository", SettingsText.Repository, (Owner: "", Name: ""));
        var branch = reader.OptionalText<string?>("branch", SettingsText.Branch, null);
        var environment = reader.OptionalText<string?>("environment", SettingsText.Name, null);
        if (branch is not null && environment is not null)
            reader.Problem("branch", "stands beside environment; GitHub tells a job of an environment by that alone, so remove one of them");
        var (owner, id) = (reader.OptionalId("ownerId"), reader.OptionalId("repositoryId"));
        if (owner is null != id is null)
            reader.Problem(owner is null ? "ownerId" : "repositoryId", "is missing; ownerId and repositoryId stand together: gh api repos/OWNER/NAME --jq '.owner.id, .id'");
        return new RegistryApp(name, new GitHubSubject
        {
            Owner = repository.Owner,
            Repository = repository.Name,
            Branch = branch ?? "main",
            Environment = environment,
            Ids = owner is { } ownerId && id is { } repositoryId ? new GitHubIds(ownerId, repositoryId) : null,
        });
    }
}
