using Slipway.Checks.Flux;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>A chart at a version.</summary>
/// <param name="Name">The chart's name.</param>
/// <param name="Version">Its version.</param>
internal sealed record HelmChartRef(string Name, string Version)
{
    /// <summary>The chart of a HelmRelease, through its source.</summary>
    /// <exception cref="LayerException">The source is not there, or not ready.</exception>
    public static HelmChartRef Of(FluxContext context, ClusterObject release)
    {
        if (release.Spec.Has("chartRef"))
            return OfReference(context, release, release.Spec.Map("chartRef"));
        var chart = release.Spec.Map("chart").Map("spec");
        var source = Ready(context, release, chart.Map("sourceRef"));
        var name = chart.Text("chart") ?? "";
        if (source.Reference.Kind == "GitRepository")
            return new HelmChartRef(name[(name.LastIndexOf('/') + 1)..], $"0.0.0+{(source.Status.Map("artifact").Text("digest") ?? "").Replace("sha1:", "", StringComparison.Ordinal)}");
        // A range would be resolved by the repository's index, which the lab does not have.
        return chart.Text("version") is { } version && SemanticVersion.TryParse(version) is not null
            ? new HelmChartRef(name, version)
            : throw new LayerException("SourceNotReady", $"HelmChart '{release.Namespace}/{release.Name}' is not ready: chart version '{chart.Text("version") ?? "*"}' is a range, and the lab has no index of {source.Spec.Text("url")}; pin an exact version");
    }

    private static HelmChartRef OfReference(FluxContext context, ClusterObject release, PropertyMap reference)
    {
        var source = Ready(context, release, reference);
        var (url, revision) = (source.Spec.Text("url") ?? "", source.Status.Map("artifact").Text("revision") ?? "");
        var at = revision.IndexOf('@', StringComparison.Ordinal);
        return new HelmChartRef(url[(url.LastIndexOf('/') + 1)..], at < 0 ? revision : revision[..at].TrimStart('v'));
    }

    private static ClusterObject Ready(FluxContext context, ClusterObject release, PropertyMap reference)
    {
        var (kind, name) = (reference.Text("kind") ?? "", reference.Text("name") ?? "");
        var source = context.Source(reference, release.Namespace)
            ?? throw new LayerException("SourceNotReady", $"could not get Source object: {kind}.{FluxKinds.Source} \"{name}\" not found");
        var needsNoStatus = kind == "HelmRepository" && source.Spec.Text("type") == "oci";
        return needsNoStatus || source.IsReady
            ? source
            : throw new LayerException("SourceNotReady", $"{kind} '{source.Namespace}/{source.Name}' is not ready: {source.Condition(Conditions.Ready)?.Text("message") ?? "it was not fetched yet"}");
    }

    /// <inheritdoc />
    public override string ToString() => $"{Name}@{Version}";
}
