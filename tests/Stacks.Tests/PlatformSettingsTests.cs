using Slipway.Infra.Clusters;
using Slipway.Infra.Networking;
using Slipway.Infra.Workloads;
using Slipway.Stacks.Settings;

namespace Slipway.Stacks.Tests;

public sealed class PlatformSettingsTests
{
    [Fact]
    public void A_sound_configuration_is_read()
    {
        var settings = StackYaml.Read(StackYaml.Sound);

        Assert.Equal("slipway-dev", settings.ClusterName);
        Assert.Equal("10.10.0.0/16", settings.Network.Cidr.ToString());
        Assert.Equal(NatMode.Single, settings.Network.Nat);
        Assert.Equal(TimeSpan.FromMinutes(1), settings.Flux.Interval);
        Assert.Equal(6, settings.Layers.Length);
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    public void The_projects_own_environments_are_sound(string environment)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "project", $"Pulumi.{environment}.yaml");

        Assert.Equal(environment, StackYaml.Read(File.ReadAllText(file), environment).Environment);
    }

    [Theory]
    [InlineData("nat: single", "", "NatMode Single")]
    [InlineData("deletionProtection: false", "", "protection True")]
    [InlineData("owner: true\n    automation: { app: 4711 }", "", "owner False")]
    public void What_is_left_out_has_a_safe_default(string line, string instead, string expected)
    {
        var settings = StackYaml.Read(StackYaml.Sound.Replace(line, instead, StringComparison.Ordinal));

        Assert.Equal(expected, expected.Split(' ')[0] switch
        {
            "NatMode" => $"NatMode {settings.Network.Nat}",
            "protection" => $"protection {settings.Cluster.DeletionProtection}",
            _ => $"owner {settings.Fleet.Owner}",
        });
    }

    [Fact]
    public void An_environment_without_a_tier_is_production() =>
        Assert.Contains(
            StackYaml.Problems(Changed("  slipway:tier: development\n", "")),
            p => p.StartsWith("slipway:cluster.deletionProtection: is false; it stays on in an environment of slipway:tier production", StringComparison.Ordinal));

    [Fact]
    public void An_unknown_key_is_refused_with_its_place_and_the_known_ones() => Assert.Equal(
        ["slipway:network.natt: is no key here; the keys are cidr, zones, nat, endpoints, flowLogs, peers (Pulumi.dev.yaml:8:11)"],
        StackYaml.Problems(Changed("nat: single", "natt: single")));

    [Fact]
    public void An_unknown_section_is_refused() => Assert.Contains(
        StackYaml.Problems(StackYaml.Sound + "\n  slipway:netwrk: {}\n"),
        p => p.StartsWith("slipway:netwrk: is no key of the configuration; the keys are slipway:tier, slipway:tags, slipway:network", StringComparison.Ordinal));

    [Theory]
    [InlineData("min: 1", "min: one", "slipway:cluster.pools.general.min: is the text 'one'; it is a whole number")]
    [InlineData("min: 1", "min: 9999", "slipway:cluster.pools.general.min: is 9999; it is between 0 and 450")]
    [InlineData("version: \"1.35\"", "version: 1.35", "slipway:cluster.version: is the number 1.35; it is a text, so write it in quotes")]
    [InlineData("version: \"1.35\"", "version: \"1.20\"", "slipway:cluster.version: '1.20' is not supported; EKS and Flux 2.9 both support 1.34, 1.35, 1.36")]
    [InlineData("zones: [eu-west-1a, eu-west-1b]", "zones: eu-west-1a", "slipway:network.zones: is the text 'eu-west-1a'; it is a list")]
    [InlineData("nat: single", "nat: double", "slipway:network.nat: 'double' is none of none, single, perAz, regional")]
    [InlineData("nat: single", "nat:", "slipway:network.nat: has no value; give it one or remove the key")]
    [InlineData("cidr: 10.10.0.0/16", "", "slipway:network.cidr: is missing")]
    [InlineData("version: 2.9.4", "version: 2.8.1", "slipway:flux.version: '2.8.1' is not of the Flux 2.9 series, whose manifests this fleet writes; use 2.9.z")]
    [InlineData("owner: true", "owner: sure", "slipway:fleet.owner: is the text 'sure'; it is true or false")]
    [InlineData("interval: 1m", "interval: soon", "slipway:flux.interval: 'soon' is no duration; write it like 30m, 1h30m or 45s")]
    public void A_wrong_value_is_refused_with_what_is_allowed(string line, string instead, string problem) =>
        Assert.StartsWith(problem, Assert.Single(StackYaml.Problems(Changed(line, instead))), StringComparison.Ordinal);

    [Theory]
    [InlineData("10.10.0.0/28", "10.10.0.0/28 has room for 11 addresses; a VPC takes at most a /16, and three zones need at least a /22 (Pulumi.dev.yaml:6:11)")]
    public void A_network_that_is_too_small_says_what_is_needed(string cidr, string problem) =>
        Assert.Equal($"slipway:network.cidr: {problem}", Assert.Single(StackYaml.Problems(Changed("cidr: 10.10.0.0/16", $"cidr: {cidr}"))));

    [Fact]
    public void Overlapping_blocks_are_refused() => Assert.Equal(
        ["slipway:network.peers[0]: 10.10.128.0/17 overlaps the network's own 10.10.0.0/16; choose a block of its own for each network (Pulumi.dev.yaml:9:13)"],
        StackYaml.Problems(Changed("10.20.0.0/16", "10.10.128.0/17")));

    [Fact]
    public void More_nodes_at_least_than_desired_are_refused() => Assert.Equal(
        ["slipway:cluster.pools.general.min: is 3, more than the 2 desired; min ≤ desired ≤ max (Pulumi.dev.yaml:18:14)"],
        StackYaml.Problems(Changed("min: 1", "min: 3")));

    [Fact]
    public void A_zone_of_another_region_is_refused() => Assert.Contains(
        "is not in the region eu-west-1 (aws:region)",
        Assert.Single(StackYaml.Problems(Changed("eu-west-1b", "us-east-1b"))),
        StringComparison.Ordinal);

    [Fact]
    public void Problems_of_every_section_are_reported_at_once()
    {
        var problems = StackYaml.Problems(StackYaml.Sound
            .Replace("aws:region: eu-west-1", "aws:region: europe", StringComparison.Ordinal)
            .Replace("nat: single", "natt: single", StringComparison.Ordinal)
            .Replace("min: 1", "min: 3", StringComparison.Ordinal)
            .Replace("repository: fleet-apps", "repository: fleet-infrastructure", StringComparison.Ordinal));

        Assert.Equal(
            ["aws:region", "slipway:network.natt", "slipway:cluster.pools.general.min", "slipway:fleet.apps.repository"],
            problems.Select(p => p[..p.IndexOf(": ", StringComparison.Ordinal)]));
    }

    [Fact]
    public void A_missing_section_points_to_the_reference() => Assert.Contains(
        StackYaml.Problems("config:\n  aws:region: eu-west-1\n"),
        p => p == "slipway:network: is missing; see the configuration reference in docs/configuration.md");

    [Fact]
    public void A_value_that_the_file_keeps_encrypted_is_not_quoted_back()
    {
        const string Yaml = "config:\n  slipway:flux:\n    version:\n      secure: v1:abc:def\n    operatorVersion: 0.58.1\n";
        string? Config(string key) => key == "slipway:flux" ? """{"version":"hunter2","operatorVersion":"0.58.1"}""" : null;

        var problem = Assert.Throws<SettingsException>(() => PlatformSettings.Read("dev", Config, YamlPlaces.In("Pulumi.dev.yaml", Yaml)));

        Assert.DoesNotContain("hunter2", problem.Message, StringComparison.Ordinal);
        Assert.Contains("slipway:flux.version: is not accepted; its value is secret and not shown (Pulumi.dev.yaml:4:7)", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Auto_mode_needs_no_pools_and_has_no_controller_for_load_balancers()
    {
        var yaml = Changed("pools:\n      general:\n        instanceTypes: [m7i.large]\n        min: 1\n        desired: 2\n        max: 4\n", "compute: autoMode\n    dnsZones: [Z0123]\n");

        var cluster = StackYaml.Read(yaml).Cluster;

        Assert.IsType<AutoMode>(cluster.Compute);
        Assert.Equal([ClusterWorkload.ExternalDns, ClusterWorkload.CertManager], cluster.Identities.AsEnumerable());
    }

    [Fact]
    public void Without_zones_no_controller_writes_to_dns() =>
        Assert.Equal([ClusterWorkload.LoadBalancerController], StackYaml.Read(StackYaml.Sound).Cluster.Identities.AsEnumerable());

    [Fact]
    public void Without_nat_every_service_is_reached_from_inside() =>
        Assert.Equal(EndpointSet.All, StackYaml.Read(Changed("nat: single", "nat: none")).Network.Endpoints);

    [Fact]
    public void A_build_is_told_by_the_immutable_ids_of_its_repository()
    {
        var settings = StackYaml.Read(StackYaml.Sound + "\n  slipway:registry: { apps: { shop: { repository: acme/shop, environment: prod, ownerId: 12, repositoryId: 34 } } }\n");

        Assert.Equal("repo:acme@12/shop@34:environment:prod", Assert.Single(settings.Registry.Apps).Builder.ToString());
    }

    private static string Changed(string part, string instead)
    {
        Assert.Contains(part, StackYaml.Sound, StringComparison.Ordinal);
        return StackYaml.Sound.Replace(part, instead, StringComparison.Ordinal);
    }
}
