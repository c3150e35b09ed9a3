using System.Collections.Immutable;
using Slipway.Components.Fleet;
using Slipway.Components.Layers;

namespace Slipway.Cli.Graphs;

/// <summary>The layers of an environment as a diagram, grouped by what they are read from.</summary>
internal static class LayerDiagram
{
    /// <summary>What the colours stand for, in their order.</summary>
    public static ImmutableArray<string> Hues { get; } = [.. Enum.GetValues<LayerSource>().Select(Title)];

    /// <summary>The diagram.</summary>
    public static Diagram Of(LayerGraph graph) => new(
        [.. graph.Layers.Select(l => new DiagramNode(l.Name, l.Name, $"every {FluxDuration.Text(l.Interval)}", FleetNames.Source(l.Source), (int)l.Source))],
        [.. graph.Layers.Select(l => l.Source).Distinct().Select(s => new DiagramGroup(FleetNames.Source(s), Title(s)))],
        [.. graph.Layers.SelectMany(l => l.DependsOn.Select(d => new DiagramArrow(d, l.Name)))]);

    private static string Title(LayerSource source) => source switch
    {
        LayerSource.Infrastructure => $"{FleetNames.Source(source)} at the release",
        LayerSource.Apps => $"{FleetNames.Source(source)} at the release",
        LayerSource.Cluster => "the cluster's folder, always current",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "not a source"),
    };
}
