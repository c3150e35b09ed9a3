using System.Collections.Immutable;

namespace Slipway.Components.Promotion;

/// <summary>What a promotion or a rollback would do, or why it is refused.</summary>
public sealed record PromotionPlan
{
    /// <summary>What the environment is to run; null when a rollback finds nothing to go back to.</summary>
    public required Release? Target { get; init; }

    /// <summary>What it runs now, by the release file on <c>main</c>; null when that file is not in order.</summary>
    public required Release? Current { get; init; }

    /// <summary>The commits of the target; null when they are not known. Of an environment that follows <c>main</c>, the commit whose files come back.</summary>
    public FleetPair<string>? Commits { get; init; }

    /// <summary>The branch that proposes the change.</summary>
    public required string Branch { get; init; }

    /// <summary>Whether the branch is there already, and proposes just that.</summary>
    /// <value>Default: false.</value>
    public bool IsProposed { get; init; }

    /// <summary>What to do, in this order. With refusals, at most the removal of what an interrupted run left.</summary>
    public ImmutableArray<PromotionStep> Steps { get; init; } = [];

    /// <summary>Every reason not to.</summary>
    public ImmutableArray<PromotionRefusal> Refusals { get; init; } = [];

    /// <summary>Plans a promotion.</summary>
    public static PromotionPlan For(PromotionRequest request, PromotionFacts facts) => new PromotionPlanner(request, facts).Plan();

    /// <summary>Plans a rollback.</summary>
    public static PromotionPlan For(RollbackRequest request, PromotionFacts facts) => RollbackPlanner.Plan(request, facts);

    /// <summary>Plans a rollback of the environment that follows <c>main</c>.</summary>
    public static PromotionPlan For(RevertRequest request, RevertFacts facts) => RevertPlanner.Plan(request, facts);
}
