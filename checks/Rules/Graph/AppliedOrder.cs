using Slipway.Checks.Flux;

namespace Slipway.Checks.Rules.Graph;

/// <summary>The order in which the Kustomizations of a cluster are applied.</summary>
internal sealed class AppliedOrder(Cluster cluster)
{
    private readonly DependencyGraph _graph = DependencyGraph.OfKustomizations(cluster);

    /// <summary>Whether one is applied only when another is ready: it depends on it, directly or not, or the one that declares it does.</summary>
    public bool IsAfter(FluxKustomization later, FluxKustomization earlier)
    {
        for (var at = later; at is not null; at = at.DeclaredBy)
        {
            if (at != earlier && !_graph.Path((at.Namespace, at.Name), (earlier.Namespace, earlier.Name)).IsEmpty)
                return true;
        }
        return false;
    }

    /// <summary>Whether one is another, or declared by it, directly or not.</summary>
    public static bool IsWithin(FluxKustomization inner, FluxKustomization outer)
    {
        for (var at = inner; at is not null; at = at.DeclaredBy)
        {
            if (at == outer)
                return true;
        }
        return false;
    }
}
