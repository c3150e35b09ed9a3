using YamlDotNet.RepresentationModel;

namespace Slipway.Cli.Project;

/// <summary><c>Pulumi.yaml</c>: the project, and what its configuration is.</summary>
public sealed class ProjectFile
{
    private readonly Dictionary<string, string> _defaults;

    private ProjectFile(string root, string name, Dictionary<string, string> defaults)
    {
        Root = root;
        Name = name;
        _defaults = defaults;
    }

    /// <summary>The folder that holds the file.</summary>
    public string Root { get; }

    /// <summary>The project's name, which is the namespace of its configuration.</summary>
    public string Name { get; }

    /// <summary>Values that count where a stack sets none, by full key.</summary>
    public IReadOnlyDictionary<string, string> Defaults => _defaults;

    /// <summary>The environments that have a file, in ordinal order.</summary>
    public IEnumerable<string> Environments => Directory.EnumerateFiles(Root, "Pulumi.*.yaml")
        .Select(f => Path.GetFileName(f)["Pulumi.".Length..^".yaml".Length])
        .Order(StringComparer.Ordinal);

    /// <summary>Finds and reads the project of a folder: its own, or that of the nearest folder above.</summary>
    /// <exception cref="UsageException">There is none, or it cannot be read.</exception>
    public static ProjectFile Find(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            var path = Path.Combine(at.FullName, "Pulumi.yaml");
            if (File.Exists(path))
                return Read(path);
        }
        throw new UsageException($"There is no Pulumi.yaml in {folder} or above it; run slipway in a checkout of the project, or name it with --cwd.");
    }

    private static ProjectFile Read(string path)
    {
        var root = YamlDocumentReader.Read(path);
        if (!root.Children.TryGetValue(new YamlScalarNode("name"), out var node) || node is not YamlScalarNode { Value: { Length: > 0 } name })
            throw new UsageException("Pulumi.yaml: the key 'name' is missing; it names the project.");
        var defaults = new Dictionary<string, string>(StringComparer.Ordinal);
        if (root.Children.TryGetValue(new YamlScalarNode("config"), out var config) && config is YamlMappingNode keys)
        {
            foreach (var (key, declaration) in keys)
            {
                if (declaration is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode("default"), out var value))
                    defaults[FullKey(name, key.ToString())] = ConfigValue.Of(value, _ => throw new UsageException("Pulumi.yaml: a default cannot be secret."));
            }
        }
        return new ProjectFile(Path.GetDirectoryName(path) ?? "/", name, defaults);
    }

    /// <summary>A configuration key with its namespace; one without belongs to the project.</summary>
    internal static string FullKey(string project, string key) => key.Contains(':', StringComparison.Ordinal) ? key : $"{project}:{key}";
}
