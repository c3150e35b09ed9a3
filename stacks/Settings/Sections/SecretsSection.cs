using Slipway.Components.Fleet;
using Slipway.Components.Secrets;
using Slipway.Components.Sops;

namespace Slipway.Stacks.Settings.Sections;

/// <summary>Reads and checks <c>slipway:secrets</c>.</summary>
internal static class SecretsSection
{
    private const string Secrets = $"{PlatformSettings.Project}:secrets";

    // Few enough to guess is too few; more than this is no password any more.
    private const int Fewest = 16;
    private const int Most = 128;

    /// <summary>Reads the section.</summary>
    public static SecretsSettings Read(SettingsReader reader)
    {
        var given = reader.OptionalSecrets("values", SettingsText.Variable);
        return new()
        {
            Provider = reader.OptionalText("provider", SettingsText.Choice<SecretsProvider>, default),
            Recovery = [.. reader.OptionalTexts<AgeRecipient?>("recovery", AgeRecipient.Parse, null).OfType<AgeRecipient>()],
            Generation = reader.OptionalNumber("generation", 1, 9999, absent: 1),
            Cluster = new(given, reader.Takes("generated")
                ? reader.OptionalNumbers("generated", SettingsText.Variable, Fewest, Most)
                // What is given needs no making up.
                : SecretsSettings.FleetValues.RemoveRange(given.Keys)),
            Apps = reader.OptionalObjects("apps", SettingsText.DnsLabel, (name, app) => new AppSecret(
                name,
                app.Text("namespace", SettingsText.DnsLabel, ""),
                new(app.OptionalSecrets("values", SettingsText.SecretEntry), app.OptionalNumbers("generated", SettingsText.SecretEntry, Fewest, Most)))),
        };
    }

    /// <summary>Notes every broken rule.</summary>
    public static void Check(PlatformSettings settings, SettingsProblems problems)
    {
        var secrets = settings.Secrets;
        CheckValues(Secrets, secrets.Cluster, problems);
        foreach (var (name, value) in secrets.Cluster.Given.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            if (!value.Keeps(YamlText.CanBeSubstituted))
            {
                problems.Add($"{Secrets}.values.{name}",
                    $"would change its meaning, or a manifest's, where a manifest uses it as ${{{name}}}: letters, digits and /+._=:@%&?~;- are safe, and not all digits; put any other value into a Secret of its own, {Secrets}.apps");
            }
        }
        foreach (var app in secrets.Apps)
        {
            var path = $"{Secrets}.apps.{app.Name}";
            CheckValues(path, app.Values, problems);
            if (app.Values.Given.IsEmpty && app.Values.Generated.IsEmpty)
                problems.Add(path, "has no values; give it values, generated, or remove it");
            if (app.Name == FleetNames.ClusterSecrets)
                problems.Add(path, $"has the name of the environment's own; its values are {Secrets}.values");
        }
        foreach (var twice in secrets.Recovery.GroupBy(r => r.ToString(), StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add($"{Secrets}.recovery", $"'{twice.Key}' stands {twice.Count()} times");
        if (secrets.Provider == SecretsProvider.Age && secrets.Recovery.IsEmpty && settings.Tier == EnvironmentTier.Production)
        {
            problems.Add($"{Secrets}.recovery",
                $"is empty, and the age identity is in the stack's state alone: with the state every secret would be lost; name a recipient whose identity is kept elsewhere in an environment of {PlatformSettings.Project}:tier production");
        }
    }

    private static void CheckValues(string path, SecretValues values, SettingsProblems problems)
    {
        foreach (var name in values.Given.Keys.Order(StringComparer.Ordinal))
        {
            if (values.Generated.ContainsKey(name))
                problems.Add($"{path}.generated.{name}", $"is given in {path}.values too; remove one of the two");
            if (problems.IsPlain($"{path}.values.{name}"))
            {
                problems.Add($"{path}.values.{name}",
                    $"stands in plain text; replace that secret where it is used, and set the new one with `pulumi config set --secret --path {path}.values.{name}`");
            }
        }
    }
}
