namespace Slipway.Components.Promotion;

/// <summary>What follows the branch that proposes a release.</summary>
public enum ProposalDelivery
{
    /// <summary>Nothing: somebody opens the pull request.</summary>
    Branch,

    /// <summary>A pull request.</summary>
    PullRequest,

    /// <summary><c>main</c> is fast-forwarded at once.</summary>
    Merge,
}
