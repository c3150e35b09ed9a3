using System.Collections.Immutable;
using Slipway.Components.Fleet;

namespace Slipway.Components.Promotion;

/// <summary>How a change of the release file reaches <c>main</c>.</summary>
internal static class ProposalPlan
{
    /// <summary>The steps that bring a content of the release file onto <c>main</c>; none when it is there.</summary>
    public static ImmutableArray<PromotionStep> For(
        string environment, string branch, string content, string message, ProposalDelivery delivery, PromotionFacts facts, ICollection<PromotionRefusal> refusals)
    {
        var steps = ImmutableArray.CreateBuilder<PromotionStep>();
        var file = FleetNames.ReleaseFile(environment);
        if (content == facts.ReleaseFile)
            return [];
        if (facts.Proposal is not { } there)
            steps.Add(new PromotionStep.Propose(branch, file, content, message, Replaces: null));
        else if (!IsProposal(there, file, facts))
        {
            refusals.Add(new("branch-taken",
                $"The branch {branch} of {facts.Repositories.Infrastructure.Name} is there, and is not one commit on main that changes {file} alone.",
                "Somebody works on it: finish or delete that branch, then run this again."));
        }
        else if (there.Content != content || there.ParentContent != facts.ReleaseFile || (delivery == ProposalDelivery.Merge && there.Parent != facts.MainTip))
            steps.Add(new PromotionStep.Propose(branch, file, content, message, there.Commit));
        if (delivery == ProposalDelivery.PullRequest)
            steps.Add(new PromotionStep.OpenPullRequest(FleetRole.Infrastructure, branch, message));
        else if (delivery == ProposalDelivery.Merge)
            steps.Add(new PromotionStep.Merge(FleetRole.Infrastructure, branch));
        return steps.ToImmutable();
    }

    private static bool IsProposal(ProposalFacts there, string file, PromotionFacts facts) =>
        there.Parent is { } parent && facts.Repositories.Infrastructure.MainCommits.Contains(parent) && there.ChangedFiles is [var changed] && changed == file;
}
