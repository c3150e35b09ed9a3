using System.Text.RegularExpressions;
using Slipway.Stacks.Settings;
using YamlDotNet.RepresentationModel;

namespace Slipway.Fleet.Tests;

/// <summary>The variables of a cluster, with values that are as awkward as the rules of each allow.</summary>
internal static partial class Variables
{
    /// <summary>What Slipway knows of the cluster.</summary>
    public static IReadOnlyDictionary<string, string> ClusterInfo { get; } = new Dictionary<string, string>
    {
        ["environment"] = "dev",
        ["cluster_name"] = "acme-dev",
        ["region"] = "eu-west-1",
        ["account"] = "111122223333",
        ["partition"] = "aws",
        ["vpc_id"] = "vpc-0123456789abcdef0",
        ["domain"] = "dev.acme.example",
        ["dns_zone"] = "",
        ["backup_bucket"] = "acme-dev-backups",
        ["infrastructure_url"] = "ssh://git@github.com/acme/fleet-infrastructure",
        ["apps_url"] = "ssh://git@github.com/acme/fleet-apps",
        ["infrastructure_repository"] = "https://github.com/acme/fleet-infrastructure",
        ["apps_repository"] = "https://github.com/acme/fleet-apps",
        ["git_provider"] = "generic",
        ["webhook_host"] = "flux-webhook.dev.acme.example",
        ["registry"] = "111122223333.dkr.ecr.eu-west-1.amazonaws.com",
        ["ebs_provisioner"] = "ebs.csi.aws.com",
    };

    /// <summary>What Slipway generates and seals: letters and digits.</summary>
    public static IReadOnlyDictionary<string, string> ClusterSecrets { get; } =
        SecretsSettings.FleetValues.ToDictionary(v => v.Key, v => new string('x', v.Value), StringComparer.Ordinal);

    /// <summary>What the environment's settings.yaml says.</summary>
    public static IReadOnlyDictionary<string, string> Settings(string environment)
    {
        var settings = FleetObject.Read(File.ReadAllText(FleetFolder.In("fleet-infrastructure", $"clusters/{environment}/settings.yaml"))).Single();
        return ((YamlMappingNode)settings.Find("data")!).ToDictionary(e => ((YamlScalarNode)e.Key).Value!, e => ((YamlScalarNode)e.Value).Value!);
    }

    /// <summary>All that a layer's objects may use.</summary>
    public static IReadOnlyDictionary<string, string> OfLayers(string environment) =>
        ClusterInfo.Concat(ClusterSecrets).Concat(Settings(environment)).ToDictionary(StringComparer.Ordinal);

    /// <summary>The names that a text uses, unless the object takes no part in substitution.</summary>
    public static IEnumerable<string> UsedBy(FleetObject o) => Substitutes(o) ? Variable().Matches(o.Text).Select(m => m.Groups["name"].Value) : [];

    /// <summary>Whether Flux replaces variables in the object.</summary>
    public static bool Substitutes(FleetObject o) =>
        o.At("metadata", "annotations", "kustomize.toolkit.fluxcd.io/substitute") != "disabled"
        && o.At("metadata", "labels", "kustomize.toolkit.fluxcd.io/substitute") != "disabled";

    /// <summary>The text as Flux applies it.</summary>
    public static string Replace(string text, IReadOnlyDictionary<string, string> values) =>
        Variable().Replace(text, m => values[m.Groups["name"].Value]).Replace("$${", "${", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<!\$)\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)[^}]*\}")]
    private static partial Regex Variable();
}
