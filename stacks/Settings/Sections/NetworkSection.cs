using Slipway.Infra.Networking;

namespace Slipway.Stacks.Settings.Sections;

/// <summary>Reads and checks <c>slipway:network</c>.</summary>
internal static class NetworkSection
{
    private const string Network = $"{PlatformSettings.Project}:network";

    /// <summary>Reads the section.</summary>
    public static NetworkSettings Read(SettingsReader reader) => new()
    {
        Cidr = reader.Text("cidr", Cidr.Parse, default),
        Zones = reader.Texts("zones", SettingsText.Zone, ""),
        Nat = reader.OptionalText("nat", SettingsText.Choice<NatMode>, NatMode.Single),
        Peers = reader.OptionalTexts("peers", Cidr.Parse, default),
    };

    /// <summary>Notes every broken rule.</summary>
    public static void Check(PlatformSettings settings, SettingsProblems problems)
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
}
