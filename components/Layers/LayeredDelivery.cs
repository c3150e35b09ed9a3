using System.Collections.Immutable;
using Pulumi.Github;
using Slipway.Components.Fleet;
using Slipway.Infra;

namespace Slipway.Components.Layers;

/// <summary>
/// The layered delivery graph of an environment: a component for each layer, which depends on those of the layers before it, and in Git one generated
/// file of Flux Kustomizations in the infrastructure repository, which Flux follows from there.
/// </summary>
public sealed class LayeredDelivery : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "slipway:components:LayeredDelivery";

    /// <summary>Writes the environment's layers. The file is named after the environment, so environments never touch each other's.</summary>
    /// <exception cref="LayerGraphException">The layers break a rule.</exception>
    public LayeredDelivery(string name, LayeredDeliveryArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        var graph = LayerGraph.Of(args.Layers);
        Layers = Components(name, graph);
        File = new RepositoryFile($"{name}-file", new RepositoryFileArgs
        {
            Repository = args.Repository,
            Branch = args.Branch,
            File = FleetNames.LayersFile(args.Environment),
            Content = LayerManifests.Render(graph, args.Environment),
            CommitMessage = $"Set the layers of {args.Environment}",
            // A file of that name from an earlier life of the stack is generated too, and may be taken over.
            OverwriteOnCreate = true,
        }, this.Child(Layers.Values.Select(l => l.Origin)));
        LayerNames = Output.Create(graph.Layers.Select(l => l.Name).ToImmutableArray());
        RegisterOutputs();
    }

    /// <summary>Names of the layers, each after those that it depends on.</summary>
    [Output("layers")]
    public Output<ImmutableArray<string>> LayerNames { get; private set; }

    /// <summary>The layers by name.</summary>
    public ImmutableDictionary<string, DeliveryLayer> Layers { get; }

    /// <summary>The generated file. Depend on it from whatever starts Flux.</summary>
    public RepositoryFile File { get; }

    private ImmutableDictionary<string, DeliveryLayer> Components(string name, LayerGraph graph)
    {
        var layers = ImmutableDictionary<string, DeliveryLayer>.Empty;
        foreach (var layer in graph.Layers)
        {
            var dependsOn = layer.DependsOn.Select(d => layers[d]).ToImmutableArray();
            layers = layers.Add(layer.Name, new DeliveryLayer($"{name}-{layer.Name}", layer, dependsOn, this.Part()));
        }
        return layers;
    }
}
