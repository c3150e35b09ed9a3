using Slipway.Infra.Clusters;
using Slipway.Infra.Networking;

namespace Slipway.Stacks.Settings.Sections;

/// <summary>Reads and checks <c>slipway:cluster</c>.</summary>
internal static class ClusterSection
{
    private const string Cluster = $"{PlatformSettings.Project}:cluster";

    /// <summary>Stands for nodes that could not be read.</summary>
    public static NodePool NoNodes { get; } = new() { InstanceTypes = [], MinSize = 0, DesiredSize = 0, MaxSize = 0 };

    /// <summary>Reads the section.</summary>
    public static ClusterSettings Read(SettingsReader reader) => new()
    {
        Version = reader.Text("version", SettingsText.KubernetesVersion, ""),
        Endpoint = reader.OptionalSection("endpoint", EndpointAccess.PrivateOnly, endpoint => new EndpointAccess
        {
            PublicCidrs = endpoint.OptionalTexts("publicCidrs", Cidr.Parse, default),
        }),
        Administrators = reader.Texts("administrators", SettingsText.PrincipalArn, ""),
        DeletionProtection = reader.OptionalFlag("deletionProtection", absent: true),
        Nodes = reader.Section("nodes", Nodes) ?? NoNodes,
    };

    /// <summary>Notes every broken rule.</summary>
    public static void Check(PlatformSettings settings, SettingsProblems problems)
    {
        var nodes = settings.Cluster.Nodes;
        if (nodes.MinSize > nodes.DesiredSize)
            problems.Add($"{Cluster}.nodes.min", $"is {nodes.MinSize}, more than the {nodes.DesiredSize} desired; min ≤ desired ≤ max");
        if (nodes.DesiredSize > nodes.MaxSize)
            problems.Add($"{Cluster}.nodes.desired", $"is {nodes.DesiredSize}, more than the {nodes.MaxSize} at most; min ≤ desired ≤ max");
        if (nodes.InstanceTypes.IsEmpty)
            problems.Add($"{Cluster}.nodes.instanceTypes", "is empty; name at least one");
        if (settings.Cluster.Administrators.IsEmpty)
        {
            problems.Add($"{Cluster}.administrators",
                "is empty; nobody could reach the cluster, and Flux could not be installed: name at least the role that runs Pulumi");
        }
        foreach (var twice in settings.Cluster.Administrators.GroupBy(a => a, StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add($"{Cluster}.administrators", $"'{twice.Key}' stands {twice.Count()} times");
        if (settings.Tier == EnvironmentTier.Production)
            CheckProduction(settings, problems);
    }

    private static NodePool Nodes(SettingsReader reader) => new()
    {
        InstanceTypes = reader.Texts("instanceTypes", SettingsText.InstanceType, ""),
        MinSize = reader.Number("min", 0, 450),
        DesiredSize = reader.Number("desired", 0, 450),
        MaxSize = reader.Number("max", 1, 450),
    };

    private static void CheckProduction(PlatformSettings settings, SettingsProblems problems)
    {
        const string Because = $"in an environment of {PlatformSettings.Project}:tier production";
        if (!settings.Cluster.DeletionProtection)
            problems.Add($"{Cluster}.deletionProtection", $"is false; it stays on {Because}");
        if (settings.Cluster.Endpoint.PublicCidrs.Any(c => c.Prefix == 0))
            problems.Add($"{Cluster}.endpoint.publicCidrs", $"opens the Kubernetes API to the whole internet; name your own blocks {Because}");
        if (settings.Cluster.Nodes.MinSize < 2)
            problems.Add($"{Cluster}.nodes.min", $"is {settings.Cluster.Nodes.MinSize}; at least 2 {Because}");
    }
}
