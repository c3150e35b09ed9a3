using System.Collections.Immutable;

namespace Slipway.Cli.Graphs;

/// <summary>A place in a column: of a node, or of an arrow on its way through the column.</summary>
internal sealed class Slot(DiagramNode? node)
{
    /// <summary>The node; null for an arrow on its way.</summary>
    public DiagramNode? Node => node;

    /// <summary>Its middle from the top, in pixels.</summary>
    public double Center { get; set; }
}

/// <summary>An arrow through the columns, from left to right.</summary>
/// <param name="Slots">Its ends, and the places between.</param>
/// <param name="IsReversed">True for an arrow that closes a circle: its head is on the left.</param>
internal sealed record Route(ImmutableArray<Slot> Slots, bool IsReversed);

/// <summary>
/// The columns of a layered drawing (Sugiyama's way): circles are opened, every node stands right of what leads to it, crossings are lessened by
/// ordering each column after its neighbours, and places are evened out without changing the order.
/// </summary>
internal sealed class Columns
{
    private const int Sweeps = 24;
    private const double NodeSpace = Layout.BoxHeight + 14;
    private const double PassSpace = 14;

    private readonly Dictionary<Slot, int> _ranks = [];
    private readonly ILookup<Slot, Slot> _before;
    private readonly ILookup<Slot, Slot> _after;

    private Columns(ImmutableArray<DiagramNode> nodes, IReadOnlyList<DiagramArrow> arrows)
    {
        var slots = nodes.ToDictionary(n => n.Id, n => new Slot(n), StringComparer.Ordinal);
        var opened = Ranking.Opened(nodes, arrows);
        foreach (var (id, rank) in Ranking.Of(nodes, [.. opened.Select(o => o.Arrow)]))
            _ranks[slots[id]] = rank;
        Routes = [.. opened.Select(o => Through(slots[o.Arrow.From], slots[o.Arrow.To], o.IsTurned))];
        var steps = Routes.SelectMany(r => r.Slots.Zip(r.Slots.Skip(1))).ToList();
        _before = steps.ToLookup(s => s.Second, s => s.First);
        _after = steps.ToLookup(s => s.First, s => s.Second);
        Slots = [.. _ranks.GroupBy(r => r.Value).OrderBy(g => g.Key).Select(g => g.Select(r => r.Key).ToList())];
    }

    /// <summary>The columns, each from top to bottom.</summary>
    public ImmutableArray<List<Slot>> Slots { get; }

    /// <summary>The arrows.</summary>
    public ImmutableArray<Route> Routes { get; }

    /// <summary>Places nodes that all have an arrow.</summary>
    public static Columns Of(ImmutableArray<DiagramNode> nodes, IReadOnlyList<DiagramArrow> arrows)
    {
        var columns = new Columns(nodes, arrows);
        columns.Order();
        columns.Place();
        return columns;
    }

    /// <summary>The column of a slot.</summary>
    public int RankOf(Slot slot) => _ranks[slot];

    private Route Through(Slot from, Slot to, bool isReversed)
    {
        var slots = ImmutableArray.CreateBuilder<Slot>();
        slots.Add(from);
        for (var rank = _ranks[from] + 1; rank < _ranks[to]; rank++)
        {
            slots.Add(new Slot(null));
            _ranks[slots[^1]] = rank;
        }
        slots.Add(to);
        return new(slots.ToImmutable(), isReversed);
    }

    private void Order()
    {
        var best = Slots.Select(c => c.ToArray()).ToArray();
        var least = Crossings();
        for (var sweep = 0; sweep < Sweeps && least > 0; sweep++)
        {
            var forward = sweep % 2 == 0;
            foreach (var column in forward ? Slots.Skip(1) : Slots.Reverse().Skip(1))
                Sort(column, forward ? _before : _after);
            if (Crossings() is var crossings && crossings >= least)
                continue;
            least = crossings;
            best = [.. Slots.Select(c => c.ToArray())];
        }
        foreach (var (column, order) in Slots.Zip(best))
        {
            column.Clear();
            column.AddRange(order);
        }
    }

    private void Sort(List<Slot> column, ILookup<Slot, Slot> neighbours)
    {
        var places = Places();
        // A stable sort: those with the same neighbours keep their order.
        var sorted = column.OrderBy(s => neighbours[s].Any() ? neighbours[s].Average(n => places[n]) : places[s]).ToList();
        column.Clear();
        column.AddRange(sorted);
    }

    private Dictionary<Slot, int> Places() => Slots.SelectMany(c => c.Select((s, i) => (s, i))).ToDictionary(p => p.s, p => p.i);

    private int Crossings()
    {
        var places = Places();
        var crossings = 0;
        foreach (var column in Slots)
        {
            var steps = column.SelectMany(s => _after[s].Select(n => (From: places[s], To: places[n]))).ToArray();
            for (var i = 0; i < steps.Length; i++)
            {
                for (var j = 0; j < i; j++)
                    crossings += (steps[i].From - steps[j].From) * (steps[i].To - steps[j].To) < 0 ? 1 : 0;
            }
        }
        return crossings;
    }

    private void Place()
    {
        foreach (var column in Slots)
            Even(column, column.Select(_ => 0.0));
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            foreach (var column in sweep % 2 == 0 ? Slots : Slots.Reverse())
                Even(column, column.Select(s => _before[s].Concat(_after[s]).Select(n => n.Center).DefaultIfEmpty(s.Center).Average()).ToList());
        }
        var top = Slots.SelectMany(c => c).Select(s => s.Center).DefaultIfEmpty().Min() - (Layout.BoxHeight / 2);
        foreach (var slot in Slots.SelectMany(c => c))
            slot.Center -= top;
    }

    // As near to the wanted places as order and space allow: least squares, by joining neighbours that want to pass each other.
    private static void Even(List<Slot> column, IEnumerable<double> wanted)
    {
        var offsets = new double[column.Count];
        for (var i = 1; i < column.Count; i++)
            offsets[i] = offsets[i - 1] + ((Space(column[i - 1]) + Space(column[i])) / 2);
        var blocks = new List<(double Sum, int Count)>();
        foreach (var (want, i) in wanted.Select((w, i) => (w, i)))
        {
            blocks.Add((want - offsets[i], 1));
            while (blocks.Count > 1 && blocks[^2].Sum / blocks[^2].Count > blocks[^1].Sum / blocks[^1].Count)
            {
                blocks[^2] = (blocks[^2].Sum + blocks[^1].Sum, blocks[^2].Count + blocks[^1].Count);
                blocks.RemoveAt(blocks.Count - 1);
            }
        }
        var at = 0;
        foreach (var (sum, count) in blocks)
        {
            for (var i = 0; i < count; i++, at++)
                column[at].Center = (sum / count) + offsets[at];
        }
    }

    private static double Space(Slot slot) => slot.Node is null ? PassSpace : NodeSpace;
}
