using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.GitHub;

/// <summary><c>github.RepositoryRuleset</c>: what may happen to branches or tags, and who passes.</summary>
internal sealed class RulesetKind(GitHubCloud cloud, string owner, RepositoryPart part) : RepositoryPartKind(cloud, owner, part)
{
    private static readonly string[] Targets = ["branch", "tag", "push"];
    private static readonly string[] Enforcements = ["active", "disabled", "evaluate"];
    private static readonly string[] Actors = ["Integration", "OrganizationAdmin", "RepositoryRole", "Team", "DeployKey", "EnterpriseOwner"];
    private static readonly string[] Modes = ["always", "pull_request", "exempt"];
    private static readonly string[] WithoutId = ["OrganizationAdmin", "DeployKey", "EnterpriseOwner"];

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        foreach (var failure in OneOf("target", inputs.Text("target"), Targets).Concat(OneOf("enforcement", inputs.Text("enforcement"), Enforcements)))
            yield return failure;
        var actors = inputs.Find("bypassActors")?.AsList ?? [];
        for (var i = 0; i < actors.Length; i++)
        {
            var actor = actors[i].Inside() ?? PropertyMap.Empty;
            foreach (var failure in OneOf($"bypassActors[{i}].actorType", actor.Text("actorType"), Actors).Concat(OneOf($"bypassActors[{i}].bypassMode", actor.Text("bypassMode"), Modes)))
                yield return failure;
            if (WithoutId.Contains(actor.Text("actorType")) && actor.Has("actorId"))
                yield return new CheckFailure($"bypassActors[{i}].actorId", $"{actor.Text("actorType")} takes no id; GitHub drops it, and every preview would show a change");
        }
        if (inputs.Map("rules").Map("requiredStatusChecks") is { Count: > 0 } checks && checks.Find("requiredChecks")?.AsList is null or [])
            yield return new CheckFailure("rules.requiredStatusChecks.requiredChecks", "names no check; name one, or leave the rule out");
    }

    private static IEnumerable<CheckFailure> OneOf(string path, string? value, string[] allowed)
    {
        if (value is not null && !allowed.Contains(value))
            yield return new CheckFailure(path, $"'{value}' is none of {string.Join(", ", allowed)}");
    }
}
