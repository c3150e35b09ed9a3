using Slipway.Cli.Graphs;

namespace Slipway.Cli.Tests.Graphs;

public sealed class DiagramTests
{
    [Fact]
    public void An_arrow_that_follows_from_others_is_left_out() => Assert.Equal(
        [("a", "b"), ("b", "c")],
        Of("abc", "ab", "bc", "ac").Reduced().Arrows.Select(a => (a.From, a.To)));

    [Fact]
    public void A_circle_keeps_its_arrows() => Assert.Equal(3, Of("abc", "ab", "bc", "ca").Reduced().Arrows.Length);

    [Fact]
    public void Nothing_that_was_reached_is_lost()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var diagram = Random(seed);

            Assert.Equal(Reach(diagram), Reach(diagram.Reduced()));
        }
    }

    [Fact]
    public void Boxes_lie_apart_and_inside_the_drawing()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var diagram = Random(seed);

            var layout = Layout.Of(diagram);

            Assert.Equal(diagram.Nodes.Select(n => n.Id).Order(), layout.Boxes.Select(b => b.Node.Id).Order());
            Assert.All(layout.Boxes, b => Assert.True(b.X >= 0 && b.Y >= 0 && b.X + b.Width <= layout.Width && b.Y + Layout.BoxHeight <= layout.Height, $"seed {seed}: {b}"));
            Assert.All(layout.Boxes, a => Assert.DoesNotContain(layout.Boxes, b => b != a
                && a.X < b.X + b.Width && b.X < a.X + a.Width && a.Y < b.Y + Layout.BoxHeight && b.Y < a.Y + Layout.BoxHeight));
        }
    }

    [Fact]
    public void An_arrow_leads_from_the_right_of_a_box_to_the_left_of_another()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var diagram = Random(seed);

            var layout = Layout.Of(diagram);

            var boxes = layout.Boxes.ToDictionary(b => b.Node.Id);
            var ends = layout.Lines.Select(l => (From: l.Points[0], To: l.Points[^1])).Order();
            Assert.Equal(
                diagram.Arrows.Select(a => (From: (boxes[a.From].X + boxes[a.From].Width, Middle(boxes[a.From])), To: (boxes[a.To].X, Middle(boxes[a.To])))).Order(),
                ends);
            Assert.All(layout.Lines, l => Assert.True(l.Points.Zip(l.Points.Skip(1)).All(p => p.First.X < p.Second.X), $"seed {seed}"));
        }

        static double Middle(LayoutBox box) => box.Y + (Layout.BoxHeight / 2);
    }

    [Fact]
    public void A_circle_is_drawn_with_every_arrow() => Assert.Equal(4, Layout.Of(Of("abc", "ab", "bc", "ca", "ba")).Lines.Length);

    [Fact]
    public void Nodes_without_arrows_are_drawn_too() => Assert.Equal(3, Layout.Of(Of("abc")).Boxes.Length);

    [Fact]
    public void Nothing_is_a_drawing_too() => Assert.Empty(Layout.Of(Of("")).Boxes);

    [Fact]
    public void Three_hundred_nodes_are_drawn()
    {
        var nodes = Enumerable.Range(0, 300).Select(i => new DiagramNode($"n{i}", $"n{i}", "")).ToList();

        var layout = Layout.Of(new([.. nodes], [], [.. nodes.Skip(1).Select((n, i) => new DiagramArrow($"n{i / 3}", n.Id))]));

        Assert.Equal((300, 299), (layout.Boxes.Length, layout.Lines.Length));
    }

    private static Diagram Of(string nodes, params string[] arrows) =>
        new([.. nodes.Select(n => new DiagramNode(n.ToString(), n.ToString(), ""))], [], [.. arrows.Select(a => new DiagramArrow(a[..1], a[1..]))]);

    private static Diagram Random(int seed)
    {
        var random = new Random(seed);
        var ids = Enumerable.Range(0, random.Next(1, 25)).Select(i => $"node-{i}").ToArray();
        var arrows = ids.SelectMany((to, i) => ids.Take(i).Where(_ => random.Next(5) == 0).Select(from => new DiagramArrow(from, to))).ToArray();
        random.Shuffle(arrows);
        return new([.. ids.Select(id => new DiagramNode(id, new string('x', random.Next(1, 50)), "detail"))], [], [.. arrows]);
    }

    private static SortedSet<string> Reach(Diagram diagram)
    {
        var next = diagram.Arrows.ToLookup(a => a.From, a => a.To);
        var reach = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var node in diagram.Nodes)
            Walk(node.Id, node.Id);
        return reach;

        void Walk(string start, string at)
        {
            foreach (var to in next[at].Where(to => reach.Add($"{start} > {to}")))
                Walk(start, to);
        }
    }
}
