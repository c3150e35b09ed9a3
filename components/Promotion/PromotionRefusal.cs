namespace Slipway.Components.Promotion;

/// <summary>Why a promotion or a rollback is not done.</summary>
/// <param name="Rule">Stable id of the rule, e.g. <c>not-on-main</c>.</param>
/// <param name="Reason">What is wrong, with name and value.</param>
/// <param name="Remedy">What to do.</param>
public sealed record PromotionRefusal(string Rule, string Reason, string Remedy)
{
    /// <inheritdoc />
    public override string ToString() => $"{Reason} {Remedy}";
}
