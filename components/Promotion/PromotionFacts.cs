using System.Collections.Immutable;

namespace Slipway.Components.Promotion;

/// <summary>What Git and the previous environment tell, as far as a promotion or a rollback depends on it.</summary>
public sealed record PromotionFacts
{
    /// <summary>The repositories.</summary>
    public required FleetPair<RepositoryFacts> Repositories { get; init; }

    /// <summary>The last commit of <c>main</c> in the infrastructure repository.</summary>
    public required string MainTip { get; init; }

    /// <summary>The environment's release file on <c>main</c>; null when there is none.</summary>
    public required string? ReleaseFile { get; init; }

    /// <summary>The release file's versions on <c>main</c>, the newest first; those that pin no release are left out.</summary>
    public ImmutableArray<PinnedRelease> History { get; init; } = [];

    /// <summary>The branch by which the change would be proposed; null when it is not there.</summary>
    public ProposalFacts? Proposal { get; init; }

    /// <summary>What the previous environment is to run, by its release file on <c>main</c>; null when that is not known.</summary>
    public Release? PreviousRelease { get; init; }

    /// <summary>What the previous environment runs; null when that is not known.</summary>
    public EnvironmentStatus? PreviousStatus { get; init; }
}
