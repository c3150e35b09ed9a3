using System.Collections.Immutable;

namespace Slipway.Infra.Identity;

/// <summary>What must hold for a statement to count.</summary>
/// <param name="Operator">IAM's operator, e.g. <c>StringEquals</c>.</param>
/// <param name="Key">What is compared, e.g. <c>aws:SourceAccount</c>.</param>
/// <param name="Values">What it is compared with; one of them must match.</param>
public sealed record PolicyCondition(string Operator, string Key, params ImmutableArray<string> Values);
