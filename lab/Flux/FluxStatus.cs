using System.Collections.Immutable;
using Slipway.Checks.Flux;
using Slipway.Lab.Clouds.Properties;

namespace Slipway.Lab.Flux;

/// <summary>How the objects of Flux in a cluster are.</summary>
/// <param name="Objects">The objects: sources, then Kustomizations after those that they depend on, then releases and the rest.</param>
public sealed record FluxStatus(ImmutableArray<FluxObjectStatus> Objects)
{
    /// <summary>Whether everything is ready that is not suspended.</summary>
    public bool IsReady => Objects.All(o => o.Ready != false);

    /// <summary>The objects of a kind, in order.</summary>
    public IEnumerable<FluxObjectStatus> Of(string kind) => Objects.Where(o => o.Kind == kind);

    internal static FluxStatus Of(IEnumerable<ClusterObject> objects)
    {
        var all = objects.Where(o => o.Group != FluxKinds.Operator).ToList();
        var layers = all.Where(o => o.Group == FluxKinds.Kustomize).ToDictionary(o => (o.Namespace, o.Name));
        return new FluxStatus([.. all.OrderBy(Rank).ThenBy(o => Depth(layers, o, 0)).ThenBy(o => o.Namespace, StringComparer.Ordinal).ThenBy(o => o.Name, StringComparer.Ordinal)
            .Select(o => FluxObjectStatus.Of(o, layers))]);
    }

    private static int Rank(ClusterObject o) => (o.Group, o.Reference.Kind) switch
    {
        (_, "GitRepository") => 0,
        (FluxKinds.Kustomize, _) => 1,
        (FluxKinds.Helm, _) => 2,
        (FluxKinds.Source, _) => 3,
        (FluxKinds.Image, _) => 4,
        _ => 5,
    };

    // The longest way to it; a circle ends where it is as long as there are layers.
    private static int Depth(Dictionary<(string, string), ClusterObject> layers, ClusterObject layer, int below) => below > layers.Count ? 0 : layer.Maps("dependsOn")
        .Select(d => layers.GetValueOrDefault((d.Text("namespace") ?? layer.Namespace, d.Text("name") ?? "")))
        .OfType<ClusterObject>().Select(d => 1 + Depth(layers, d, below + 1)).DefaultIfEmpty(layer.Reference.Kind == "Kustomization" && layer.Name == FluxContext.FluxNamespace ? -1 : 0).Max();
}
