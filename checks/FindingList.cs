using System.Collections.Immutable;
using Slipway.Checks.Rules;
using Slipway.Checks.Yaml;

namespace Slipway.Checks;

/// <summary>Gathers findings; what several clusters have in common is one finding that names them.</summary>
public sealed class FindingList
{
    private readonly Dictionary<(string Rule, YamlPlace Place, string Message), Entry> _entries = [];

    private sealed record Entry(Rule Rule, string Remedy, SortedSet<string> Clusters);

    /// <summary>Adds a finding.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="place">Where its cause stands.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="remedy">What to do; the rule's own remedy when left out.</param>
    /// <param name="cluster">Name of the cluster; null when it concerns the file as such.</param>
    public void Add(Rule rule, YamlPlace place, string message, string? remedy = null, string? cluster = null)
    {
        if (!_entries.TryGetValue((rule.Id, place, message), out var entry))
            _entries[(rule.Id, place, message)] = entry = new Entry(rule, remedy ?? rule.Remedy, new SortedSet<string>(StringComparer.Ordinal));
        if (cluster is not null)
            entry.Clusters.Add(cluster);
    }

    /// <summary>The findings by file and place.</summary>
    public ImmutableArray<Finding> ToImmutable() =>
    [
        .. _entries.Select(e => new Finding(e.Value.Rule, e.Key.Place, e.Key.Message, e.Value.Remedy, [.. e.Value.Clusters]))
            .OrderBy(f => f.Place.File, StringComparer.Ordinal).ThenBy(f => f.Place.Line).ThenBy(f => f.Place.Column).ThenBy(f => f.Rule.Id, StringComparer.Ordinal).ThenBy(f => f.Message, StringComparer.Ordinal),
    ];
}
