using System.Collections.Immutable;

namespace Slipway.Infra.Repositories;

/// <summary>What a pull request needs before it may enter the default branch.</summary>
public sealed record ReviewPolicy
{
    /// <summary>The most approvals that GitHub can require.</summary>
    public const int MostApprovals = 10;

    /// <summary>How many approvals, 0 to <see cref="MostApprovals"/>. Code owners approve what is theirs in any case.</summary>
    /// <value>Default: 1.</value>
    public int Approvals { get; init; } = 1;

    /// <summary>Names of the status checks that must have passed, on a branch that is up to date.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<string> StatusChecks { get; init; } = [];
}
