using System.Collections.Immutable;
using Slipway.Components.Flux;
using Slipway.Components.Layers;

namespace Slipway.Stacks.Settings.Sections;

/// <summary>Reads and checks <c>slipway:flux</c>.</summary>
/// <setting key="flux.version" default="" change="in place: the controllers roll ([runbook](runbooks/flux.md))">Flux version, exact, of the 2.9 series</setting>
/// <setting key="flux.operatorVersion" default="" change="in place">version of the Flux Operator's charts, exact; it must know the Flux version</setting>
/// <setting key="flux.interval" default="`1m`" change="in place">how often Git is asked for something new</setting>
/// <setting key="flux.size" default="`small`" change="in place">how much kustomize- and helm-controller do at once, and may use: `small` (5; 1 CPU, 512 MiB), `medium` (10; 2 CPUs, 1 GiB), `large` (20; 3 CPUs, 3 GiB)</setting>
/// <setting key="flux.limits" default="none" change="in place">limits of single controllers, by name, before those of `size`</setting>
/// <setting key="flux.limits.*.cpu" default="that of `size`">e.g. `2`, `1500m`</setting>
/// <setting key="flux.limits.*.memory" default="that of `size`">e.g. `1Gi`</setting>
/// <setting key="flux.sourceWatcher" default="`false`" change="in place">`true` runs source-watcher, which cuts one source into several (ArtifactGenerator)</setting>
/// <setting key="flux.shards" default="none" change="in place">names of shards: controllers of their own for what is labelled `sharding.fluxcd.io/key: &lt;name&gt;`</setting>
internal static class FluxSection
{
    private const string Flux = $"{PlatformSettings.Project}:flux";

    /// <summary>Stands for Flux where its section could not be read.</summary>
    public static FluxOptions None { get; } = new() { Version = "", OperatorVersion = "" };

    /// <summary>Reads the section.</summary>
    public static FluxOptions Read(SettingsReader reader) => new()
    {
        Version = reader.Text("version", SettingsText.FluxVersion, ""),
        OperatorVersion = reader.Text("operatorVersion", SettingsText.Version, ""),
        Interval = reader.OptionalText("interval", FluxDuration.Parse, None.Interval),
        Size = reader.OptionalText("size", SettingsText.Choice<FluxSize>, None.Size),
        SourceWatcher = reader.OptionalFlag("sourceWatcher", absent: false),
        Shards = reader.OptionalTexts("shards", SettingsText.DnsLabel, ""),
        Limits = reader.OptionalObjects("limits", SettingsText.FluxController, (name, limits) => new Limit(name, new ControllerLimits(
            limits.OptionalText<string?>("cpu", SettingsText.Cpu, null),
            limits.OptionalText<string?>("memory", SettingsText.Memory, null)))).ToImmutableDictionary(l => l.Controller, l => l.Limits),
    };

    /// <summary>Notes every broken rule.</summary>
    public static void Check(PlatformSettings settings, SettingsProblems problems)
    {
        var flux = settings.Flux;
        foreach (var twice in flux.Shards.GroupBy(s => s, StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add($"{Flux}.shards", $"'{twice.Key}' stands {twice.Count()} times");
        var controllers = FluxComponents.Of(flux, settings.Fleet.ImageAutomation);
        foreach (var (controller, limits) in flux.Limits)
        {
            if (!controllers.Contains(controller))
                problems.Add($"{Flux}.limits.{controller}", $"is not among the controllers of this environment; they are {string.Join(", ", controllers)}");
            if (limits is { Cpu: null, Memory: null })
                problems.Add($"{Flux}.limits.{controller}", "limits nothing; give it cpu, memory or both, or remove it");
        }
    }

    private sealed record Limit(string Controller, ControllerLimits Limits);
}
