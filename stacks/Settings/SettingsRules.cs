using Slipway.Components.Layers;
using Slipway.Infra.Networking;

namespace Slipway.Stacks.Settings;

/// <summary>The rules that no value can break by itself.</summary>
internal static class SettingsRules
{
    private const string Network = $"{PlatformSettings.Project}:network";
    private const string Cluster = $"{PlatformSettings.Project}:cluster";
    private const string Fleet = $"{PlatformSettings.Project}:fleet";
    private const string Layers = $"{PlatformSettings.Project}:layers";

    /// <summary>Notes every broken rule, of the sections whose values are right by themselves.</summary>
    public static void Check(PlatformSettings settings, SettingsProblems problems)
    {
        if (problems.NoneIn(Network))
            CheckNetwork(settings, problems);
        if (problems.NoneIn(Cluster))
            CheckCluster(settings, problems);
        if (problems.NoneIn(Fleet))
            CheckFleet(settings, problems);
        if (problems.NoneIn(Layers))
            CheckLayers(settings, problems);
    }

    private static void CheckNetwork(PlatformSettings settings, SettingsProblems problems)
    {
        var network = settings.Network;
        if (network.Cidr.Prefix is < SubnetPlan.ShortestPrefix or > SubnetPlan.LongestPrefix)
        {
            problems.Add($"{Network}.cidr",
                $"{network.Cidr} has room for {Math.Max(0, network.Cidr.Addresses - 5)} addresses; a VPC takes at most a /{SubnetPlan.ShortestPrefix}, "
                + $"and three zones need at least a /{SubnetPlan.LongestPrefix}");
        }
        for (var i = 0; i < network.Peers.Length; i++)
        {
            if (network.Cidr.Overlaps(network.Peers[i]))
                problems.Add($"{Network}.peers[{i}]", $"{network.Peers[i]} overlaps the network's own {network.Cidr}; choose a block of its own for each network");
        }
        if (network.Zones.Length is < 2 or > SubnetPlan.MostZones)
            problems.Add($"{Network}.zones", $"names {network.Zones.Length}; EKS needs two zones, and a third is the most there is room for");
        for (var i = 0; i < network.Zones.Length; i++)
        {
            if (problems.NoneIn("aws:region") && network.Zones[i][..^1] != settings.Region)
                problems.Add($"{Network}.zones[{i}]", $"'{network.Zones[i]}' is not in the region {settings.Region} (aws:region)");
            if (network.Zones.IndexOf(network.Zones[i]) != i)
                problems.Add($"{Network}.zones[{i}]", $"'{network.Zones[i]}' stands twice");
        }
    }

    private static void CheckCluster(PlatformSettings settings, SettingsProblems problems)
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

    private static void CheckFleet(PlatformSettings settings, SettingsProblems problems)
    {
        if (settings.Fleet.Infrastructure.Repository == settings.Fleet.Apps.Repository)
            problems.Add($"{Fleet}.apps.repository", $"is '{settings.Fleet.Apps.Repository}', as the infrastructure repository; they are two");
    }

    private static void CheckLayers(PlatformSettings settings, SettingsProblems problems)
    {
        try
        {
            LayerGraph.Of(settings.Layers);
        }
        catch (LayerGraphException broken)
        {
            foreach (var problem in broken.Problems)
                problems.Add($"{Layers}.{problem.Layer}", problem.Message);
        }
    }

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
