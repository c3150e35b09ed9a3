using Slipway.Components.Promotion;

namespace Slipway.Cli.Promotion;

/// <summary>A plan as text.</summary>
internal static class PromotionView
{
    /// <summary>Writes what would happen, with the change of the release file as a patch.</summary>
    public static async Task WriteAsync(TextWriter output, PromotionPlan plan, FleetPair<FleetClone> clones, CancellationToken cancellation)
    {
        if (plan.Current is null || plan.Current != plan.Target)
            output.WriteLine($"{plan.Current?.Reference ?? "?"} -> {plan.Target?.Reference ?? "?"}");
        if (plan.Commits is { } commits)
        {
            foreach (var role in FleetPair<string>.Roles)
                output.WriteLine($"  {clones[role].Address.Name} at {commits[role]}");
        }
        for (var i = 0; i < plan.Steps.Length; i++)
        {
            output.WriteLine($"{i + 1}. {Words(plan.Steps[i], clones)}");
            if (plan.Steps[i] is PromotionStep.Propose proposal)
                await WritePatchAsync(output, clones.Infrastructure, await clones.Infrastructure.CommitAsync(proposal.File, proposal.Content, proposal.Message, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
            if (plan.Steps[i] is PromotionStep.Restore restored)
                await WritePatchAsync(output, clones.Apps, await clones.Apps.RestoreAsync(restored.Commit, restored.Message, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        }
    }

    private static async Task WritePatchAsync(TextWriter output, FleetClone clone, string commit, CancellationToken cancellation)
    {
        var patch = await clone.PatchAsync(commit, cancellation).ConfigureAwait(false);
        foreach (var line in patch.TrimEnd('\n').Split('\n'))
            output.WriteLine(Terminal.Harmless($"   {line}"));
    }

    private static string Words(PromotionStep step, FleetPair<FleetClone> clones) => step switch
    {
        PromotionStep.TagCommit s => $"tag {Name(s.Role, clones)}: {s.Tag} at {s.Commit}",
        PromotionStep.RemoveTag s => $"take back the tag {s.Tag} from {Name(s.Role, clones)}, which an interrupted run left",
        PromotionStep.Propose s => $"push {(s.Replaces is null ? "" : "anew ")}the branch {s.Branch} to {Name(FleetRole.Infrastructure, clones)}: {s.Message.Split('\n')[0]}",
        PromotionStep.Restore s => $"push {(s.Replaces is null ? "" : "anew ")}the branch {s.Branch} to {Name(FleetRole.Apps, clones)}: {s.Message.Split('\n')[0]}",
        PromotionStep.OpenPullRequest s => $"open a pull request for {s.Branch}, unless one is open",
        PromotionStep.Merge s => $"fast-forward main of {Name(s.Role, clones)} to {s.Branch}",
        _ => throw new InvalidOperationException($"{step} is no step."),
    };

    private static string Name(FleetRole role, FleetPair<FleetClone> clones) => clones[role].Address.Name;
}
