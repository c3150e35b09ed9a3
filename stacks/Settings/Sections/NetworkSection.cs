using Slipway.Infra.Networking;

namespace Slipway.Stacks.Settings.Sections;

/// <summary>Reads and checks <c>slipway:network</c>.</summary>
internal static class NetworkSection
{
    private const string Network = $"{PlatformSettings.Project}:network";

    // What S3 accepts as an age has no end; ten years is the longest that CloudWatch does.
    private const int LongestRetention = 3653;

    /// <summary>Reads the section.</summary>
    public static NetworkSettings Read(SettingsReader reader)
    {
        var cidr = reader.Text("cidr", Cidr.Parse, default);
        var zones = reader.Texts("zones", SettingsText.Zone, "");
        var nat = reader.OptionalText("nat", SettingsText.Choice<NatMode>, NatMode.Single);
        return new NetworkSettings
        {
            Cidr = cidr,
            Zones = zones,
            Nat = nat,
            Endpoints = reader.OptionalText("endpoints", SettingsText.Choice<EndpointSet>, nat == NatMode.None ? EndpointSet.All : EndpointSet.S3),
            FlowLogs = reader.OptionalSection("flowLogs", new FlowLogSettings(), FlowLogs),
            Peers = reader.OptionalTexts("peers", Cidr.Parse, default),
        };
    }

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
        if (network is { Nat: NatMode.None, Endpoints: not EndpointSet.All })
            problems.Add($"{Network}.endpoints", "is s3; without NAT nodes reach AWS by its endpoints alone: say all, or give nat another value than none");
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

    private static FlowLogSettings FlowLogs(SettingsReader reader)
    {
        var logs = new FlowLogSettings();
        var destination = reader.OptionalText("destination", SettingsText.Choice<FlowLogDestination>, logs.Destination);
        return new FlowLogSettings
        {
            Destination = destination,
            RetentionDays = destination == FlowLogDestination.CloudWatch
                ? reader.OptionalRetention("retentionDays", logs.RetentionDays)
                : reader.OptionalNumber("retentionDays", 1, LongestRetention, logs.RetentionDays),
        };
    }
}
