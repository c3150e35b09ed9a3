namespace Slipway.Infra.Workloads;

/// <summary>Controllers in a cluster that act in AWS.</summary>
public enum ClusterWorkload
{
    /// <summary>Writes DNS records for what the cluster serves.</summary>
    ExternalDns,

    /// <summary>Proves to certificate authorities, by DNS records, that a name is ours.</summary>
    CertManager,

    /// <summary>Makes load balancers.</summary>
    LoadBalancerController,
}
