using Slipway.Components.Fleet;
using Slipway.Components.Layers;

namespace Slipway.Fleet.Tests;

/// <summary>Everything that Flux would build of the fleet, built once by the kustomize that kubectl has.</summary>
internal sealed class BuiltFleet
{
    private static readonly Lazy<Task<BuiltFleet>> Once = new(BuildAsync);

    private BuiltFleet(IReadOnlyList<BuiltLayer> layers, IReadOnlyDictionary<string, IReadOnlyList<FleetObject>> clusters)
    {
        Layers = layers;
        Clusters = clusters;
    }

    /// <summary>The layers of every environment, but the one whose folder is generated.</summary>
    public IReadOnlyList<BuiltLayer> Layers { get; }

    /// <summary>What the root Kustomization applies, by environment.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<FleetObject>> Clusters { get; }

    /// <summary>All objects of layers.</summary>
    public IEnumerable<FleetObject> Objects => Layers.SelectMany(l => l.Objects);

    /// <summary>Builds, or waits for who does.</summary>
    public static Task<BuiltFleet> GetAsync() => Once.Value;

    /// <summary>The default layers of an environment.</summary>
    public static IEnumerable<Layer> Graph(string environment) => LayerGraph.Default(environment, imageAutomation: environment == "dev");

    /// <summary>The layers that a layer waits for, and itself.</summary>
    public IReadOnlyList<BuiltLayer> Before(BuiltLayer layer)
    {
        var graph = Graph(layer.Environment).ToDictionary(l => l.Name, StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([layer.Layer.Name]);
        while (open.TryPop(out var name))
        {
            if (names.Add(name))
                graph[name].DependsOn.ToList().ForEach(open.Push);
        }
        return [.. Layers.Where(l => l.Environment == layer.Environment && names.Contains(l.Layer.Name))];
    }

    private static async Task<BuiltFleet> BuildAsync()
    {
        using var clusters = new ClusterFolders();
        var layers = FleetFolder.Environments
            .SelectMany(e => Graph(e).Where(l => l.Source != LayerSource.Cluster).Select(async l =>
                new BuiltLayer(e, l, await KustomizeAsync(FleetFolder.In(FleetNames.Source(l.Source), l.Path[2..])))))
            .ToArray();
        var roots = FleetFolder.Environments.Select(async e => (Environment: e, Objects: await KustomizeAsync(clusters.Of(e)))).ToArray();
        return new BuiltFleet(await Task.WhenAll(layers), (await Task.WhenAll(roots)).ToDictionary(r => r.Environment, r => r.Objects));
    }

    private static async Task<IReadOnlyList<FleetObject>> KustomizeAsync(string folder)
    {
        var build = await Command.RunAsync("kubectl", ["kustomize", folder], Path.GetTempPath());
        Assert.True(build.ExitCode == 0, $"{folder} does not build:\n{build.Error}");
        return FleetObject.Read(build.Out.TrimEnd());
    }
}
