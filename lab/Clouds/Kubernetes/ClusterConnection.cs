using Slipway.Lab.Engine.Providers;

namespace Slipway.Lab.Clouds.Kubernetes;

/// <summary>A provider's way to its cluster.</summary>
/// <param name="Cloud">The clusters.</param>
/// <param name="Kubeconfig">Text of the kubeconfig; null when the configuration names none or it is not known yet.</param>
/// <param name="Namespace">Where objects go that name no namespace.</param>
/// <param name="DeleteUnreachable">Whether objects of a cluster that does not answer count as deleted.</param>
internal sealed record ClusterConnection(KubernetesCloud Cloud, Kubeconfig? Kubeconfig, string Namespace, bool DeleteUnreachable)
{
    /// <summary>The cluster's name.</summary>
    /// <exception cref="ProviderException">It cannot be reached.</exception>
    public string Reach() => Cloud.Reach(Kubeconfig ?? throw new ProviderException(
        "configured Kubernetes cluster is unreachable: invalid configuration: no configuration has been provided. Give the provider a kubeconfig."));

    /// <summary>The cluster's name, or null when it cannot be reached and what was in it counts as deleted.</summary>
    /// <exception cref="ProviderException">It cannot be reached, and that is not to be passed over.</exception>
    public string? ReachForDeletion()
    {
        try
        {
            return Reach();
        }
        catch (ProviderException) when (DeleteUnreachable)
        {
            return null;
        }
        catch (ProviderException e)
        {
            throw new ProviderException($"{e.Message}. If the cluster was deleted, set deleteUnreachable on the provider, or deletedWith on the resource, to remove it from the state.");
        }
    }
}
