namespace Slipway.Components.Promotion;

/// <summary>Finds the release to go back to, and plans the way there.</summary>
internal static class RollbackPlanner
{
    /// <summary>The plan.</summary>
    public static PromotionPlan Plan(RollbackRequest request, PromotionFacts facts)
    {
        var refusals = new List<PromotionRefusal>();
        var current = ReleaseFileReading.Current(request.Environment, facts, refusals);
        // The newest version of the file with that release: what the environment had before it went on.
        var target = request.To is { } to
            ? facts.History.FirstOrDefault(h => h.Release == to)
            : facts.History.FirstOrDefault(h => IsBefore(h.Release, current));
        var plan = new PromotionPlan
        {
            Target = request.To ?? target?.Release,
            Current = current,
            Branch = BranchOf(request.To ?? target?.Release, request.Environment),
        };
        if (current is not null && request.To == current)
            return plan;
        if (target is null)
            refusals.Add(Nothing(request, current, facts));
        else
            CheckTags(target.Release, facts, refusals);
        if (refusals.Count > 0)
            return plan with { Refusals = [.. refusals] };
        var message = $"Roll {request.Environment} back to {Words(target!.Release)}\n\nFrom {(current is null ? "what it was" : Words(current))}. The file is as it was in {target.Commit}.\n";
        var steps = ProposalPlan.For(request.Environment, plan.Branch, target.Content, message, request.Delivery, facts, refusals);
        return plan with
        {
            Commits = target.Release.Tag is { } tag ? facts.Repositories.Select((_, r) => r.Tags[tag].Commit) : null,
            Steps = refusals.Count > 0 ? [] : steps,
            Refusals = [.. refusals],
        };
    }

    /// <summary>The branch that proposes going back to a release.</summary>
    public static string BranchOf(Release? target, string environment) => $"rollback/{target?.Tag ?? $"{environment}-main"}";

    // Back is to a lower version: after a rollback, the newest other release is the one that was left for being bad.
    private static bool IsBefore(Release release, Release? current) =>
        current is not null && release != current && (current.Version is null || release.Version < current.Version);

    private static string Words(Release release) => release.Version is { } version ? $"v{version}" : "main";

    private static PromotionRefusal Nothing(RollbackRequest request, Release? current, PromotionFacts facts)
    {
        var ran = string.Join(", ", facts.History.Select(h => h.Release.Version).OfType<Version>().Distinct().OrderDescending());
        if (request.To is { } to)
        {
            return new("never-released", $"{request.Environment} never was at {to.Tag}.",
                ran.Length > 0 ? $"The releases it was at are {ran}." : $"It follows {current?.Reference ?? "nothing"} since its beginning.");
        }
        return current is { Version: null }
            ? new("no-release", $"{request.Environment} follows main and was at no release.", "Take a change back there with git revert, through a pull request.")
            : new("no-release", $"{request.Environment} was at no release before {current?.Version?.ToString() ?? "this one"}.", "Promote a higher version that is good.");
    }

    private static void CheckTags(Release target, PromotionFacts facts, List<PromotionRefusal> refusals)
    {
        foreach (var role in FleetPair<string>.Roles.Where(r => target.Tag is { } tag && !facts.Repositories[r].Tags.ContainsKey(tag)))
        {
            refusals.Add(new("tag-missing", $"The tag {target.Tag} is not in {facts.Repositories[role].Name}, so Flux could not fetch it.",
                "Name another release with --to."));
        }
    }
}
