using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Slipway.Components.Promotion;

/// <summary>Finds the commit to go back to, and plans the way there.</summary>
internal static partial class RevertPlanner
{
    /// <summary>The plan.</summary>
    public static PromotionPlan Plan(RevertRequest request, RevertFacts facts)
    {
        var refusals = new List<PromotionRefusal>();
        if (facts.Release is not { Version: null } release)
            refusals.Add(new("pinned", $"{request.Environment} is to run {facts.Release?.Reference ?? "what its release file does not tell"}, and not main.", "Let its release file follow refs/heads/main, through a pull request."));
        var target = request.To is { } to ? Named(to, facts, refusals) : Before(request, facts, refusals);
        var branch = BranchOf(request.Environment, target?.Commit);
        var plan = new PromotionPlan
        {
            Target = Release.OfBranch(request.Environment),
            Current = facts.Release,
            Branch = branch,
            Commits = target is null ? null : new(facts.InfrastructureTip, target.Commit),
        };
        if (target is null || refusals.Count > 0 || target.Tree == facts.Main[0].Tree)
            return plan with { Refusals = [.. refusals] };
        var steps = Steps(request, facts, target, branch, refusals);
        return plan with { Steps = refusals.Count > 0 ? [] : steps, IsProposed = refusals.Count == 0 && steps.IsEmpty, Refusals = [.. refusals] };
    }

    /// <summary>The branch that proposes going back to a commit.</summary>
    public static string BranchOf(string environment, string? commit) => $"rollback/{environment}-{commit?[..12] ?? "main"}";

    private static ImmutableArray<PromotionStep> Steps(RevertRequest request, RevertFacts facts, MainCommit target, string branch, List<PromotionRefusal> refusals)
    {
        var steps = ImmutableArray.CreateBuilder<PromotionStep>();
        var message = $"Roll {request.Environment} back to {target.Commit[..12]}\n\nThe files are as they were then: {target.Message.Split('\n')[0]}\n\nBack-to: {target.Commit}\n";
        if (facts.Proposal is not { } there)
            steps.Add(new PromotionStep.Restore(branch, target.Commit, message, Replaces: null));
        else if (BackTo(there.Message) is null || facts.Main.All(c => c.Commit != there.Parent))
        {
            refusals.Add(new("branch-taken", $"The branch {branch} of {facts.Repository} is there, and is not one commit on main that goes back to {target.Commit[..12]}.",
                "Somebody works on it: finish or delete that branch, then run this again."));
        }
        else if (there.Tree != target.Tree || there.Parent != facts.Main[0].Commit)
            steps.Add(new PromotionStep.Restore(branch, target.Commit, message, there.Commit));
        if (request.Delivery == ProposalDelivery.PullRequest)
            steps.Add(new PromotionStep.OpenPullRequest(FleetRole.Apps, branch, message));
        else if (request.Delivery == ProposalDelivery.Merge)
            steps.Add(new PromotionStep.Merge(FleetRole.Apps, branch));
        return steps.ToImmutable();
    }

    private static MainCommit? Named(string to, RevertFacts facts, List<PromotionRefusal> refusals)
    {
        var found = facts.Main.Where(c => c.Commit.StartsWith(to, StringComparison.Ordinal)).ToList();
        if (found.Count != 1)
        {
            refusals.Add(new(found.Count == 0 ? "not-on-main" : "ambiguous", $"{to} is {(found.Count == 0 ? "no commit" : "the beginning of several commits")} of main in {facts.Repository}.",
                $"Name one that git log --first-parent shows, such as {facts.Main[0].Commit[..12]}."));
        }
        return found.Count == 1 ? found[0] : null;
    }

    // What a rollback went back to is where the next one starts; commits that changed nothing are no place to stop at.
    private static MainCommit? Before(RevertRequest request, RevertFacts facts, List<PromotionRefusal> refusals)
    {
        var present = BackTo(facts.Main[0].Message) is { } earlier && facts.Main.FirstOrDefault(c => c.Commit == earlier) is { } restored && restored.Tree == facts.Main[0].Tree
            ? facts.Main.IndexOf(restored)
            : 0;
        var target = facts.Main[(present + 1)..].FirstOrDefault(c => c.Tree != facts.Main[present].Tree);
        if (target is null)
            refusals.Add(new("no-release", $"main of {facts.Repository} has no commit before {facts.Main[present].Commit[..12]}, so {request.Environment} has nothing to go back to.", "Correct what is wrong by a further commit."));
        return target;
    }

    private static string? BackTo(string message) => Trailer().Match(message) is { Success: true } match ? match.Groups["commit"].Value : null;

    [GeneratedRegex("^Back-to: (?<commit>[0-9a-f]{40})$", RegexOptions.Multiline)]
    private static partial Regex Trailer();
}
