using System.Text.Json;
using Slipway.Stacks.Settings;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Slipway.Stacks.Tests;

/// <summary>A stack's file as the program gets it: values by full key, objects as JSON.</summary>
internal static class StackYaml
{
    /// <summary>A sound configuration to change things in.</summary>
    public const string Sound = """
        config:
          aws:region: eu-west-1
          github:owner: acme
          slipway:tier: development
          slipway:network:
            cidr: 10.10.0.0/16
            zones: [eu-west-1a, eu-west-1b]
            nat: single
            peers: [10.20.0.0/16]
          slipway:cluster:
            version: "1.35"
            domain: dev.acme.example
            administrators: ["arn:aws:iam::111122223333:role/deployer"]
            deletionProtection: false
            pools:
              general:
                instanceTypes: [m7i.large]
                min: 1
                desired: 2
                max: 4
          slipway:fleet:
            owner: true
            automation: { app: 4711 }
            infrastructure: { repository: fleet-infrastructure, template: templates/fleet-infrastructure }
            apps: { repository: fleet-apps, template: templates/fleet-apps }
          slipway:flux:
            version: 2.9.4
            operatorVersion: 0.58.1
            interval: 1m
        """;

    public static PlatformSettings Read(string yaml, string environment = "dev")
    {
        var values = Values(yaml);
        return PlatformSettings.Read(environment, values.GetValueOrDefault, YamlPlaces.In($"Pulumi.{environment}.yaml", yaml));
    }

    /// <summary>The message about a configuration with problems, without its first line.</summary>
    public static string[] Problems(string yaml) =>
        Assert.Throws<SettingsException>(() => Read(yaml)).Problems.Select(p => p.ToString()).ToArray();

    public static Dictionary<string, string?> Values(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var config = (YamlMappingNode)((YamlMappingNode)stream.Documents[0].RootNode)["config"];
        return config.ToDictionary(
            c => c.Key.ToString(),
            c => c.Value is YamlScalarNode scalar ? scalar.Value : JsonSerializer.Serialize(Plain(c.Value)));
    }

    private static object? Plain(YamlNode node) => node switch
    {
        YamlMappingNode map => map.ToDictionary(e => e.Key.ToString(), e => Plain(e.Value)),
        YamlSequenceNode list => list.Select(Plain).ToList(),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag => bool.Parse(flag.Value!),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "null" } => null,
        YamlScalarNode { Style: ScalarStyle.Plain } number when int.TryParse(number.Value, out var whole) => whole,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "1.35" } => 1.35,
        _ => node.ToString(),
    };
}
