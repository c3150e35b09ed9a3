using System.Collections.Immutable;
using Slipway.Components.Promotion;

namespace Slipway.Cli.Promotion;

/// <summary>
/// Carries out a plan. Both tags are made or none: when the second is refused the first is taken back, and when the run is killed between them the record in the
/// first tells the next run how to go on.
/// </summary>
internal sealed class PromotionRun(FleetPair<FleetClone> clones, PromotionPlan plan, bool sign, FleetPair<PullRequests>? pulls, IFleetHost? host, Action<string> report)
{
    private readonly HashSet<PromotionStep> _done = [];
    private string? _proposed;

    /// <summary>Whether a step was done.</summary>
    public bool IsDone(PromotionStep step) => _done.Contains(step);

    /// <summary>Address of the pull request; null without one.</summary>
    public string? PullRequest { get; private set; }

    /// <summary>Does every step.</summary>
    /// <exception cref="GitException">A step failed; what was done before it stays, but never one tag without the other.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var step in plan.Steps)
            Admit(step);
        var tags = plan.Steps.OfType<PromotionStep.TagCommit>().ToImmutableArray();
        // Once one repository is tagged the other follows: what is stopped in between is git, and that is a failure with its own way back.
        if (!tags.IsEmpty)
            await TagAsync(tags).ConfigureAwait(false);
        foreach (var step in plan.Steps.Where(s => s is not PromotionStep.TagCommit))
        {
            await DoAsync(step, cancellation).ConfigureAwait(false);
            _done.Add(step);
        }
    }

    private void Admit(PromotionStep step)
    {
        switch (step)
        {
            case PromotionStep.TagCommit tag:
                host?.Admit(tag.Role, $"refs/tags/{tag.Tag}");
                break;
            case PromotionStep.RemoveTag tag:
                host?.Admit(tag.Role, $"refs/tags/{tag.Tag}");
                break;
            case PromotionStep.Propose proposal:
                host?.Admit(FleetRole.Infrastructure, $"refs/heads/{proposal.Branch}");
                break;
            case PromotionStep.Restore restored:
                host?.Admit(FleetRole.Apps, $"refs/heads/{restored.Branch}");
                break;
            case PromotionStep.Merge merge:
                host?.Admit(merge.Role, "refs/heads/main");
                break;
        }
    }

    private async Task DoAsync(PromotionStep step, CancellationToken cancellation)
    {
        switch (step)
        {
            case PromotionStep.RemoveTag tag:
                await clones[tag.Role].PushAsync(cancellation, new ReferenceUpdate($"refs/tags/{tag.Tag}", "", tag.Object)).ConfigureAwait(false);
                report($"took the tag {tag.Tag} back from {Name(tag.Role)}");
                break;
            case PromotionStep.Propose proposal:
                _proposed = await clones.Infrastructure.CommitAsync(proposal.File, proposal.Content, proposal.Message, cancellation).ConfigureAwait(false);
                await clones.Infrastructure.PushAsync(cancellation, new ReferenceUpdate($"refs/heads/{proposal.Branch}", _proposed, proposal.Replaces ?? "")).ConfigureAwait(false);
                report($"pushed the branch {proposal.Branch} to {Name(FleetRole.Infrastructure)}");
                break;
            case PromotionStep.Restore restored:
                _proposed = await clones.Apps.RestoreAsync(restored.Commit, restored.Message, cancellation).ConfigureAwait(false);
                await clones.Apps.PushAsync(cancellation, new ReferenceUpdate($"refs/heads/{restored.Branch}", _proposed, restored.Replaces ?? "")).ConfigureAwait(false);
                report($"pushed the branch {restored.Branch} to {Name(FleetRole.Apps)}");
                break;
            case PromotionStep.OpenPullRequest pull:
                PullRequest = await pulls![pull.Role].OpenAsync(pull.Branch, pull.Message, cancellation).ConfigureAwait(false);
                report($"the pull request is {PullRequest}");
                break;
            case PromotionStep.Merge merge:
                await MergeAsync(clones[merge.Role], merge.Branch, cancellation).ConfigureAwait(false);
                report($"merged {merge.Branch} into main of {Name(merge.Role)}");
                break;
            default:
                throw new InvalidOperationException($"{step} is no step.");
        }
    }

    private async Task MergeAsync(FleetClone clone, string branch, CancellationToken cancellation)
    {
        var main = await FleetReading.MainAsync(clone, cancellation).ConfigureAwait(false);
        var tip = _proposed ?? await clone.TipAsync(branch, cancellation).ConfigureAwait(false) ?? throw new GitException($"There is no branch {branch}.");
        await clone.PushAsync(
            cancellation, new ReferenceUpdate("refs/heads/main", tip, main), new ReferenceUpdate($"refs/heads/{branch}", "", tip)).ConfigureAwait(false);
    }

    private async Task TagAsync(ImmutableArray<PromotionStep.TagCommit> steps)
    {
        var tag = steps[0].Tag;
        // Made before any is pushed, so that a key that cannot sign leaves nothing behind.
        foreach (var step in steps)
            await clones[step.Role].TagAsync(tag, step.Commit, step.Message, sign, CancellationToken.None).ConfigureAwait(false);
        try
        {
            foreach (var step in steps)
            {
                await PushTagAsync(step).ConfigureAwait(false);
                _done.Add(step);
                report($"tagged {Name(step.Role)} {tag} at {step.Commit[..12]}");
            }
            foreach (var role in FleetPair<string>.Roles)
            {
                if (await clones[role].RemoteTagAsync(tag, CancellationToken.None).ConfigureAwait(false) is null)
                    throw new GitException($"The tag {tag} is not in {Name(role)}, though it was pushed there.");
            }
        }
        catch (GitException problem)
        {
            throw new GitException($"{problem.Message} {await UndoAsync(tag).ConfigureAwait(false)}");
        }
    }

    private async Task PushTagAsync(PromotionStep.TagCommit step)
    {
        var clone = clones[step.Role];
        var made = await clone.LocalTagAsync(step.Tag, CancellationToken.None).ConfigureAwait(false);
        try
        {
            await clone.PushAsync(CancellationToken.None, new ReferenceUpdate($"refs/tags/{step.Tag}", made!, "")).ConfigureAwait(false);
        }
        catch (GitException)
        {
            // Another run may have been quicker with the same promotion, or the host took it and the answer was lost.
            if (!await IsThereAsync(clone, step).ConfigureAwait(false))
                throw;
        }
    }

    private async Task<bool> IsThereAsync(FleetClone clone, PromotionStep.TagCommit step)
    {
        if (await clone.RemoteTagAsync(step.Tag, CancellationToken.None).ConfigureAwait(false) is null)
            return false;
        var there = await clone.FetchTagAsync(step.Tag, CancellationToken.None).ConfigureAwait(false);
        var environment = plan.Target!.Environment;
        return there?.Commit == step.Commit && PromotionRecord.TryParse(environment, there.Message) is { } record
            && record.Agrees(PromotionRecord.TryParse(environment, step.Message)!);
    }

    // Only what carries the record is taken back, and only where it stands alone.
    private async Task<string> UndoAsync(string tag)
    {
        try
        {
            var there = clones.Select((role, clone) => (Clone: clone, Role: role, Object: clone.RemoteTagAsync(tag, CancellationToken.None)));
            var found = new List<(FleetClone Clone, FleetRole Role, string Object)>();
            foreach (var role in FleetPair<string>.Roles)
            {
                if (await there[role].Object.ConfigureAwait(false) is { } named)
                    found.Add((there[role].Clone, role, named));
            }
            if (found is not [var alone])
                return found.Count == 0 ? "No repository is tagged." : "Both repositories are tagged; run this again to go on.";
            if (alone.Object != await alone.Clone.LocalTagAsync(tag, CancellationToken.None).ConfigureAwait(false))
                return $"The tag {tag} of {Name(alone.Role)} was made by another run, and is left to it.";
            await alone.Clone.PushAsync(CancellationToken.None, new ReferenceUpdate($"refs/tags/{tag}", "", alone.Object)).ConfigureAwait(false);
            _done.RemoveWhere(s => s is PromotionStep.TagCommit);
            return $"The tag {tag} was taken back from {Name(alone.Role)}; no repository is tagged.";
        }
        catch (GitException problem)
        {
            return $"What was tagged could not be taken back ({problem.Message}). Run this again: it completes the promotion, or undoes it.";
        }
    }

    private string Name(FleetRole role) => clones[role].Address.Name;
}
