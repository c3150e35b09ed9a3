using System.Collections.Immutable;

namespace Slipway.Cli.Graphs;

/// <summary>A diagram with places: boxes in columns from left to right, each right of what it waits for.</summary>
/// <param name="Boxes">The nodes.</param>
/// <param name="Lines">The arrows.</param>
/// <param name="Width">Width of the whole, in pixels.</param>
/// <param name="Height">Height of the whole, in pixels.</param>
internal sealed record Layout(ImmutableArray<LayoutBox> Boxes, ImmutableArray<LayoutLine> Lines, double Width, double Height)
{
    /// <summary>Space around the whole.</summary>
    public const double Margin = 8;

    /// <summary>Height of a box.</summary>
    public const double BoxHeight = 44;

    private const double ColumnGap = 72;
    private const double RowGap = 14;
    private const int MostLabelLetters = 34;

    /// <summary>Places a diagram. The same diagram gives the same layout.</summary>
    public static Layout Of(Diagram diagram)
    {
        var drawn = diagram.Arrows.SelectMany(a => (string[])[a.From, a.To]).ToHashSet(StringComparer.Ordinal);
        var columns = Columns.Of([.. diagram.Nodes.Where(n => drawn.Contains(n.Id))], diagram.Arrows);
        var lefts = Lefts(columns);
        var boxes = columns.Slots.SelectMany((column, rank) => column.Where(s => s.Node is not null)
            .Select(s => new LayoutBox(s.Node!, Margin + lefts[rank], Margin + s.Center - (BoxHeight / 2), lefts[rank + 1] - ColumnGap - lefts[rank]))).ToList();
        var lines = columns.Routes.Select(route => Line(route, lefts, columns));
        var width = columns.Slots.Length == 0 ? 0 : lefts[^1] - ColumnGap;
        var height = columns.Slots.Length == 0 ? 0 : columns.Slots.SelectMany(c => c).Max(s => s.Center) + (BoxHeight / 2);
        Loose([.. diagram.Nodes.Where(n => !drawn.Contains(n.Id))], boxes, ref width, ref height);
        return new([.. boxes], [.. lines], width + (2 * Margin), height + (2 * Margin));
    }

    /// <summary>A label as it fits into a box.</summary>
    public static string Fitting(string label) => label.Length <= MostLabelLetters ? label : label[..(MostLabelLetters - 1)] + "…";

    // No font is at hand to measure with: what letters of the style's sizes take at most, on average.
    private static double BoxWidth(DiagramNode node) => Math.Max(96, 26 + Math.Max(Fitting(node.Label).Length * 8.2, Fitting(node.Detail).Length * 6.3));

    // Left edges of the columns, and of one more behind the last.
    private static ImmutableArray<double> Lefts(Columns columns)
    {
        var lefts = ImmutableArray.CreateBuilder<double>();
        lefts.Add(0);
        foreach (var column in columns.Slots)
            lefts.Add(lefts[^1] + column.Max(s => s.Node is null ? 0 : BoxWidth(s.Node)) + ColumnGap);
        return lefts.ToImmutable();
    }

    private static LayoutLine Line(Route route, ImmutableArray<double> lefts, Columns columns)
    {
        var points = new List<(double X, double Y)>();
        foreach (var (slot, i) in route.Slots.Select((s, i) => (s, i)))
        {
            var rank = columns.RankOf(slot);
            if (i > 0)
                points.Add((Margin + lefts[rank], Margin + slot.Center));
            if (i < route.Slots.Length - 1)
                points.Add((Margin + lefts[rank + 1] - ColumnGap, Margin + slot.Center));
        }
        if (route.IsReversed)
            points.Reverse();
        return new([.. points]);
    }

    // What no arrow leads to or from stands below, in rows.
    private static void Loose(ImmutableArray<DiagramNode> nodes, List<LayoutBox> boxes, ref double width, ref double height)
    {
        var most = Math.Max(width, 900);
        var (x, y) = (0.0, height + (height > 0 ? 2 * RowGap : 0));
        foreach (var node in nodes)
        {
            if (x > 0 && x + BoxWidth(node) > most)
                (x, y) = (0, y + BoxHeight + RowGap);
            boxes.Add(new LayoutBox(node, Margin + x, Margin + y, BoxWidth(node)));
            x += BoxWidth(node) + RowGap;
            width = Math.Max(width, x - RowGap);
            height = y + BoxHeight;
        }
    }
}

/// <summary>A node with its place.</summary>
internal sealed record LayoutBox(DiagramNode Node, double X, double Y, double Width);

/// <summary>An arrow with the points that it goes through, the last at its head.</summary>
internal sealed record LayoutLine(ImmutableArray<(double X, double Y)> Points);
