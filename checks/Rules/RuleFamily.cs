using System.Collections.Immutable;

namespace Slipway.Checks.Rules;

/// <summary>Rules about one thing, with ids in one range.</summary>
/// <param name="Title">What they are about.</param>
/// <param name="Rules">The rules by id.</param>
public sealed record RuleFamily(string Title, ImmutableArray<Rule> Rules);
