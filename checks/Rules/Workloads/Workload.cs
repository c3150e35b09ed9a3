using Slipway.Checks.Flux;
using Slipway.Checks.Schemas.Rules;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Rules.Workloads;

/// <summary>Something that keeps pods running.</summary>
/// <param name="Object">The Deployment, StatefulSet or DaemonSet.</param>
/// <param name="Containers">The containers of its pods.</param>
internal sealed record Workload(FluxObject Object, IReadOnlyList<YamlMap> Containers)
{
    /// <summary>The workloads of a cluster that serves users; none of any other.</summary>
    public static IEnumerable<Workload> InProduction(Cluster cluster) => !cluster.IsProduction ? [] : cluster.Objects.Select(o => o.Object)
        .Where(o => o.Group == "apps" && o.Kind is "Deployment" or "StatefulSet" or "DaemonSet")
        .Select(o => new Workload(o, [.. (PodTemplate.Of(o.Manifest, o.Group, o.Kind)?.Spec?["containers"] as YamlList)?.Items.OfType<YamlMap>() ?? []]));
}
