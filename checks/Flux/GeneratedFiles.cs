using System.Collections.Immutable;
using System.Text;
using Slipway.Checks.Kustomize;
using Slipway.Components.Fleet;
using Slipway.Components.Layers;

namespace Slipway.Checks.Flux;

/// <summary>A repository of Slipway's with the files that <c>pulumi up</c> would generate for environments that were never up: the default layers, and a folder for secrets without any. Files that are there count.</summary>
public sealed class GeneratedFiles : IFleetFiles
{
    private static readonly byte[] NoSecrets = Encoding.UTF8.GetBytes("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - namespaces.yaml\n");

    private static readonly byte[] Namespaces = Encoding.UTF8.GetBytes(
        $"apiVersion: v1\nkind: Namespace\nmetadata:\n  name: {FleetNames.Namespace}\n  annotations:\n    kustomize.toolkit.fluxcd.io/ssa: IfNotPresent\n    kustomize.toolkit.fluxcd.io/prune: Disabled\n");

    private readonly IFleetFiles _files;
    private readonly Dictionary<string, byte[]> _generated = new(StringComparer.Ordinal);

    private GeneratedFiles(IFleetFiles files) => _files = files;

    /// <summary>The files with what is missing; the files themselves where nothing is, or where they are not of Slipway's kind.</summary>
    /// <param name="files">The files.</param>
    /// <param name="hasImageAutomation">Whether an environment has image automation.</param>
    public static IFleetFiles Over(IFleetFiles files, Func<string, bool> hasImageAutomation)
    {
        try
        {
            return Completed(files, hasImageAutomation);
        }
        catch (FleetAccessException)
        {
            // Whoever reads the folder for itself says why it cannot be read.
            return files;
        }
    }

    private static IFleetFiles Completed(IFleetFiles files, Func<string, bool> hasImageAutomation)
    {
        try
        {
            return Complete(files, hasImageAutomation);
        }
        catch (FleetAccessException)
        {
            // Whoever reads the files says what cannot be read, and where.
            return files;
        }
    }

    private static IFleetFiles Complete(IFleetFiles files, Func<string, bool> hasImageAutomation)
    {
        var whole = new GeneratedFiles(files);
        if (files.Find("clusters") != FleetEntry.Folder)
            return files;
        foreach (var environment in files.List("clusters").Where(e => files.Find(FleetNames.ReleaseFile(e)) == FleetEntry.File))
        {
            if (files.Find(FleetNames.LayersFile(environment)) != FleetEntry.Missing)
                continue;
            var layers = LayerGraph.Default(environment, imageAutomation: hasImageAutomation(environment));
            whole._generated[FleetNames.LayersFile(environment)] = Encoding.UTF8.GetBytes(LayerManifests.Render(LayerGraph.Of(layers), environment));
            if (files.Find(FleetNames.SecretsFolder(environment)) != FleetEntry.Missing)
                continue;
            whole._generated[$"{FleetNames.SecretsFolder(environment)}/kustomization.yaml"] = NoSecrets;
            whole._generated[$"{FleetNames.SecretsFolder(environment)}/namespaces.yaml"] = Namespaces;
        }
        return whole._generated.Count > 0 ? whole : files;
    }

    /// <inheritdoc />
    public FleetEntry Find(string path) => _generated.ContainsKey(path) ? FleetEntry.File
        : _generated.Keys.Any(f => f.StartsWith(path + "/", StringComparison.Ordinal)) ? FleetEntry.Folder
        : _files.Find(path);

    /// <inheritdoc />
    public byte[] Read(string path, int limit) => _generated.TryGetValue(path, out var content) ? content : _files.Read(path, limit);

    /// <inheritdoc />
    public ImmutableArray<string> List(string path)
    {
        var prefix = path.Length == 0 ? "" : path + "/";
        var added = _generated.Keys.Where(f => f.StartsWith(prefix, StringComparison.Ordinal)).Select(f => f[prefix.Length..].Split('/')[0]).ToList();
        var own = added.Count > 0 && _files.Find(path) == FleetEntry.Missing ? [] : _files.List(path);
        return added.Count == 0 ? own : [.. own.Union(added, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
