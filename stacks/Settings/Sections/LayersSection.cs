using Slipway.Components.Layers;

namespace Slipway.Stacks.Settings.Sections;

/// <summary>Reads and checks <c>slipway:layers</c>.</summary>
internal static class LayersSection
{
    private const string Layers = $"{PlatformSettings.Project}:layers";

    /// <summary>Reads the section.</summary>
    public static List<Layer> Read(SettingsReader reader, string environment) =>
        [.. LayerGraph.Default(environment).Select(layer => reader.OptionalSection(layer.Name, layer, section => layer with
        {
            Interval = section.OptionalText("interval", FluxDuration.Parse, layer.Interval),
            RetryInterval = section.OptionalText("retryInterval", FluxDuration.Parse, layer.RetryInterval),
            Timeout = section.OptionalText("timeout", FluxDuration.Parse, layer.Timeout),
        }))];

    /// <summary>Notes every broken rule.</summary>
    public static void Check(PlatformSettings settings, SettingsProblems problems)
    {
        try
        {
            LayerGraph.Of(settings.Layers);
        }
        catch (LayerGraphException broken)
        {
            foreach (var problem in broken.Problems)
                problems.Add($"{Layers}.{problem.Layer}", problem.Message);
        }
    }
}
