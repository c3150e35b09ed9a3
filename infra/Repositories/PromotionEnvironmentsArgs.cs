using System.Collections.Immutable;

namespace Slipway.Infra.Repositories;

/// <summary>What <see cref="PromotionEnvironments"/> are made from.</summary>
public sealed class PromotionEnvironmentsArgs : ResourceArgs
{
    /// <summary>The repository's name.</summary>
    public required Input<string> Repository { get; init; }

    /// <summary>The environments.</summary>
    public required ImmutableArray<PromotionEnvironment> Environments { get; init; }
}
