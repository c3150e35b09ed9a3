namespace Slipway.Cli.Promotion;

/// <summary>How a promotion or a rollback ended.</summary>
internal enum PromotionOutcome
{
    /// <summary>Nothing was changed; this is what would be.</summary>
    Planned,

    /// <summary>Every step was done.</summary>
    Done,

    /// <summary>A rule refuses it.</summary>
    Refused,

    /// <summary>A step failed.</summary>
    Failed,
}
