using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Slipway.Cli.Graphs;
using Slipway.Components.Fleet;
using Slipway.Components.Layers;

namespace Slipway.Cli.Pages;

/// <summary>Both graphs of an environment as one page of HTML, which needs nothing but itself: no script, no font, no network.</summary>
internal static class GraphPage
{
    /// <summary>The page.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="layers">Its layers, or null to leave them out.</param>
    /// <param name="resources">Its resources, or null to leave them out.</param>
    public static string Of(string environment, LayerGraph? layers, ResourceDiagram? resources)
    {
        var title = $"{environment}: {string.Join(" and ", new[] { layers is null ? null : "layers of delivery", resources is null ? null : "resources" }.OfType<string>())}";
        return HtmlPage.Of(title, $"<h1>{Html(title)}</h1>\n{(layers is null ? "" : Layers(layers))}{(resources is null ? "" : Resources(resources))}");
    }

    private static string Layers(LayerGraph layers)
    {
        var diagram = LayerDiagram.Of(layers);
        var rows = string.Concat(layers.Layers.Select(l => $"""
            <tr><th scope="row">{Html(l.Name)}</th><td>{Html(FleetNames.Source(l.Source))}</td><td><code>{Html(l.Path)}</code></td><td>{Html(l.DependsOn.IsEmpty ? "nothing" : string.Join(", ", l.DependsOn))}</td><td>{FluxDuration.Text(l.Interval)}</td></tr>

            """));
        return $"""
            <section>
            <h2>Layers</h2>
            <p>Flux applies a layer when all that lead to it are ready.</p>
            {Figure(diagram, "layers", "The layers and what waits for what", LayerDiagram.Hues, _ => null)}<table>
            <thead><tr><th scope="col">layer</th><th scope="col">source</th><th scope="col">path</th><th scope="col">waits for</th><th scope="col">every</th></tr></thead>
            <tbody>
            {rows}</tbody>
            </table>
            </section>

            """;
    }

    /// <summary>The section about resources.</summary>
    public static string Resources(ResourceDiagram resources)
    {
        var anchors = resources.Components.Select((c, i) => (c.Urn, Anchor: string.Create(CultureInfo.InvariantCulture, $"component-{i}"))).ToDictionary(c => c.Urn, c => c.Anchor, StringComparer.Ordinal);
        var parts = string.Concat(resources.Components.Select(c => Component(resources, c, anchors[c.Urn])));
        return $"""
            <section>
            <h2>Resources</h2>
            <p>{resources.Count.ToString(CultureInfo.InvariantCulture)} resources, drawn as the components that they are part of. An arrow leads to what waits; one that follows from others is left out.</p>
            {Figure(resources.Collapsed.Reduced(), "resources", "The components and what waits for what", ResourceDiagram.Hues, n => anchors.TryGetValue(n.Id, out var anchor) ? $"#{anchor}" : null)}<h3>Components</h3>
            {parts}</section>

            """;
    }

    private static string Component(ResourceDiagram resources, DeclaredResource component, string anchor)
    {
        var inside = resources.Inside(component).Where(r => r.Custom).ToImmutableArray();
        if (inside.IsEmpty)
            return "";
        var diagram = resources.In(component).Reduced();
        var drawing = diagram.Arrows.IsEmpty ? "" : Drawing(diagram, anchor, $"The resources of {component.Name}", _ => null);
        var items = string.Concat(inside.Select(r => $"""
            <li><b>{Html(r.Name)}</b> <code>{Html(r.Type)}</code>{Waits(resources, r)}</li>

            """));
        return $"""
            <details id="{anchor}">
            <summary>{Html(component.Name)} <code>{Html(component.Type)}</code> <span class="count">{inside.Length.ToString(CultureInfo.InvariantCulture)}</span></summary>
            {drawing}<ul>
            {items}</ul>
            </details>

            """;
    }

    private static string Waits(ResourceDiagram resources, DeclaredResource resource)
    {
        var names = resources.DependenciesOf(resource).Where(d => d.Custom).Select(d => d.Name).ToList();
        return names.Count == 0 ? "" : $"<br>waits for {Html(string.Join(", ", names))}";
    }

    /// <summary>A drawing with what its colours mean.</summary>
    public static string Figure(Diagram diagram, string id, string title, ImmutableArray<string> hues, Func<DiagramNode, string?> link)
    {
        var legend = new StringBuilder();
        foreach (var hue in diagram.Nodes.Select(n => n.Hue).Distinct().Order())
            legend.Append(CultureInfo.InvariantCulture, $"<span class=\"key hue{hue}\">{Html(hues[hue])}</span> ");
        return $"""
            <figure>
            <figcaption>{legend}</figcaption>
            {Drawing(diagram, id, title, link)}</figure>

            """;
    }

    // It takes the focus, so that a wide one can be moved by the keyboard.
    private static string Drawing(Diagram diagram, string id, string title, Func<DiagramNode, string?> link) =>
        $"<div class=\"drawing\" tabindex=\"0\" role=\"region\" aria-label=\"{Html(title)}\">\n{DiagramSvg.Of(diagram, id, title, link)}</div>\n";

    private static string Html(string text) => DiagramSvg.Html(text);
}
