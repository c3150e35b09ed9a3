using Slipway.Components.Layers;

namespace Slipway.Stacks.Settings.Sections;

/// <summary>Reads <c>slipway:flux</c>.</summary>
internal static class FluxSection
{
    /// <summary>Reads the section.</summary>
    public static FluxSettings Read(SettingsReader reader) => new()
    {
        Version = reader.Text("version", SettingsText.FluxVersion, ""),
        OperatorVersion = reader.Text("operatorVersion", SettingsText.Version, ""),
        Interval = reader.OptionalText("interval", FluxDuration.Parse, TimeSpan.FromMinutes(1)),
    };
}
