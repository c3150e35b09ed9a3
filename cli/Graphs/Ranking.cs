using System.Collections.Immutable;

namespace Slipway.Cli.Graphs;

/// <summary>Which column of a drawing a node stands in.</summary>
internal static class Ranking
{
    /// <summary>The arrows without circles: those that close one are turned round.</summary>
    public static ImmutableArray<(DiagramArrow Arrow, bool IsTurned)> Opened(ImmutableArray<DiagramNode> nodes, IReadOnlyList<DiagramArrow> arrows)
    {
        var next = arrows.ToLookup(a => a.From, StringComparer.Ordinal);
        var opened = ImmutableArray.CreateBuilder<(DiagramArrow, bool)>(arrows.Count);
        var open = new HashSet<string>(StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in nodes)
            Visit(node.Id);
        return opened.ToImmutable();

        void Visit(string id)
        {
            if (!done.Add(id))
                return;
            open.Add(id);
            foreach (var arrow in next[id])
            {
                var closes = open.Contains(arrow.To);
                opened.Add((closes ? new DiagramArrow(arrow.To, arrow.From) : arrow, closes));
                Visit(arrow.To);
            }
            open.Remove(id);
        }
    }

    /// <summary>The column of every node: right of all that lead to it, and no farther left of what it leads to than it must be.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="arrows">Arrows without a circle.</param>
    public static Dictionary<string, int> Of(ImmutableArray<DiagramNode> nodes, IReadOnlyCollection<DiagramArrow> arrows)
    {
        var before = arrows.ToLookup(a => a.To, a => a.From, StringComparer.Ordinal);
        var after = arrows.ToLookup(a => a.From, a => a.To, StringComparer.Ordinal);
        var ranks = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var node in nodes)
            Rank(node.Id);
        foreach (var node in nodes.Where(n => !before[n.Id].Any() && after[n.Id].Any()))
            ranks[node.Id] = after[node.Id].Min(id => ranks[id]) - 1;
        return ranks;

        int Rank(string id) => ranks.TryGetValue(id, out var known) ? known : ranks[id] = before[id].Select(Rank).DefaultIfEmpty(-1).Max() + 1;
    }
}
