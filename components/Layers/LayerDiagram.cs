using System.Text;
using Slipway.Components.Fleet;

namespace Slipway.Components.Layers;

/// <summary>A layer graph as a Mermaid flowchart: an arrow leads from a layer to those that wait for it, a box stands for a source.</summary>
public static class LayerDiagram
{
    /// <summary>The Mermaid text, with LF line ends.</summary>
    public static string Mermaid(LayerGraph graph)
    {
        var text = new StringBuilder("flowchart LR\n");
        foreach (var source in graph.Layers.GroupBy(l => l.Source))
        {
            text.Append($"  subgraph {(FleetNames.Source(source.Key))}\n");
            foreach (var layer in source)
                text.Append($"    {layer.Name}[\"{layer.Name}<br/>every {FluxDuration.Text(layer.Interval)}\"]\n");
            text.Append("  end\n");
        }
        foreach (var layer in graph.Layers)
        {
            foreach (var dependency in layer.DependsOn)
                text.Append($"  {dependency} --> {layer.Name}\n");
        }
        return text.ToString();
    }
}
