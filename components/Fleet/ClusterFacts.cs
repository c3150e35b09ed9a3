using System.Collections.Immutable;

namespace Slipway.Components.Fleet;

/// <summary>What the <c>cluster-info</c> ConfigMap tells manifests, by name. The program sets every one in every environment, so manifests may take them as variables.</summary>
public static class ClusterFacts
{
    /// <summary>The environment, which is also the name of its folder under <c>clusters/</c>.</summary>
    public const string Environment = "environment";

    /// <summary>All names.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        Environment, "cluster_name", "region", "account", "partition", "vpc_id", "domain", "dns_zone", "backup_bucket", "infrastructure_url", "apps_url",
        "infrastructure_repository", "apps_repository", "git_provider", "webhook_host", "registry", "ebs_provisioner",
    ];
}
