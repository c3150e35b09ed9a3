using Slipway.Checks.Flux;

namespace Slipway.Checks.Rules.ImageAutomation;

/// <summary>Image automation knows the branches that it reads and writes.</summary>
internal sealed class AutomationBranchLint : Lint
{
    /// <summary>What it looks for.</summary>
    public static Rule Rule { get; } = new(
        "SLW103", Severity.Error, "Automation has a branch to read and to write",
        "Without git.checkout it reads the branch of its source, and without git.push it writes there; a source that follows a tag or ref.name has none, and the automation fails.",
        "Set spec.git.checkout.ref.branch and spec.git.push.branch, the latter to a branch of its own.")
    {
        Bad = "kind: ImageUpdateAutomation\nspec:\n  git:\n    commit: {}",
        Good = "kind: ImageUpdateAutomation\nspec:\n  git:\n    checkout:\n      ref:\n        branch: main\n    push:\n      branch: flux/image-updates",
    };

    /// <inheritdoc />
    public override void Check(Cluster cluster, ClusterFindings findings)
    {
        foreach (var automation in Automation.In(cluster).Where(a => a.Source is { } source && source.Find("spec", "ref", "branch") is null))
        {
            var (reads, writes) = (automation.Object.Find("spec", "git", "checkout", "ref", "branch") is not null, automation.Object.Find("spec", "git", "push", "branch") is not null);
            if (!reads)
                findings.Add(Rule, automation.Object.PlaceOf("spec", "git"), $"{automation.Object} does not say which branch it {(writes ? "reads" : "reads and writes")}, and {automation.Source} follows none");
        }
    }
}
