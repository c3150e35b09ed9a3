using System.Collections.Immutable;
using Slipway.Checks.Rules;
using Slipway.Checks.Yaml;

namespace Slipway.Checks;

/// <summary>Something in a fleet that breaks a rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Place">Where its cause stands.</param>
/// <param name="Message">What is wrong: the thing, the value and the rule.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Clusters">Names of the clusters that have it, in ordinal order; empty when it concerns the file as such.</param>
public sealed record Finding(Rule Rule, YamlPlace Place, string Message, string Remedy, ImmutableArray<string> Clusters)
{
    /// <inheritdoc />
    public override string ToString() => $"{Place}: {Rule.Id}: {Message}; {Remedy}";
}
