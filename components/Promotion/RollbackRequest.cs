namespace Slipway.Components.Promotion;

/// <summary>A rollback that is asked for.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="To">The release to go back to; null for the one before the present.</param>
/// <param name="Delivery">What follows the branch.</param>
public sealed record RollbackRequest(string Environment, Release? To, ProposalDelivery Delivery);
