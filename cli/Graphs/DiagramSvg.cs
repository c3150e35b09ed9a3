using System.Globalization;
using System.Net;
using System.Text;

namespace Slipway.Cli.Graphs;

/// <summary>A diagram as an SVG element, whose colours come from the style of the page that it stands in.</summary>
internal static class DiagramSvg
{
    /// <summary>The element.</summary>
    /// <param name="diagram">What to draw; groups are not drawn.</param>
    /// <param name="id">Identity of the element in its page.</param>
    /// <param name="title">What it shows, for those who do not see it.</param>
    /// <param name="link">Where a node leads, or null.</param>
    public static string Of(Diagram diagram, string id, string title, Func<DiagramNode, string?> link)
    {
        var layout = Layout.Of(diagram);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg role=\"img\" aria-labelledby=\"{id}-title\" viewBox=\"0 0 {layout.Width:0} {layout.Height:0}\" width=\"{layout.Width:0}\" height=\"{layout.Height:0}\">\n");
        svg.Append($"<title id=\"{id}-title\">{Html(title)}</title>\n");
        svg.Append($"<defs><marker id=\"{id}-head\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path class=\"head\" d=\"M0 0L8 4L0 8z\"/></marker></defs>\n");
        foreach (var line in layout.Lines)
            svg.Append($"<path class=\"arrow\" marker-end=\"url(#{id}-head)\" d=\"{Path(line)}\"/>\n");
        foreach (var box in layout.Boxes)
            svg.Append(Linked(link(box.Node), Box(box)));
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>A text in HTML, with nothing in it that a browser would take for more than text.</summary>
    public static string Html(string text) => WebUtility.HtmlEncode(string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)));

    private static string Linked(string? target, string box) => target is null ? box : $"<a href=\"{Html(target)}\">{box}</a>\n";

    private static string Box(LayoutBox box)
    {
        var (left, top) = (box.X + 13, box.Y + 18);
        return string.Create(CultureInfo.InvariantCulture, $"""
            <g class="box hue{box.Node.Hue}"><title>{Html(box.Node.Label)}{(box.Node.Detail.Length > 0 ? ": " + Html(box.Node.Detail) : "")}</title>
            <rect x="{box.X:0.#}" y="{box.Y:0.#}" width="{box.Width:0.#}" height="{Layout.BoxHeight:0.#}" rx="6"/>
            <path class="edge" d="M{box.X + 3:0.#} {box.Y + 7:0.#}v{Layout.BoxHeight - 14:0.#}"/>
            <text x="{left:0.#}" y="{top:0.#}">{Html(Layout.Fitting(box.Node.Label))}</text><text class="detail" x="{left:0.#}" y="{top + 16:0.#}">{Html(Layout.Fitting(box.Node.Detail))}</text></g>

            """);
    }

    // Curves between columns, level at both ends; straight through a column on the way.
    private static string Path(LayoutLine line)
    {
        var path = new StringBuilder();
        path.Append(CultureInfo.InvariantCulture, $"M{line.Points[0].X:0.#} {line.Points[0].Y:0.#}");
        for (var i = 1; i < line.Points.Length; i++)
        {
            var (from, to) = (line.Points[i - 1], line.Points[i]);
            var middle = (from.X + to.X) / 2;
            path.Append(i % 2 == 0
                ? string.Create(CultureInfo.InvariantCulture, $"L{to.X:0.#} {to.Y:0.#}")
                : string.Create(CultureInfo.InvariantCulture, $"C{middle:0.#} {from.Y:0.#} {middle:0.#} {to.Y:0.#} {to.X:0.#} {to.Y:0.#}"));
        }
        return path.ToString();
    }
}
