using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.GitHub;

/// <summary>
/// Whether a commit through the contents API may reach a branch. The lab is logged in as an automation that is every App it is named as and the
/// organization's administrator, so rules that let one of those pass, let it pass.
/// </summary>
internal static class RulesetGate
{
    private static readonly string[] Automation = ["Integration", "OrganizationAdmin"];

    /// <summary>Refuses a commit that an active ruleset does not let through.</summary>
    /// <exception cref="ProviderException">The ruleset does not.</exception>
    public static void CheckCommit(GitHubCloud cloud, string owner, string repository, string branch, string call)
    {
        foreach (var ruleset in cloud.Parts(owner, repository, "rulesets"))
        {
            if (ruleset.Text("enforcement") != "active" || ruleset.Text("target") != "branch" || !Covers(ruleset, branch, cloud.Git(owner, repository).DefaultBranch) || Passes(ruleset))
                continue;
            var rules = ruleset.Map("rules");
            var broken = rules.Has("pullRequest") ? "Changes must be made through a pull request."
                : rules.Has("requiredStatusChecks") ? "Required status checks are expected."
                : rules.Flag("update") ? "Cannot update this protected ref."
                : null;
            if (broken is not null)
                throw new ProviderException($"{call}: 409 Repository rule violations found: {broken} (ruleset '{ruleset.Text("name")}' of {owner}/{repository}, refs/heads/{branch})");
        }
    }

    private static bool Passes(PropertyMap ruleset) => (ruleset.Find("bypassActors")?.AsList ?? [])
        .Any(a => a.Inside() is { } actor && Automation.Contains(actor.Text("actorType")) && actor.Text("bypassMode") is null or "always" or "exempt");

    private static bool Covers(PropertyMap ruleset, string branch, string defaultBranch)
    {
        var names = ruleset.Map("conditions").Map("refName");
        return names.Texts("includes").Any(Matches) && !names.Texts("excludes").Any(Matches);

        bool Matches(string pattern) => pattern switch
        {
            "~ALL" => true,
            "~DEFAULT_BRANCH" => branch == defaultBranch,
            _ => pattern == $"refs/heads/{branch}" || System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, $"refs/heads/{branch}", ignoreCase: false),
        };
    }
}
