using System.Collections.Immutable;
using Slipway.Components.Layers;
using Slipway.Infra.Clusters;
using Slipway.Infra.Networking;
using Slipway.Infra.Repositories;

namespace Slipway.Stacks.Settings;

/// <summary>Reads the sections, each value by itself; what they mean together is up to <see cref="SettingsRules"/>.</summary>
internal static class SettingsParts
{
    private const string Project = PlatformSettings.Project;

    private static readonly ImmutableArray<string> Sections = ["tier", "network", "cluster", "fleet", "flux", "layers"];

    /// <summary>Notes the keys of the project that nothing reads.</summary>
    public static void RefuseUnknown(IEnumerable<string> keys, SettingsProblems problems)
    {
        foreach (var key in keys.Where(k => k.StartsWith($"{Project}:", StringComparison.Ordinal)))
        {
            if (!Sections.Contains(key[(Project.Length + 1)..]))
                problems.Add(key, $"is no key of the configuration; the keys are {string.Join(", ", Sections.Select(s => $"{Project}:{s}"))}");
        }
    }

    /// <summary>Everything that could be read. What could not is noted as a problem and stands in the result as a placeholder.</summary>
    public static PlatformSettings Read(string environment, Func<string, string?> config, SettingsProblems problems)
    {
        return new PlatformSettings
        {
            Environment = environment,
            Region = Plain("aws:region", SettingsText.Region),
            GitHubOwner = Plain("github:owner", SettingsText.Name),
            Tier = config($"{Project}:tier") is { } tier
                ? Parsed($"{Project}:tier", tier, SettingsText.Choice<EnvironmentTier>, EnvironmentTier.Production)
                : EnvironmentTier.Production,
            Network = Section("network", Network) ?? new() { Cidr = default, Zones = [] },
            Cluster = Section("cluster", Cluster) ?? new() { Version = "", Administrators = [], Nodes = NoNodes },
            Fleet = Section("fleet", Fleet) ?? new() { Infrastructure = NoRepository, Apps = NoRepository },
            Flux = Section("flux", Flux) ?? new() { Version = "", OperatorVersion = "" },
            Layers = config($"{Project}:layers") is null ? LayerGraph.Default(environment) : [.. Section("layers", r => Layers(r, environment)) ?? []],
        };

        T? Section<T>(string name, Func<SettingsReader, T> read)
            where T : class =>
            SettingsReader.Section($"{Project}:{name}", config($"{Project}:{name}"), problems, read);

        string Plain(string key, Func<string, string> parse)
        {
            if (config(key) is { } value)
                return Parsed(key, value, parse, "");
            problems.Add(key, "is missing");
            return "";
        }

        T Parsed<T>(string key, string value, Func<string, T> parse, T broken)
        {
            try
            {
                return parse(value);
            }
            catch (FormatException problem)
            {
                problems.Add(key, problem.Message);
                return broken;
            }
        }
    }

    private static NetworkSettings Network(SettingsReader reader) => new()
    {
        Cidr = reader.Text("cidr", Cidr.Parse, default),
        Zones = reader.Texts("zones", SettingsText.Zone, ""),
        Nat = reader.OptionalText("nat", SettingsText.Choice<NatMode>, NatMode.Single),
        Peers = reader.OptionalTexts("peers", Cidr.Parse, default),
    };

    private static ClusterSettings Cluster(SettingsReader reader) => new()
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

    private static NodePool NoNodes { get; } = new() { InstanceTypes = [], MinSize = 0, DesiredSize = 0, MaxSize = 0 };

    private static NodePool Nodes(SettingsReader reader) => new()
    {
        InstanceTypes = reader.Texts("instanceTypes", SettingsText.InstanceType, ""),
        MinSize = reader.Number("min", 0, 450),
        DesiredSize = reader.Number("desired", 0, 450),
        MaxSize = reader.Number("max", 1, 450),
    };

    private static FleetSettings Fleet(SettingsReader reader) => new()
    {
        Owner = reader.OptionalFlag("owner", absent: false),
        Infrastructure = reader.Section("infrastructure", Repository) ?? NoRepository,
        Apps = reader.Section("apps", Repository) ?? NoRepository,
    };

    private static FleetRepositorySettings NoRepository { get; } = new("", new RepositoryTemplate("", ""));

    private static FleetRepositorySettings Repository(SettingsReader reader) => new(
        reader.Text("repository", SettingsText.Name, ""),
        reader.Text("template", RepositoryTemplate.Parse, new RepositoryTemplate("", "")));

    private static FluxSettings Flux(SettingsReader reader) => new()
    {
        Version = reader.Text("version", SettingsText.FluxVersion, ""),
        OperatorVersion = reader.Text("operatorVersion", SettingsText.Version, ""),
        Interval = reader.OptionalText("interval", FluxDuration.Parse, TimeSpan.FromMinutes(1)),
    };

    private static List<Layer> Layers(SettingsReader reader, string environment) =>
        [.. LayerGraph.Default(environment).Select(layer => reader.OptionalSection(layer.Name, layer, section => layer with
        {
            Interval = section.OptionalText("interval", FluxDuration.Parse, layer.Interval),
            RetryInterval = section.OptionalText("retryInterval", FluxDuration.Parse, layer.RetryInterval),
            Timeout = section.OptionalText("timeout", FluxDuration.Parse, layer.Timeout),
        }))];
}
