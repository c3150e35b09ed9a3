using System.Text.RegularExpressions;

namespace Slipway.Stacks.Settings.Sections;

/// <summary>Reads and checks <c>slipway:githubApp</c>.</summary>
internal static partial class GitHubAppSection
{
    /// <summary>The section.</summary>
    public const string GitHubApp = $"{PlatformSettings.Project}:githubApp";

    /// <summary>Reads the section.</summary>
    public static GitHubAppSettings Read(SettingsReader reader) => new(
        reader.Number("id", 1, int.MaxValue),
        reader.Text("installationOwner", SettingsText.Name, ""),
        reader.Text("privateKey", PrivateKey, new SecretText("")));

    /// <summary>Notes every broken rule.</summary>
    public static void Check(PlatformSettings settings, SettingsProblems problems)
    {
        switch (settings)
        {
            case { Fleet.Auth: GitAuth.App, GitHubApp: null }:
                problems.Add(GitHubApp, $"is missing; {FleetSection.Fleet}.auth is app, which needs the App's id, installationOwner and privateKey");
                break;
            case { Fleet.Auth: not GitAuth.App, GitHubApp: not null }:
                problems.Add(GitHubApp, $"is set, but {FleetSection.Fleet}.auth is not app, so nothing uses it; remove one or set the other");
                break;
            case { GitHubApp: { } app } when problems.NoneIn("github:owner") && !string.Equals(app.InstallationOwner, settings.GitHubOwner, StringComparison.OrdinalIgnoreCase):
                problems.Add($"{GitHubApp}.installationOwner",
                    $"is '{app.InstallationOwner}', but the repositories belong to '{settings.GitHubOwner}' (github:owner); the App reads where it is installed");
                break;
        }
        if (settings.GitHubApp is not null && problems.IsPlain($"{GitHubApp}.privateKey"))
            problems.Add($"{GitHubApp}.privateKey", $"stands in plain text; revoke that key, and set a new one with `pulumi config set --secret --path {GitHubApp}.privateKey`");
    }

    // What is wrong with a key is said without it.
    private static SecretText PrivateKey(string text) => Pem().IsMatch(text)
        ? new SecretText(text)
        : throw new FormatException("is no private key in PEM form; give it whole, from -----BEGIN RSA PRIVATE KEY----- to the last line");

    [GeneratedRegex(@"\A\s*-----BEGIN (RSA )?PRIVATE KEY-----\s[A-Za-z0-9+/=\s]+-----END \1PRIVATE KEY-----\s*\z")]
    private static partial Regex Pem();
}
