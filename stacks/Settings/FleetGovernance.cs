using System.Collections.Immutable;
using Slipway.Infra.Repositories;

namespace Slipway.Stacks.Settings;

/// <summary>The keys of <c>slipway:fleet</c> by which the owner governs the repositories.</summary>
public sealed record FleetGovernance
{
    /// <summary>The one identity that passes the rules: whoever runs Pulumi.</summary>
    public required AutomationIdentity Automation { get; init; }

    /// <summary>True when the repositories cannot be destroyed; null as the tier says.</summary>
    /// <value>Default: true in an environment of tier production.</value>
    public bool? Protect { get; init; }

    /// <summary>What a pull request needs.</summary>
    public ReviewPolicy Review { get; init; } = new();

    /// <summary>What the repositories are found by on GitHub.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<string> Topics { get; init; } = [];

    /// <summary>What teams may do.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<TeamAccess> Teams { get; init; } = [];

    /// <summary>The environments that follow release tags.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<PromotionEnvironment> Environments { get; init; } = [];
}
