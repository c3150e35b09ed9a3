using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.GitHub;

/// <summary><c>github.RepositoryRuleset</c>: rules that the lab's GitHub keeps to when it commits files and renames branches.</summary>
internal sealed class RulesetKind(GitHubCloud cloud, string owner) : RepositorySettingKind(cloud, owner, GitHubCloud.RulesetsFolder, "rulesetId")
{
    private static readonly string[] OfBranches = ["branchNamePattern", "copilotCodeReview", "mergeQueue", "pullRequest", "updateAllowsFetchAndMerge"];
    private static readonly string[] OfTags = ["tagNamePattern"];
    private static readonly string[] OfPushes = ["fileExtensionRestriction", "filePathRestriction", "maxFilePathLength", "maxFileSize"];
    private static readonly string[] Numbered = ["Integration", "RepositoryRole", "Team", "User"];

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        var target = inputs.Text("target");
        foreach (var name in inputs.Map("rules").Keys.Where(inputs.Map("rules").Has))
        {
            var fits = OfPushes.Contains(name) ? target == "push" : OfTags.Contains(name) ? target == "tag" : OfBranches.Contains(name) ? target == "branch" : target != "push";
            if (target is "branch" or "tag" or "push" && !fits)
                yield return new CheckFailure($"rules.{name}", $"422 Validation Failed: Invalid rule '{name}': it does not go with target {target}");
        }
        if (target is "branch" or "tag" && !inputs.Has("conditions"))
            yield return new CheckFailure("conditions", $"422 Validation Failed: conditions are required for rulesets of target {target}");
        if (target == "push" && inputs.Has("conditions"))
            yield return new CheckFailure("conditions", "422 Validation Failed: a push ruleset is about the whole repository and has no conditions");
        foreach (var failure in CheckPatterns(inputs, target))
            yield return failure;
        foreach (var failure in CheckBypass(inputs, target))
            yield return failure;
        var review = inputs.Map("rules").Map("pullRequest");
        if (review.Find("allowedMergeMethods") is { ContainsUnknowns: false } && review.Texts("allowedMergeMethods").IsEmpty)
            yield return new CheckFailure("rules.pullRequest.allowedMergeMethods", "422 Validation Failed: at least one merge method must be allowed");
        var checks = inputs.Map("rules").Map("requiredStatusChecks");
        if (checks.Find("requiredChecks") is { ContainsUnknowns: false } && checks.Find("requiredChecks")?.AsList is { Length: 0 })
            yield return new CheckFailure("rules.requiredStatusChecks.requiredChecks", "422 Validation Failed: at least one check must be required");
    }

    protected override PropertyMap Complete(PropertyMap repository, PropertyMap outputs) => outputs;

    protected override bool Clashes(PropertyMap wanted, PropertyMap other) => wanted.Text("name") == other.Text("name");

    protected override string Taken(PropertyMap wanted) => $"422 Validation Failed: Name must be unique: there is a ruleset '{wanted.Text("name")}' already";

    private static IEnumerable<CheckFailure> CheckPatterns(PropertyMap inputs, string? target)
    {
        var names = inputs.Map("conditions").Map("refName");
        if (names.Find("includes") is { ContainsUnknowns: false } && names.Texts("includes").IsEmpty)
            yield return new CheckFailure("conditions.refName.includes", "422 Validation Failed: one pattern at least must be included, or the ruleset is about nothing");
        foreach (var list in (string[])["includes", "excludes"])
        {
            var patterns = names.Texts(list);
            for (var i = 0; i < patterns.Length; i++)
            {
                var prefix = target == "tag" ? "refs/tags/" : "refs/heads/";
                if (patterns[i] != "~ALL" && !(patterns[i] == "~DEFAULT_BRANCH" && target == "branch") && !patterns[i].StartsWith(prefix, StringComparison.Ordinal))
                {
                    yield return new CheckFailure(
                        $"conditions.refName.{list}[{i}]",
                        $"422 Validation Failed: Invalid target patterns: '{patterns[i]}'; give {prefix}…, ~ALL{(target == "branch" ? " or ~DEFAULT_BRANCH" : "")}");
                }
            }
        }
    }

    private static IEnumerable<CheckFailure> CheckBypass(PropertyMap inputs, string? target)
    {
        var actors = inputs.Find("bypassActors")?.AsList ?? [];
        for (var i = 0; i < actors.Length; i++)
        {
            if (actors[i].Inside() is not { } actor || actor.Text("actorType") is not { } type)
                continue;
            if (Numbered.Contains(type) && !actor.Has("actorId"))
                yield return new CheckFailure($"bypassActors[{i}].actorId", $"422 Validation Failed: an actor of type {type} needs its id");
            if (actor.Text("bypassMode") == "pull_request" && (target == "tag" || type == "DeployKey"))
                yield return new CheckFailure($"bypassActors[{i}].bypassMode", $"422 Validation Failed: pull_request goes with branches, and not with deploy keys: {type} on target {target}");
        }
    }
}
