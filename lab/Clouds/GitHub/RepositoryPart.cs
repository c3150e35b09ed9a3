using System.Globalization;
using System.Security.Cryptography;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.GitHub;

/// <summary>A kind of thing that a repository has many of, told apart by some of its inputs.</summary>
/// <param name="Path">Where GitHub's API keeps it, below the repository.</param>
/// <param name="Keys">The inputs by which one is told from another, in the form that GitHub compares: names do not tell upper from lower case.</param>
/// <param name="Shared">True where making what is there already only sets it, as GitHub's PUT does; else it is refused.</param>
/// <param name="Number">The output that is a number of its own, which is then the id too; null where the id is made of names.</param>
internal sealed record RepositoryPart(string Path, string[] Keys, bool Shared, string? Number)
{
    /// <summary>The part behind a resource type, or null when the type is none.</summary>
    public static RepositoryPart? Of(string token) => token switch
    {
        "github:index/actionsVariable:ActionsVariable" => new("actions/variables", ["variableName"], Shared: false, null),
        "github:index/actionsEnvironmentVariable:ActionsEnvironmentVariable" => new("environments/variables", ["environment", "variableName"], Shared: false, null),
        "github:index/repositoryEnvironment:RepositoryEnvironment" => new("environments", ["environment"], Shared: true, null),
        "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy" =>
            new("environments/deployment-branch-policies", ["environment", "branchPattern", "tagPattern"], Shared: false, "policyId"),
        "github:index/repositoryRuleset:RepositoryRuleset" => new("rulesets", ["name"], Shared: false, "rulesetId"),
        "github:index/repositoryVulnerabilityAlerts:RepositoryVulnerabilityAlerts" => new("vulnerability-alerts", [], Shared: true, null),
        "github:index/repositoryWebhook:RepositoryWebhook" => new("hooks", ["configuration.url", "events"], Shared: false, "hookId"),
        "github:index/teamRepository:TeamRepository" => new("teams", ["teamId"], Shared: true, null),
        _ => null,
    };

    /// <summary>What tells one from another, as one text.</summary>
    public string Key(PropertyMap inputs) => string.Join('\n', Keys.Select(k => Value(inputs, k).ToLowerInvariant()));

    /// <summary>The id of a new one.</summary>
    public string NewId(string repository, PropertyMap inputs) => Number is not null
        ? RandomNumberGenerator.GetInt32(1_000_000, int.MaxValue).ToString(CultureInfo.InvariantCulture)
        : string.Join(':', [repository, .. Keys.Select(k => Value(inputs, k))]);

    private static string Value(PropertyMap inputs, string key) => key switch
    {
        "configuration.url" => inputs.Map("configuration").Text("url") ?? "",
        "events" => string.Join(',', inputs.Texts("events").Order(StringComparer.Ordinal)),
        _ => inputs.Text(key) ?? "",
    };
}
