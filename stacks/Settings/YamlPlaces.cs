using Slipway.Components.Fleet;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Slipway.Stacks.Settings;

/// <summary>Where the keys of a stack's configuration stand in its file.</summary>
public sealed class YamlPlaces
{
    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);
    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);
    private readonly List<string> _keys = [];

    private YamlPlaces()
    {
    }

    /// <summary>The full keys that the file sets, in its order.</summary>
    public IReadOnlyList<string> Keys => _keys;

    /// <summary>No file, so no places.</summary>
    public static YamlPlaces None { get; } = new();

    /// <summary>The places in a stack's file; <see cref="None"/> when it cannot be read or is not YAML (whoever reads it for its values says so).</summary>
    /// <param name="path">Path of <c>Pulumi.&lt;stack&gt;.yaml</c>.</param>
    public static YamlPlaces InFile(string path) => File.Exists(path) ? In(Path.GetFileName(path), File.ReadAllText(path)) : None;

    /// <summary>The places in a stack's configuration.</summary>
    /// <param name="name">Name of the file, as people know it.</param>
    /// <param name="yaml">Its content.</param>
    public static YamlPlaces In(string name, string yaml)
    {
        var places = new YamlPlaces();
        IList<YamlDocument> documents;
        try
        {
            documents = YamlDocuments.Load(new StringReader(yaml));
        }
        catch (YamlException)
        {
            return None;
        }
        if (documents is [{ RootNode: YamlMappingNode root }, ..]
            && root.Children.TryGetValue(new YamlScalarNode("config"), out var config) && config is YamlMappingNode sections)
        {
            foreach (var (key, value) in sections)
            {
                // A key without a namespace belongs to the project.
                var full = key.ToString().Contains(':', StringComparison.Ordinal) ? key.ToString() : $"{PlatformSettings.Project}:{key}";
                places._keys.Add(full);
                places.Add(name, full, value);
            }
        }
        return places;
    }

    /// <summary>The place of a key path, or of the nearest thing above it; null when none of it stands in the file.</summary>
    public string? Of(string path)
    {
        while (true)
        {
            if (_places.TryGetValue(path, out var place))
                return place;
            var up = path.LastIndexOfAny(['.', '[']);
            if (up < 0)
                return null;
            path = path[..up];
        }
    }

    /// <summary>True when the key path itself stands in the file.</summary>
    public bool Has(string path) => _places.ContainsKey(path);

    /// <summary>True when the value at a key path is kept encrypted in the file.</summary>
    public bool IsSecret(string path) => _secrets.Contains(path);

    private void Add(string file, string path, YamlNode node)
    {
        if (node is YamlMappingNode { Children: [{ Key: YamlScalarNode { Value: "secure" } }] })
            _secrets.Add(path);
        _places[path] = $"{file}:{node.Start.Line}:{node.Start.Column}";
        switch (node)
        {
            case YamlMappingNode map:
                foreach (var (key, value) in map)
                    Add(file, $"{path}.{key}", value);
                break;
            case YamlSequenceNode list:
                for (var i = 0; i < list.Children.Count; i++)
                    Add(file, $"{path}[{i}]", list.Children[i]);
                break;
        }
    }
}
