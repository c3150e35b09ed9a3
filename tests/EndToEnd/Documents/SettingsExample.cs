using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.Cli.Project;
using Slipway.Stacks.Settings;

namespace Slipway.EndToEnd.Documents;

/// <summary>The example that has every key, as the program reads it.</summary>
internal static class SettingsExample
{
    /// <summary>Where it stands.</summary>
    public const string File = "docs/examples/Pulumi.example.yaml";

    private const string Environment = "example";
    private const string Pem = "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\n";

    /// <summary>Its values by full key, objects as JSON.</summary>
    public static JsonObject Values()
    {
        var folder = Directory.CreateTempSubdirectory("slipway-example-").FullName;
        try
        {
            foreach (var file in (string[])["Pulumi.yaml", File])
                System.IO.File.Copy(Path.Combine(Repository.Root, file), Path.Combine(folder, Path.GetFileName(file)));
            var project = ProjectFile.Find(folder);
            var config = StackFile.Read(project, Environment).Config(project, secret => secret.Contains("cHJpdmF0ZWtleTEy", StringComparison.Ordinal) ? Pem : "secret");
            var values = new JsonObject();
            foreach (var (key, value) in config)
                values[key] = value.StartsWith('{') || value.StartsWith('[') ? JsonNode.Parse(value) : value;
            return values;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What the program finds wrong with such values.</summary>
    /// <param name="values">By full key.</param>
    /// <param name="asInFile">Whether they stand in the file, so that what is secret there counts as secret.</param>
    public static ImmutableArray<SettingsProblem> ProblemsOf(JsonObject values, bool asInFile = false)
    {
        try
        {
            PlatformSettings.Read(Environment, Value, asInFile ? YamlPlaces.In("Pulumi.example.yaml", Repository.Text(File)) : YamlPlaces.None);
            return [];
        }
        catch (SettingsException problems)
        {
            return problems.Problems;
        }

        string? Value(string key) => values[key] switch
        {
            null => null,
            JsonValue text when text.GetValueKind() == System.Text.Json.JsonValueKind.String => (string?)text,
            var node => node.ToJsonString(),
        };
    }
}
