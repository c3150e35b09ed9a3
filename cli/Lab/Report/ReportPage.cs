using System.Collections.Immutable;
using System.Globalization;
using Slipway.Checks.Reports;
using Slipway.Cli.Graphs;
using Slipway.Cli.Lab.View;
using Slipway.Cli.Pages;
using Slipway.Components.Fleet;
using Slipway.Components.Layers;
using Slipway.Lab.Flux;

namespace Slipway.Cli.Lab.Report;

/// <summary>A report on an environment as one page of HTML: what is not ready first, then the environments, the delivery, what was found, and the resources.</summary>
internal static class ReportPage
{
    /// <summary>The page.</summary>
    public static string Of(EnvironmentReport report) => HtmlPage.Of($"{report.Environment}: report", $"""
        <h1>{Html(report.Environment)}</h1>
        <p>As of {report.Time.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)}, in the lab: AWS, GitHub and Kubernetes are simulated, charts are not rendered and no pods run.</p>
        {Tiles(report)}{NotReady(report)}{Environments(report)}{Layers(report)}{Objects("Releases of charts", "HelmRelease", report)}{Objects("Sources", "GitRepository", report)}{Findings(report)}{Outputs(report)}{GraphPage.Resources(report.Resources)}
        """);

    private static string Tiles(EnvironmentReport report)
    {
        var layers = LayerStates(report).ToList();
        var charts = report.Flux?.Of("HelmRelease").ToList() ?? [];
        return $"""
            <ul class="tiles">
            {Tile("layers ready", $"{Count(layers.Count(l => l.State.IsReady))} of {Count(layers.Count)}", layers.All(l => l.State.IsReady))}
            {Tile("chart releases ready", $"{Count(charts.Count(c => c.Ready == true))} of {Count(charts.Count)}", charts.All(c => c.Ready == true))}
            {Tile("findings", report.Findings is { } found ? Count(found.Findings.Length) : "not checked", report.Findings is { Findings.IsEmpty: true })}
            {Tile("resources", Count(report.Resources.Count), report.Resources.Count > 0)}
            </ul>

            """;
    }

    private static string Tile(string name, string value, bool isGood) => $"<li class=\"{(isGood ? "good" : "bad")}\"><b>{Html(value)}</b> {Html(name)}</li>";

    private static string NotReady(EnvironmentReport report)
    {
        if (report.Flux is not { } flux)
            return $"<section class=\"alarm\">\n<h2>Not up</h2>\n<p>{Html(report.Environment)} has no cluster with Flux; bring it up with <code>slipway up {Html(report.Environment)}</code>.</p>\n</section>\n";
        var rows = flux.Objects.Where(o => o.Ready == false).ToList();
        return rows.Count == 0 ? "" : $"""
            <section class="alarm">
            <h2>Not ready</h2>
            {Table(["object", "namespace", "reason", "message"], rows.Select(o => new[] { $"{o.Kind} {o.Name}", o.Namespace, o.Reason, FluxView.Short(o.Message) }))}</section>

            """;
    }

    private static string Environments(EnvironmentReport report) => $"""
        <section>
        <h2>Environments</h2>
        <p>In the order of promotion.</p>
        {Table(["environment", "release", "infrastructure runs", "apps run", "state"], report.Releases.Select(r => new[] { r.Environment, r.Release, FluxView.Short(r.Infrastructure), FluxView.Short(r.Apps), r.State }))}</section>

        """;

    private static string Layers(EnvironmentReport report)
    {
        var states = LayerStates(report).ToImmutableArray();
        var arrows = LayerDiagram.Of(report.Layers).Arrows;
        var diagram = new Diagram([.. states.Select(l => new DiagramNode(l.Layer.Name, l.Layer.Name, l.State.Text, "", l.State.Hue))], [], arrows);
        return $"""
            <section>
            <h2>Layers</h2>
            <p>Flux applies a layer when all that lead to it are ready.</p>
            {GraphPage.Figure(diagram, "layers", "The layers and how they are", DeliveryState.Hues, _ => null)}{Table(
                ["layer", "source", "revision", "state", "message"],
                states.Select(l => new[] { l.Layer.Name, FleetNames.Source(l.Layer.Source), FluxView.Short(l.Object?.Revision ?? ""), l.State.Text, FluxView.Short(l.Object?.Message ?? "") }))}</section>

            """;
    }

    private static IEnumerable<(Layer Layer, FluxObjectStatus? Object, DeliveryState State)> LayerStates(EnvironmentReport report)
    {
        var objects = (report.Flux?.Of("Kustomization") ?? []).Where(k => k.Namespace == FleetNames.Namespace).ToDictionary(k => k.Name, StringComparer.Ordinal);
        return report.Layers.Layers.Select(l => (l, objects.GetValueOrDefault(l.Name), DeliveryState.Of(objects.GetValueOrDefault(l.Name))));
    }

    private static string Objects(string title, string kind, EnvironmentReport report)
    {
        var objects = report.Flux?.Of(kind).ToList() ?? [];
        return objects.Count == 0 ? "" : $"""
            <section>
            <h2>{Html(title)}</h2>
            {Table(["name", "namespace", "revision", "state", "message"], objects.Select(o => new[] { o.Name, o.Namespace, FluxView.Short(o.Revision), DeliveryState.Of(o).Text, FluxView.Short(o.Message) }))}</section>

            """;
    }

    private static string Findings(EnvironmentReport report) => report.Findings is not { } checks ? "" : $"""
        <section>
        <h2>Findings</h2>
        <p>What <code>slipway check</code> says of the repositories' main branches. {Html(TextReport.Summary(checks))}.</p>
        {(checks.Findings.IsEmpty ? "" : Table(["rule", "severity", "place", "finding", "remedy"], checks.Findings.Select(f => new[] { f.Rule.Id, f.Rule.Severity.ToString().ToLowerInvariant(), f.Place.ToString(), f.Message, f.Remedy })))}</section>

        """;

    private static string Outputs(EnvironmentReport report) => report.Outputs.IsEmpty ? "" : $"""
        <section>
        <h2>Outputs</h2>
        {Table(["name", "value"], report.Outputs.Select(o => new[] { o.Name, o.Value }))}</section>

        """;

    private static string Table(string[] columns, IEnumerable<string[]> rows) => $"""
        <div class="wide" tabindex="0"><table>
        <thead><tr>{string.Concat(columns.Select(c => $"<th scope=\"col\">{Html(c)}</th>"))}</tr></thead>
        <tbody>
        {string.Concat(rows.Select(r => $"<tr><th scope=\"row\">{Html(r[0])}</th>{string.Concat(r.Skip(1).Select(c => $"<td>{Html(c)}</td>"))}</tr>\n"))}</tbody>
        </table></div>

        """;

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Html(string text) => DiagramSvg.Html(text);
}
