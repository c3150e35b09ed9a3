using System.Collections.Immutable;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>An add-on that EKS offers, as of August 2026.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Namespace">Where it is installed.</param>
/// <param name="Version">The newest version that the lab knows; null when it knows none. <c>{minor}</c> is Kubernetes' own.</param>
/// <param name="ServiceAccounts">Its service accounts that may have a role; none when that is not known.</param>
internal sealed record EksAddon(string Name, string Namespace, string? Version, params ImmutableArray<string> ServiceAccounts)
{
    private static readonly ImmutableSortedDictionary<string, EksAddon> All = new EksAddon[]
    {
        new("adot", "opentelemetry-operator-system", null, "adot-col-prom-metrics", "adot-col-otlp-ingest", "adot-col-container-logs"),
        new("amazon-cloudwatch-observability", "amazon-cloudwatch", "v6.5.0-eksbuild.1", "cloudwatch-agent"),
        new("aws-ebs-csi-driver", "kube-system", "v1.65.0-eksbuild.1", "ebs-csi-controller-sa"),
        new("aws-efs-csi-driver", "kube-system", null, "efs-csi-controller-sa"),
        new("aws-fsx-csi-driver", "kube-system", null, "fsx-csi-controller-sa"),
        new("aws-guardduty-agent", "amazon-guardduty", null),
        new("aws-mountpoint-s3-csi-driver", "kube-system", null, "s3-csi-driver-sa"),
        new("aws-network-flow-monitoring-agent", "amazon-network-flow-monitor", "v1.1.6-eksbuild.1"),
        new("aws-privateca-connector-for-kubernetes", "aws-privateca-issuer", null),
        new("aws-secrets-store-csi-driver-provider", "aws-secrets-manager", null),
        new("cert-manager", "cert-manager", null),
        new("coredns", "kube-system", "v1.14.7-eksbuild.10"),
        new("eks-node-monitoring-agent", "kube-system", null),
        new("eks-pod-identity-agent", "kube-system", "v1.4.0-eksbuild.3"),
        new("external-dns", "external-dns", "v0.23.0-eksbuild.1", "external-dns"),
        new("fluent-bit", "fluent-bit", null),
        new("kube-proxy", "kube-system", "v1.{minor}.0-eksbuild.45"),
        new("kube-state-metrics", "kube-state-metrics", null),
        new("metrics-server", "kube-system", null),
        new("prometheus-node-exporter", "prometheus-node-exporter", null),
        new("snapshot-controller", "kube-system", null),
        new("vpc-cni", "kube-system", "v1.23.2-eksbuild.1", "aws-node"),
    }.ToImmutableSortedDictionary(a => a.Name, a => a, StringComparer.Ordinal);

    /// <summary>The names of all.</summary>
    public static IEnumerable<string> Names => All.Keys;

    /// <summary>The add-on of that name, or null.</summary>
    public static EksAddon? Find(string name) => All.GetValueOrDefault(name);

    /// <summary>The version for Kubernetes 1.<paramref name="minor"/>, or null when the lab knows none.</summary>
    public string? VersionFor(int minor) => Version?.Replace("{minor}", minor.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
