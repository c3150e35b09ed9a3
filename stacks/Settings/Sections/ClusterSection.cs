using System.Collections.Immutable;
using Slipway.Infra.Clusters;
using Slipway.Infra.Networking;
using Slipway.Infra.Workloads;

namespace Slipway.Stacks.Settings.Sections;

/// <summary>Reads and checks <c>slipway:cluster</c>.</summary>
internal static class ClusterSection
{
    private const string Cluster = $"{PlatformSettings.Project}:cluster";

    /// <summary>Stands for a cluster that could not be read.</summary>
    public static ClusterSettings None { get; } = new() { Version = "", Domain = "", Administrators = [], Compute = new AutoMode() };

    /// <summary>Reads the section.</summary>
    public static ClusterSettings Read(SettingsReader reader)
    {
        var version = reader.Text("version", SettingsText.KubernetesVersion, "");
        var endpoint = reader.OptionalSection("endpoint", EndpointAccess.PrivateOnly, endpoint => new EndpointAccess
        {
            PublicCidrs = endpoint.OptionalTexts("publicCidrs", Cidr.Parse, default),
        });
        var mode = reader.OptionalText("compute", SettingsText.Choice<ComputeMode>, ComputeMode.ManagedNodes);
        var zones = reader.OptionalTexts("dnsZones", SettingsText.HostedZone, "");
        return new ClusterSettings
        {
            Version = version,
            Domain = reader.Text("domain", SettingsText.HostName, ""),
            Endpoint = endpoint,
            Administrators = reader.Texts("administrators", SettingsText.PrincipalArn, ""),
            Readers = reader.OptionalTexts("readers", SettingsText.PrincipalArn, ""),
            DeletionProtection = reader.OptionalFlag("deletionProtection", absent: true),
            Compute = Compute(reader, mode),
            AddonVersions = AddonVersions(reader, mode),
            LogRetentionDays = reader.OptionalSection("logs", new LogSettings(ClusterSettings.DefaultLogRetentionDays), logs =>
                new LogSettings(logs.OptionalRetention("retentionDays", ClusterSettings.DefaultLogRetentionDays))).RetentionDays,
            DnsZones = zones,
            Identities = reader.OptionalTexts("identities", SettingsText.Choice<ClusterWorkload>, default, Workloads(mode, zones)),
        };
    }

    /// <summary>Notes every broken rule.</summary>
    public static void Check(PlatformSettings settings, SettingsProblems problems)
    {
        var cluster = settings.Cluster;
        if (cluster.Compute is ManagedNodes nodes)
        {
            foreach (var pool in nodes.Pools)
                PoolsSection.Check($"{Cluster}.pools.{pool.Name}", pool, problems);
        }
        if (cluster.Administrators.IsEmpty)
        {
            problems.Add($"{Cluster}.administrators",
                "is empty; nobody could reach the cluster, and Flux could not be installed: name at least the role that runs Pulumi");
        }
        RefuseTwice("administrators", cluster.Administrators, problems);
        RefuseTwice("readers", cluster.Readers, problems);
        RefuseTwice("dnsZones", cluster.DnsZones, problems);
        for (var i = 0; i < cluster.Readers.Length; i++)
        {
            if (cluster.Administrators.Contains(cluster.Readers[i]))
                problems.Add($"{Cluster}.readers[{i}]", $"'{cluster.Readers[i]}' is an administrator too; EKS has one entry for each, so name it once");
        }
        CheckIdentities(cluster, problems);
        if (settings.Tier == EnvironmentTier.Production)
            CheckProduction(cluster, problems);
    }

    private static ClusterCompute Compute(SettingsReader reader, ComputeMode mode)
    {
        var pools = reader.OptionalObjects("pools", SettingsText.PoolName, PoolsSection.Read);
        if (mode == ComputeMode.AutoMode)
        {
            if (!pools.IsEmpty)
                reader.Problem("pools", "is not for compute autoMode, which makes its own nodes; remove it");
            return new AutoMode();
        }
        if (pools.IsEmpty && reader.IsSound("pools"))
            reader.Problem("pools", "names none; compute managedNodes needs one pool at least");
        return new ManagedNodes(pools);
    }

    private static ImmutableDictionary<string, string> AddonVersions(SettingsReader reader, ComputeMode mode)
    {
        var versions = reader.OptionalMap("addons", SettingsText.Addon, SettingsText.AddonVersion, "");
        if (mode == ComputeMode.AutoMode && !versions.IsEmpty)
            reader.Problem("addons", "is not for compute autoMode, which brings them along; remove it");
        return versions;
    }

    private static ImmutableArray<ClusterWorkload> Workloads(ComputeMode mode, ImmutableArray<string> zones) =>
    [
        .. zones.IsEmpty ? [] : (ClusterWorkload[])[ClusterWorkload.ExternalDns, ClusterWorkload.CertManager],
        .. mode == ComputeMode.AutoMode ? [] : (ClusterWorkload[])[ClusterWorkload.LoadBalancerController],
    ];

    private static void CheckIdentities(ClusterSettings cluster, SettingsProblems problems)
    {
        for (var i = 0; i < cluster.Identities.Length; i++)
        {
            var path = $"{Cluster}.identities[{i}]";
            var workload = cluster.Identities[i];
            if (cluster.Identities.IndexOf(workload) != i)
                problems.Add(path, $"'{SettingsText.NameOf(workload)}' stands twice");
            if (workload is ClusterWorkload.ExternalDns or ClusterWorkload.CertManager && cluster.DnsZones.IsEmpty)
                problems.Add(path, $"'{SettingsText.NameOf(workload)}' writes to DNS zones, and {Cluster}.dnsZones names none; name the zones, or leave it out");
            if (workload == ClusterWorkload.LoadBalancerController && cluster.Compute is AutoMode)
                problems.Add(path, $"'{SettingsText.NameOf(workload)}' is part of compute autoMode; leave it out");
        }
    }

    private static void RefuseTwice(string key, ImmutableArray<string> values, SettingsProblems problems)
    {
        foreach (var twice in values.GroupBy(a => a, StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add($"{Cluster}.{key}", $"'{twice.Key}' stands {twice.Count()} times");
    }

    private static void CheckProduction(ClusterSettings cluster, SettingsProblems problems)
    {
        const string Because = $"in an environment of {PlatformSettings.Project}:tier production";
        if (!cluster.DeletionProtection)
            problems.Add($"{Cluster}.deletionProtection", $"is false; it stays on {Because}");
        if (cluster.Endpoint.PublicCidrs.Any(c => c.Prefix == 0))
            problems.Add($"{Cluster}.endpoint.publicCidrs", $"opens the Kubernetes API to the whole internet; name your own blocks {Because}");
        if (cluster.Compute is ManagedNodes nodes && nodes.Pools.Sum(p => p.MinSize) is var least and < 2)
            problems.Add($"{Cluster}.pools", $"keeps {least} nodes at least; at least 2 {Because}");
    }

    private sealed record LogSettings(int RetentionDays);
}
