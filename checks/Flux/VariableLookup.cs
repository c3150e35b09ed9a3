using System.Collections.Immutable;
using System.Text;
using Slipway.Checks.Yaml;
using Slipway.Components.Fleet;

namespace Slipway.Checks.Flux;

/// <summary>Looks up the variables of a cluster's Kustomizations among its objects.</summary>
internal sealed class VariableLookup
{
    private readonly ClusterRoot _root;
    private readonly FleetOptions _options;
    private readonly Dictionary<(string Kind, string Namespace, string Name), (KustomizationNode Node, YamlMap Manifest)> _objects = [];
    private readonly Dictionary<KustomizationNode, VariableSet> _known = [];
    private readonly Dictionary<KustomizationNode, ImmutableArray<YamlMap>> _unknownSources = [];
    private readonly HashSet<KustomizationNode> _open = [];
    private readonly bool _isSlipway;

    public VariableLookup(ClusterRoot root, IEnumerable<KustomizationNode> nodes, FleetOptions options)
    {
        (_root, _options) = (root, options);
        foreach (var node in nodes)
        {
            foreach (var manifest in node.Objects)
            {
                var (kind, name) = (manifest.TextAt("kind"), manifest.TextAt("metadata", "name") ?? "");
                if (kind is "ConfigMap" or "Secret")
                    _objects.TryAdd((kind, manifest.TextAt("metadata", "namespace") ?? "default", name), (node, manifest));
                _isSlipway |= kind == "GitRepository" && name == FleetNames.InfrastructureSource;
            }
        }
    }

    /// <summary>The sources of a Kustomization that nobody knows here and that must be there.</summary>
    public ImmutableArray<YamlMap> UnknownSources(KustomizationNode node) => _unknownSources.GetValueOrDefault(node, []);

    /// <summary>The variables of a Kustomization.</summary>
    public VariableSet Of(KustomizationNode node)
    {
        if (_known.TryGetValue(node, out var known))
            return known;
        // A source that a Kustomization makes for itself, or for one that it depends on, is taken as it is written.
        if (!_open.Add(node))
            return VariableSet.None;
        var found = Read(node);
        _open.Remove(node);
        return _known[node] = found;
    }

    private VariableSet Read(KustomizationNode node)
    {
        var values = new Dictionary<string, VariableValue>(StringComparer.Ordinal);
        var declaration = node.Declaration;
        if (!node.IsDeclared)
        {
            // The program gives the root Kustomization the facts, and the Flux Operator whatever a FluxInstance says.
            if (_isSlipway)
                AddFacts(values);
            return new VariableSet(values, isComplete: !_root.HasUnknownVariables);
        }
        var unknown = ImmutableArray.CreateBuilder<YamlMap>();
        var complete = true;
        foreach (var (kind, name, isOptional, entry) in declaration.VariableSources)
        {
            if (Add(values, kind, declaration.Namespace, name))
                continue;
            complete = false;
            // What the program generates for an environment that was never up is missing without anybody's fault.
            if (!isOptional && !(_isSlipway && (kind, name) == ("Secret", FleetNames.ClusterSecrets)))
                unknown.Add(entry);
        }
        _unknownSources[node] = unknown.ToImmutable();
        foreach (var own in declaration.Variables)
            values[own.Name] = new VariableValue(OneLine((own.Value as YamlScalar)?.Text ?? ""), IsExact: true, declaration.ToString(), Place: own.Value.Place);
        return new VariableSet(values, complete, declaration.AlwaysSubstitutes);
    }

    private bool Add(Dictionary<string, VariableValue> values, string kind, string space, string name)
    {
        var origin = $"{kind} {space}/{name}";
        if (_options.Facts.TryGetValue(name, out var facts))
        {
            foreach (var (key, value) in facts)
                values[key] = new VariableValue(OneLine(value), IsExact: true, origin, kind == "Secret");
            return true;
        }
        if (_objects.TryGetValue((kind, space, name), out var found))
        {
            var manifest = FluxRender.Of([found.Manifest], found.Node.Declaration, Of(found.Node), _options.Decrypt)[0];
            foreach (var field in (string[])["data", "stringData"])
            {
                foreach (var entry in (manifest.Manifest[field] as YamlMap)?.Entries ?? [])
                    values[entry.Name] = ValueOf(entry, kind == "Secret", field == "data", origin, manifest);
            }
            return true;
        }
        if (!_isSlipway || (kind, space, name) != ("ConfigMap", FleetNames.Namespace, FleetNames.ClusterInfo))
            return false;
        AddFacts(values);
        return true;
    }

    private static VariableValue ValueOf(YamlEntry entry, bool isSecret, bool isEncoded, string origin, FluxObject manifest)
    {
        var text = (entry.Value as YamlScalar)?.Text ?? "";
        if (text.StartsWith("ENC[", StringComparison.Ordinal))
            return new VariableValue(VariableSet.StandIn(entry.Name), IsExact: false, origin, IsSecret: true, entry.Key.Place);
        if (isSecret && isEncoded)
            text = Decoded(text);
        return new VariableValue(OneLine(text), !manifest.Uncertain.Contains(entry.Value.Place), origin, isSecret, entry.Key.Place);
    }

    private static string Decoded(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : text;
    }

    private void AddFacts(Dictionary<string, VariableValue> values)
    {
        var origin = $"ConfigMap {FleetNames.Namespace}/{FleetNames.ClusterInfo}";
        foreach (var name in ClusterFacts.Names)
        {
            values[name] = name == ClusterFacts.Environment
                ? new VariableValue(_root.Name, IsExact: true, origin)
                : new VariableValue(VariableSet.StandIn(name), IsExact: false, origin);
        }
    }

    private static string OneLine(string value) => value.Replace("\n", "", StringComparison.Ordinal);
}
