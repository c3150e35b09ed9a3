using Slipway.Checks.Flux;
using Slipway.Checks.Rules;
using Slipway.Checks.Yaml;

namespace Slipway.Checks;

/// <summary>Findings of one cluster.</summary>
/// <param name="findings">Where they go.</param>
/// <param name="cluster">The cluster.</param>
public sealed class ClusterFindings(FindingList findings, Cluster cluster)
{
    private readonly string? _name = cluster.IsReal ? cluster.Name : null;

    /// <summary>Adds a finding.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="place">Where its cause stands.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="remedy">What to do; the rule's own remedy when left out.</param>
    public void Add(Rule rule, YamlPlace place, string message, string? remedy = null) => findings.Add(rule, place, message, remedy, _name);
}
