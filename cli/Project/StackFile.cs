using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Slipway.Cli.Project;

/// <summary><c>Pulumi.&lt;env&gt;.yaml</c>: the configuration of one environment.</summary>
public sealed partial class StackFile
{
    private static readonly ImmutableArray<string> Known = ["config", "encryptionsalt", "encryptedkey", "secretsprovider", "environment"];

    private readonly Dictionary<string, YamlNode> _config;

    private StackFile(string name, string environment, string? encryptionSalt, Dictionary<string, YamlNode> config)
    {
        Name = name;
        Environment = environment;
        EncryptionSalt = encryptionSalt;
        _config = config;
    }

    /// <summary>The file's name.</summary>
    public string Name { get; }

    /// <summary>The environment.</summary>
    public string Environment { get; }

    /// <summary>The salt of the passphrase that its secrets are encrypted with; null when it has none.</summary>
    public string? EncryptionSalt { get; }

    /// <summary>Full keys whose value is or holds a secret.</summary>
    public IReadOnlySet<string> SecretKeys => _config.Where(c => YamlDocumentReader.HoldsSecret(c.Value)).Select(c => c.Key).ToHashSet(StringComparer.Ordinal);

    /// <summary>Reads an environment's file.</summary>
    /// <exception cref="UsageException">The environment's name is not well formed, it has no file, or the file is not as Pulumi writes it.</exception>
    public static StackFile Read(ProjectFile project, string environment)
    {
        if (!StackName().IsMatch(environment))
            throw new UsageException($"'{environment}' is no name for an environment; use lower-case letters, digits and hyphens.");
        var name = $"Pulumi.{environment}.yaml";
        var path = Path.Combine(project.Root, name);
        if (!File.Exists(path))
        {
            var others = string.Join(", ", project.Environments);
            throw new UsageException($"There is no environment '{environment}': {name} is not in {project.Root}."
                + (others.Length > 0 ? $" The environments are {others}." : ""));
        }
        var root = YamlDocumentReader.Read(path);
        foreach (var (key, _) in root)
        {
            if (!Known.Contains(key.ToString()))
                throw new UsageException($"{name}:{key.Start.Line}:{key.Start.Column}: '{key}' is no key of a stack's file; the keys are {string.Join(", ", Known)}.");
        }
        RefuseWhatTheLabLacks(name, root);
        var config = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        if (root.Children.TryGetValue(new YamlScalarNode("config"), out var section))
        {
            if (section is not YamlMappingNode keys)
                throw new UsageException($"{name}:{section.Start.Line}:{section.Start.Column}: 'config' holds keys and values.");
            foreach (var (key, value) in keys)
                config[ProjectFile.FullKey(project.Name, key.ToString())] = value;
        }
        if (config.Count == 0)
            throw new UsageException($"{name} sets no configuration; see docs/configuration.md for what an environment needs.");
        return new StackFile(name, environment, Text(root, "encryptionsalt"), config);
    }

    /// <summary>The configuration with the project's defaults: full key to text, or JSON for objects and lists.</summary>
    /// <param name="project">The project.</param>
    /// <param name="decrypt">Gives the text behind a ciphertext.</param>
    /// <exception cref="UsageException">A secret cannot be decrypted.</exception>
    public ImmutableSortedDictionary<string, string> Config(ProjectFile project, Func<string, string> decrypt)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        values.AddRange(project.Defaults);
        foreach (var (key, node) in _config)
        {
            try
            {
                values[key] = ConfigValue.Of(node, decrypt);
            }
            catch (Exception problem) when (problem is CryptographicException or FormatException)
            {
                throw new UsageException($"{Name}:{node.Start.Line}:{node.Start.Column}: the secret in {key} cannot be decrypted; "
                    + "it was not encrypted with this stack's passphrase, or the text is damaged.");
            }
        }
        return values.ToImmutable();
    }

    // What the official command would honour and the lab cannot must not pass unnoticed.
    private static void RefuseWhatTheLabLacks(string name, YamlMappingNode root)
    {
        if (Text(root, "secretsprovider") is { } provider && provider != "passphrase")
            throw new UsageException($"{name}: the secrets provider '{provider}' needs its cloud; the lab knows 'passphrase' alone. Run pulumi for this stack.");
        if (root.Children.TryGetValue(new YamlScalarNode("environment"), out var node))
            throw new UsageException($"{name}:{node.Start.Line}:{node.Start.Column}: 'environment' imports from Pulumi ESC, which the lab cannot reach. Run pulumi for this stack.");
    }

    private static string? Text(YamlMappingNode root, string key) =>
        root.Children.TryGetValue(new YamlScalarNode(key), out var node) ? (node as YamlScalarNode)?.Value : null;

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$")]
    private static partial Regex StackName();
}
