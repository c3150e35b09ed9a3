namespace Slipway.Components.Promotion;

/// <summary>A rollback of the environment that follows <c>main</c>: the apps repository's files go back to what they were, by one more commit.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="To">The commit to go back to, its first digits or all; null for the one before the present.</param>
/// <param name="Delivery">What follows the branch.</param>
public sealed record RevertRequest(string Environment, string? To, ProposalDelivery Delivery);
