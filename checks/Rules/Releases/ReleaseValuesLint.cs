using Slipway.Checks.Flux;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Rules.Releases;

/// <summary>Values of HelmReleases are maps.</summary>
internal sealed class ReleaseValuesLint : Lint
{
    /// <summary>What it looks for.</summary>
    public static Rule Rule { get; } = new("SLW111", Severity.Error, "Values of a release are a map", "The API server takes any value, and helm-controller fails to read all but a map.", "Indent the values below 'values:' as a map, without the bar of a text block.")
    {
        Bad = "values: |\n  replicas: 2",
        Good = "values:\n  replicas: 2",
    };

    /// <inheritdoc />
    public override void Check(Cluster cluster, ClusterFindings findings)
    {
        foreach (var (_, release) in cluster.Objects.Where(o => o.Object.Is(FluxKinds.Helm, "HelmRelease")))
        {
            if (release.Find("spec", "values") is { } values and not YamlMap and not YamlScalar { Kind: YamlKind.Null })
                findings.Add(Rule, values.Place, $"values of {release} are {(values is YamlList ? "a list" : "a text")}, not a map");
        }
    }
}
