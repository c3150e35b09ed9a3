using System.Collections.Immutable;

namespace Slipway.Cli.Graphs;

/// <summary>What is drawn: nodes in groups, and arrows from a node to those that wait for it.</summary>
/// <param name="Nodes">The nodes.</param>
/// <param name="Groups">The groups that they stand in, an outer one before those in it.</param>
/// <param name="Arrows">The arrows.</param>
internal sealed record Diagram(ImmutableArray<DiagramNode> Nodes, ImmutableArray<DiagramGroup> Groups, ImmutableArray<DiagramArrow> Arrows)
{
    /// <summary>The diagram without the arrows that follow from others, as of a → b → c and a → c the last; of a circle none is left out.</summary>
    public Diagram Reduced()
    {
        var next = Arrows.ToLookup(a => a.From, a => a.To, StringComparer.Ordinal);
        var reach = Nodes.ToDictionary(n => n.Id, n => Reach(n.Id), StringComparer.Ordinal);
        return this with
        {
            Arrows = [.. Arrows.Where(a => !next[a.From].Any(via => via != a.To && reach[via].Contains(a.To) && !reach[a.To].Contains(via) && !reach[via].Contains(a.From)))],
        };

        HashSet<string> Reach(string from)
        {
            var found = new HashSet<string>(StringComparer.Ordinal);
            var open = new Stack<string>(next[from]);
            while (open.TryPop(out var at))
            {
                if (!found.Add(at))
                    continue;
                foreach (var to in next[at])
                    open.Push(to);
            }
            return found;
        }
    }
}

/// <summary>A node.</summary>
/// <param name="Id">Its identity in the diagram.</param>
/// <param name="Label">Its name.</param>
/// <param name="Detail">What else is worth knowing, in a few words.</param>
/// <param name="Group">Identity of its group, or empty.</param>
/// <param name="Hue">Which of the colours it has; nodes of one kind have one.</param>
internal sealed record DiagramNode(string Id, string Label, string Detail, string Group = "", int Hue = 0);

/// <summary>A group of nodes.</summary>
/// <param name="Id">Its identity in the diagram, apart from those of nodes.</param>
/// <param name="Label">Its name.</param>
/// <param name="Outer">Identity of the group that it stands in, or empty.</param>
internal sealed record DiagramGroup(string Id, string Label, string Outer = "");

/// <summary>An arrow.</summary>
/// <param name="From">Identity of the node that comes first.</param>
/// <param name="To">Identity of the node that waits for it.</param>
internal sealed record DiagramArrow(string From, string To);
