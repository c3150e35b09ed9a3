using Slipway.Components.Layers;

namespace Slipway.Components.Tests.Layers;

/// <summary>Layers without a cycle, in any order, the same for the same seed.</summary>
internal static class RandomLayers
{
    public static List<Layer> Of(int seed)
    {
        var random = new Random(seed);
        var names = Enumerable.Range(0, random.Next(1, 14)).Select(i => $"layer-{i}").ToList();
        var layers = names.Select((name, i) => new Layer
        {
            Name = name,
            Path = $"./{name}",
            Source = (LayerSource)random.Next(3),
            DependsOn = [.. names.Take(i).Where(_ => random.Next(3) == 0)],
        }).ToArray();
        random.Shuffle(layers);
        return [.. layers];
    }
}
