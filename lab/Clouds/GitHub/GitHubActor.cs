using System.Globalization;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.GitHub;

/// <summary>Who acts: a GitHub App when the provider is configured with one, an owner of the organization otherwise.</summary>
/// <param name="AppId">The App's id; null for an owner.</param>
public sealed record GitHubActor(int? AppId)
{
    // The number of the role "admin" among a repository's roles; owners of the organization have it everywhere.
    private const int AdminRole = 5;

    /// <summary>Somebody with a deploy key, whom no bypass list means.</summary>
    public static GitHubActor DeployKey { get; } = new(-1);

    /// <summary>Whether the entry of a bypass list means this actor.</summary>
    public bool Is(BypassActor entry) => AppId is { } app
        ? entry.Type == "Integration" && entry.Id == app
        : entry.Type == "OrganizationAdmin" || (entry.Type == "RepositoryRole" && entry.Id == AdminRole);

    /// <summary>Who it is, for messages.</summary>
    public override string ToString() => this == DeployKey ? "a deploy key" : AppId is { } app ? $"the App {app.ToString(CultureInfo.InvariantCulture)}" : "an organization owner";

    /// <summary>Whom a provider's configuration makes act.</summary>
    internal static GitHubActor Of(PropertyMap config) =>
        new(int.TryParse(config.Map("appAuth").Text("id"), CultureInfo.InvariantCulture, out var id) ? id : null);
}
