namespace Slipway.Components.Promotion;

/// <summary>One thing to do. Each is one push or one call, so nothing is ever half of a step.</summary>
public abstract record PromotionStep
{
    private PromotionStep()
    {
    }

    /// <summary>Makes a release tag and pushes it.</summary>
    /// <param name="Role">The repository.</param>
    /// <param name="Tag">The tag's name.</param>
    /// <param name="Commit">What it names.</param>
    /// <param name="Message">Its message: a <see cref="PromotionRecord"/>.</param>
    public sealed record TagCommit(FleetRole Role, string Tag, string Commit, string Message) : PromotionStep;

    /// <summary>Takes back the tag of a promotion that was interrupted and can no longer be completed.</summary>
    /// <param name="Role">The repository.</param>
    /// <param name="Tag">The tag's name.</param>
    /// <param name="Object">What it must still name.</param>
    public sealed record RemoveTag(FleetRole Role, string Tag, string Object) : PromotionStep;

    /// <summary>Pushes a branch with one commit on <c>main</c> that changes the release file.</summary>
    /// <param name="Branch">The branch.</param>
    /// <param name="File">The release file.</param>
    /// <param name="Content">Its content from then on.</param>
    /// <param name="Message">The commit's message.</param>
    /// <param name="Replaces">The commit that the branch must be at now, which an earlier run proposed; null when there must be no such branch.</param>
    public sealed record Propose(string Branch, string File, string Content, string Message, string? Replaces) : PromotionStep;

    /// <summary>Pushes a branch of the apps repository with one commit on <c>main</c> whose files are those of an earlier commit.</summary>
    /// <param name="Branch">The branch.</param>
    /// <param name="Commit">The commit whose files come back.</param>
    /// <param name="Message">The commit's message.</param>
    /// <param name="Replaces">The commit that the branch must be at now, which an earlier run proposed; null when there must be no such branch.</param>
    public sealed record Restore(string Branch, string Commit, string Message, string? Replaces) : PromotionStep;

    /// <summary>Opens a pull request for the branch, or finds the one that is open.</summary>
    /// <param name="Role">The repository.</param>
    /// <param name="Branch">The branch.</param>
    /// <param name="Message">Its title, and below an empty line what it is about.</param>
    public sealed record OpenPullRequest(FleetRole Role, string Branch, string Message) : PromotionStep;

    /// <summary>Fast-forwards <c>main</c> to the branch, and removes the branch.</summary>
    /// <param name="Role">The repository.</param>
    /// <param name="Branch">The branch.</param>
    public sealed record Merge(FleetRole Role, string Branch) : PromotionStep;
}
