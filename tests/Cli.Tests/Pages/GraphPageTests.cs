using System.Text.RegularExpressions;
using System.Xml.Linq;
using Slipway.Cli.Graphs;
using Slipway.Cli.Pages;
using Slipway.Components.Layers;

namespace Slipway.Cli.Tests.Pages;

public sealed partial class GraphPageTests
{
    private static readonly ResourceDiagram Resources = new(
    [
        new() { Urn = "stack", Name = "stack", Type = "pulumi:pulumi:Stack", Custom = false },
        new() { Urn = "c", Name = "<script>alert('x')</script>", Type = "slipway:infra:Network", Custom = false, Parent = "stack" },
        new() { Urn = "a", Name = "\"a\" & b", Type = "aws:ec2/vpc:Vpc", Custom = true, Parent = "c" },
        new() { Urn = "b", Name = "url(http://example.org)", Type = "aws:ec2/subnet:Subnet", Custom = true, Parent = "c", DependsOn = ["a"] },
    ]);

    private static string Page => GraphPage.Of("dev", LayerGraph.Of(LayerGraph.Default("dev")), Resources);

    [Fact]
    public void The_page_has_both_graphs_as_drawings_and_as_text()
    {
        var drawings = Drawings(Page).ToList();

        Assert.Equal(["The layers and what waits for what", "The components and what waits for what", "The resources of <script>alert('x')</script>"], drawings.Select(d => d.Element("title")!.Value));
        Assert.Equal(6, drawings[0].Descendants("rect").Count());
        Assert.Equal(6, drawings[0].Descendants("path").Count(p => (string?)p.Attribute("class") == "arrow"));
        Assert.Contains("<td>operators, infrastructure-config</td>", Page, StringComparison.Ordinal);
        Assert.Contains("<br>waits for &quot;a&quot; &amp; b", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_needs_nothing_from_elsewhere_and_runs_nothing()
    {
        Assert.DoesNotContain("<script", Page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("(?i)(src=|@import|<link|<img|<iframe)", Page);
        Assert.All(Links().Matches(Page), link => Assert.StartsWith("#", link.Groups[1].Value, StringComparison.Ordinal));
        Assert.Contains("default-src 'none'", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_link_has_its_target() => Assert.All(
        Links().Matches(Page),
        link => Assert.Contains($"id=\"{link.Groups[1].Value[1..]}\"", Page, StringComparison.Ordinal));

    [Fact]
    public void A_graph_that_is_not_asked_for_is_left_out()
    {
        Assert.DoesNotContain("<h2>Resources</h2>", GraphPage.Of("dev", LayerGraph.Of(LayerGraph.Default("dev")), null), StringComparison.Ordinal);
        Assert.DoesNotContain("<h2>Layers</h2>", GraphPage.Of("dev", null, Resources), StringComparison.Ordinal);
    }

    // A drawing is XML, so a name that is not escaped cannot be read.
    private static IEnumerable<XElement> Drawings(string page) => Svg().Matches(page).Select(m => XElement.Parse(m.Value));

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Svg();

    [GeneratedRegex("(?:href=\"|marker-end=\"url\\()([^\")]*)")]
    private static partial Regex Links();
}
