using System.Collections.Immutable;
using System.IO.Enumeration;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.GitHub;

/// <summary>Somebody whom a ruleset lets by.</summary>
/// <param name="Type">As in the API: <c>Integration</c>, <c>OrganizationAdmin</c>, <c>RepositoryRole</c>, <c>Team</c>, <c>DeployKey</c>, …</param>
/// <param name="Id">Number of the App, role, team or user; null where there is none.</param>
/// <param name="Mode"><c>always</c>, <c>pull_request</c> or <c>exempt</c>.</param>
public sealed record BypassActor(string Type, int? Id, string Mode);

/// <summary>Rules for the branches or tags of a repository.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name, unique in the repository.</param>
/// <param name="Target"><c>branch</c>, <c>tag</c> or <c>push</c>.</param>
/// <param name="Enforcement"><c>active</c>, <c>evaluate</c> or <c>disabled</c>.</param>
/// <param name="Includes">Patterns of references it is about: <c>~DEFAULT_BRANCH</c>, <c>~ALL</c>, <c>refs/heads/*</c>.</param>
/// <param name="Excludes">Patterns of references it is not about.</param>
/// <param name="Bypass">Whom it lets by.</param>
/// <param name="Rules">The rules by the provider's names: <c>pullRequest</c>, <c>deletion</c>, …</param>
public sealed record Ruleset(
    string Id, string Name, string Target, string Enforcement, ImmutableArray<string> Includes, ImmutableArray<string> Excludes,
    ImmutableArray<BypassActor> Bypass, PropertyMap Rules)
{
    /// <summary>Whether it is enforced for a reference.</summary>
    public bool Covers(string reference, string defaultBranch) =>
        Enforcement == "active"
        && reference.StartsWith(Target == "tag" ? "refs/tags/" : "refs/heads/", StringComparison.Ordinal)
        && Includes.Any(p => Matches(p, reference, defaultBranch)) && !Excludes.Any(p => Matches(p, reference, defaultBranch));

    /// <summary>Whether an actor need not keep to it. Who may do so in pull requests only may not commit directly.</summary>
    public bool LetsBy(GitHubActor actor) => Bypass.Any(b => b.Mode is "always" or "exempt" && actor.Is(b));

    /// <summary>What GitHub says about a commit made directly to a branch; nothing when the rules let it through.</summary>
    public IEnumerable<string> ViolationsOfCommit()
    {
        if (Rules.Flag("update"))
            yield return "Cannot update this protected ref.";
        if (Rules.Has("pullRequest") || Rules.Has("mergeQueue"))
            yield return "Changes must be made through a pull request.";
        var checks = (Rules.Map("requiredStatusChecks").Find("requiredChecks")?.AsList ?? []).Select(c => c.Inside()?.Text("context")).ToList();
        if (checks.Count == 1)
            yield return $"Required status check \"{checks[0]}\" is expected.";
        else if (checks.Count > 1)
            yield return $"{checks.Count} of {checks.Count} required status checks are expected.";
        if (Rules.Has("requiredDeployments"))
            yield return "Required deployments are expected.";
    }

    /// <summary>What GitHub says about a tag that is made, moved or removed; nothing when the rules let it through.</summary>
    public IEnumerable<string> ViolationsOfTag()
    {
        if (Rules.Flag("creation") || Rules.Flag("update") || Rules.Flag("deletion"))
            yield return "Cannot create, update or delete this protected ref.";
    }

    internal static Ruleset Of(PropertyMap properties)
    {
        var names = properties.Map("conditions").Map("refName");
        return new Ruleset(
            properties.Integer("rulesetId")?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "",
            properties.Text("name") ?? "", properties.Text("target") ?? "", properties.Text("enforcement") ?? "",
            names.Texts("includes"), names.Texts("excludes"),
            [.. (properties.Find("bypassActors")?.AsList ?? []).Select(a => a.Inside()!).Select(a => new BypassActor(a.Text("actorType") ?? "", a.Integer("actorId"), a.Text("bypassMode") ?? ""))],
            properties.Map("rules"));
    }

    private static bool Matches(string pattern, string reference, string defaultBranch) => pattern switch
    {
        "~ALL" => true,
        "~DEFAULT_BRANCH" => reference == "refs/heads/" + defaultBranch,
        _ => FileSystemName.MatchesSimpleExpression(pattern.Replace("**/", "*", StringComparison.Ordinal), reference, ignoreCase: false),
    };
}
