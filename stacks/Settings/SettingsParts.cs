using System.Collections.Immutable;
using Slipway.Components.Layers;
using Slipway.Stacks.Settings.Sections;

namespace Slipway.Stacks.Settings;

/// <summary>Reads all sections, then has each checked whose values are right by themselves.</summary>
internal static class SettingsParts
{
    private const string Project = PlatformSettings.Project;

    private static readonly ImmutableArray<string> Sections =
        ["tier", "tags", "network", "cluster", "registry", "backups", "fleet", "githubApp", "flux", "secrets", "layers"];

    /// <summary>Notes the keys of the project that nothing reads.</summary>
    public static void RefuseUnknown(IEnumerable<string> keys, SettingsProblems problems)
    {
        foreach (var key in keys.Where(k => k.StartsWith($"{Project}:", StringComparison.Ordinal)))
        {
            if (!Sections.Contains(key[(Project.Length + 1)..]))
                problems.Add(key, $"is no key of the configuration; the keys are {string.Join(", ", Sections.Select(s => $"{Project}:{s}"))}");
        }
    }

    /// <summary>Notes every broken rule, of the sections whose values are right by themselves.</summary>
    public static void Check(PlatformSettings settings, SettingsProblems problems)
    {
        foreach (var (section, check) in ((string, Action<PlatformSettings, SettingsProblems>)[])
        [
            ("network", NetworkSection.Check),
            ("cluster", ClusterSection.Check),
            ("registry", RegistrySection.Check),
            ("backups", BackupsSection.Check),
            ("fleet", FleetSection.Check),
            ("githubApp", GitHubAppSection.Check),
            ("flux", FluxSection.Check),
            ("secrets", SecretsSection.Check),
            ("layers", LayersSection.Check),
        ])
        {
            if (problems.NoneIn($"{Project}:{section}"))
                check(settings, problems);
        }
    }

    /// <summary>Everything that could be read. What could not is noted as a problem and stands in the result as a placeholder.</summary>
    public static PlatformSettings Read(string environment, Func<string, string?> config, SettingsProblems problems)
    {
        var settings = new PlatformSettings
        {
            Environment = environment,
            Region = Plain("aws:region", SettingsText.Region),
            GitHubOwner = Plain("github:owner", SettingsText.Name),
            Tier = config($"{Project}:tier") is { } tier
                ? Parsed($"{Project}:tier", tier, SettingsText.Choice<EnvironmentTier>, EnvironmentTier.Development)
                : EnvironmentTier.Production,
            Tags = SettingsReader.Map($"{Project}:tags", config($"{Project}:tags"), problems, SettingsText.TagKey, SettingsText.TagValue),
            Network = Section("network", NetworkSection.Read) ?? new() { Cidr = default, Zones = [] },
            Cluster = Section("cluster", ClusterSection.Read) ?? ClusterSection.None,
            Registry = config($"{Project}:registry") is null ? new() : Section("registry", RegistrySection.Read) ?? new(),
            Backups = config($"{Project}:backups") is null ? new() : Section("backups", BackupsSection.Read) ?? new(),
            Fleet = Section("fleet", FleetSection.Read) ?? new() { Infrastructure = FleetSection.NoRepository, Apps = FleetSection.NoRepository },
            GitHubApp = config($"{Project}:githubApp") is null ? null : Section("githubApp", GitHubAppSection.Read),
            Flux = Section("flux", FluxSection.Read) ?? FluxSection.None,
            Secrets = config($"{Project}:secrets") is null ? new() : Section("secrets", SecretsSection.Read) ?? new(),
            Layers = [],
        };
        var defaults = LayerGraph.Default(environment, settings.Fleet.ImageAutomation);
        return settings with
        {
            Layers = config($"{Project}:layers") is null ? defaults : [.. Section("layers", r => LayersSection.Read(r, defaults)) ?? []],
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
}
