using System.Text.RegularExpressions;
using Slipway.Checks.Flux;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Rules.Versions;

/// <summary>Production runs one version of a chart, which stands in Git.</summary>
internal sealed partial class FloatingChartLint : Lint
{
    /// <summary>What it looks for.</summary>
    public static Rule Rule { get; } = new(
        "SLW070", Severity.Warning, "Charts in production have one version",
        "With a range, or none, production takes what is published next: untested, at any hour, and going back in Git does not bring the old one back.",
        "Write the version in full; let Renovate or Dependabot propose the next one.")
    {
        Bad = "chart:\n  spec:\n    chart: podinfo\n    version: 6.x",
        Good = "chart:\n  spec:\n    chart: podinfo\n    version: 6.14.1",
    };

    /// <inheritdoc />
    public override void Check(Cluster cluster, ClusterFindings findings)
    {
        if (!cluster.IsProduction)
            return;
        foreach (var (_, manifest) in cluster.Objects)
        {
            if (manifest.Is(FluxKinds.Helm, "HelmRelease"))
                OfChart(manifest, manifest.Find("spec", "chart", "spec") as YamlMap, findings);
            else if (manifest.Is(FluxKinds.Source, "HelmChart"))
                OfChart(manifest, manifest.Find("spec") as YamlMap, findings);
            else if (manifest.Is(FluxKinds.Source, "OCIRepository"))
                OfArtifact(manifest, manifest.Find("spec", "ref") as YamlMap, findings);
        }
    }

    // A chart in a GitRepository or a Bucket has the version of its source.
    private static void OfChart(FluxObject manifest, YamlMap? chart, ClusterFindings findings)
    {
        if (chart is null || chart.TextAt("sourceRef", "kind") is "GitRepository" or "Bucket" || IsFixed(manifest, chart["version"]))
            return;
        findings.Add(Rule, (chart["version"] ?? chart).Place, $"{manifest} takes chart '{chart.TextAt("chart")}' in {Shown(chart.TextAt("version"))}");
    }

    private static void OfArtifact(FluxObject manifest, YamlMap? reference, ClusterFindings findings)
    {
        if (reference?["digest"] is not null)
            return;
        if (reference?["semver"] is { } range)
        {
            if (!IsFixed(manifest, range))
                findings.Add(Rule, range.Place, $"{manifest} takes {Shown(reference.TextAt("semver"))}");
        }
        else if (reference?["tag"] is null or YamlScalar { Text: "latest" })
            findings.Add(Rule, manifest.PlaceOf("spec", "ref", "tag"), $"{manifest} takes whatever is tagged 'latest'");
    }

    private static bool IsFixed(FluxObject manifest, YamlValue? version) => version is not null && (manifest.Uncertain.Contains(version.Place) || version is YamlScalar text && Exact().IsMatch(text.Text));

    private static string Shown(string? version) => version is null ? "any version" : $"whatever version fits '{version}'";

    [GeneratedRegex(@"^=?\s*v?\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Exact();
}
