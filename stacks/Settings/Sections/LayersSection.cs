using System.Collections.Immutable;
using Slipway.Components;
using Slipway.Components.Layers;

namespace Slipway.Stacks.Settings.Sections;

/// <summary>Reads and checks <c>slipway:layers</c>: an entry named like a default layer tunes it, any other adds a layer.</summary>
/// <setting key="layers.*.source" default="`infrastructure`">of an added layer: the repository, at the environment's release</setting>
/// <setting key="layers.*.path" default="">of an added layer: its folder in that repository, e.g. `./databases/overlays/dev`. Layers' folders lie apart from each other</setting>
/// <setting key="layers.*.dependsOn" default="none" change="in place">the layers that must be ready first</setting>
/// <setting key="layers.*.interval" default="`30m`; apps `15m`, secrets `1h`" change="in place">how often drift is looked for and healed</setting>
/// <setting key="layers.*.retryInterval" default="`1m`" change="in place">how soon a failed attempt is repeated; at most `interval`</setting>
/// <setting key="layers.*.timeout" default="`10m`; infrastructure and core `15m`" change="in place">how long everything may take to become healthy; at least `retryInterval`</setting>
/// <setting key="layers.*.wait" default="`true`" change="in place">the layer is ready only once everything in it is healthy; a layer that others depend on must wait</setting>
/// <setting key="layers.*.deletionPolicy" default="`MirrorPrune`" change="in place">what becomes of its objects when the layer is removed: `MirrorPrune` and `Delete` delete them, `WaitForTermination` waits until they are gone, `Orphan` leaves them</setting>
/// <setting key="layers.*.force" default="`false`" change="in place">delete and make anew what cannot be changed in place</setting>
/// <setting key="layers.*.decryption" default="`false`; secrets `true`" change="in place">its files may be SOPS files</setting>
/// <setting key="layers.*.helmReleaseDefaults" default="`true`; secrets `false`" change="in place">every HelmRelease gets drift detection and remediation, unless labelled `slipway/drift-detection: own` or `slipway/remediation: own`</setting>
/// <setting key="layers.*.healthCheckExprs" default="none" change="in place">how the health of custom resources is told, in CEL</setting>
/// <setting key="layers.*.healthCheckExprs[].apiVersion" default="">group and version of the kind</setting>
/// <setting key="layers.*.healthCheckExprs[].kind" default="every kind of the group">the kind</setting>
/// <setting key="layers.*.healthCheckExprs[].current" default="">true when the object is healthy</setting>
/// <setting key="layers.*.healthCheckExprs[].inProgress" default="whenever neither of the others is true">true when it still becomes so</setting>
/// <setting key="layers.*.healthCheckExprs[].failed" default="never">true when it has failed</setting>
internal static class LayersSection
{
    private const string Layers = $"{PlatformSettings.Project}:layers";

    /// <summary>Reads the section.</summary>
    /// <param name="reader">The section.</param>
    /// <param name="defaults">The layers that are there without it.</param>
    public static List<Layer> Read(SettingsReader reader, ImmutableArray<Layer> defaults)
    {
        var written = reader.Objects((name, section) => Read(section, name, defaults));
        return
        [
            .. defaults.Select(layer => written.FirstOrDefault(w => w.Name == layer.Name) ?? layer),
            .. written.Where(w => defaults.All(d => d.Name != w.Name)),
        ];
    }

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
                problems.Add(string.Join('.', new[] { Layers, problem.Layer, problem.Key }.Where(part => part.Length > 0)), problem.Message);
        }
    }

    private static Layer Read(SettingsReader section, string name, ImmutableArray<Layer> defaults)
    {
        var layer = defaults.FirstOrDefault(d => d.Name == name);
        return Tuned(section, layer ?? Added(section, name, defaults));
    }

    private static Layer Added(SettingsReader section, string name, ImmutableArray<Layer> defaults)
    {
        if (name == LayerGraph.ImageAutomation)
            section.Problem("", "is a layer only where slipway:fleet.imageAutomation is true; set that or remove the entry");
        else if (!section.Takes("path"))
            section.Problem("", $"is no default layer; {Meant(name, defaults)} A layer of your own needs a path, e.g. ./{name}/overlays/dev");
        return new()
        {
            Name = name,
            Source = section.OptionalText("source", Source, LayerSource.Infrastructure),
            Path = section.OptionalText("path", text => text, $"./{name}"),
        };
    }

    private static Layer Tuned(SettingsReader section, Layer layer) => layer with
    {
        DependsOn = section.OptionalTexts("dependsOn", text => text, "", layer.DependsOn),
        Interval = section.OptionalText("interval", FluxDuration.Parse, layer.Interval),
        RetryInterval = section.OptionalText("retryInterval", FluxDuration.Parse, layer.RetryInterval),
        Timeout = section.OptionalText("timeout", FluxDuration.Parse, layer.Timeout),
        Wait = section.OptionalFlag("wait", layer.Wait),
        DeletionPolicy = section.OptionalText("deletionPolicy", SettingsText.OwnSpelling<DeletionPolicy>, layer.DeletionPolicy),
        Force = section.OptionalFlag("force", layer.Force),
        Decryption = section.OptionalFlag("decryption", layer.Decryption),
        HelmReleaseDefaults = section.OptionalFlag("helmReleaseDefaults", layer.HelmReleaseDefaults),
        HealthCheckExprs = section.OptionalSections("healthCheckExprs", layer.HealthCheckExprs, health => new HealthCheckExpression
        {
            ApiVersion = health.Text("apiVersion", text => text, ""),
            Kind = health.OptionalText("kind", text => text, ""),
            Current = health.Text("current", text => text, ""),
            InProgress = health.OptionalText<string?>("inProgress", text => text, null),
            Failed = health.OptionalText<string?>("failed", text => text, null),
        }),
    };

    private static string Meant(string name, ImmutableArray<Layer> defaults) => NearestName.Of(name, defaults.Select(d => d.Name)) is { } near
        ? $"is '{near}' meant?"
        : $"those are {string.Join(", ", defaults.Select(d => d.Name))}.";

    // The cluster's own source is for what Pulumi generates.
    private static LayerSource Source(string text) => text switch
    {
        "infrastructure" => LayerSource.Infrastructure,
        "apps" => LayerSource.Apps,
        _ => throw new FormatException($"'{text}' is none of infrastructure, apps"),
    };
}
