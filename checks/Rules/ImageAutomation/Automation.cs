using Slipway.Checks.Flux;

namespace Slipway.Checks.Rules.ImageAutomation;

/// <summary>An ImageUpdateAutomation of a cluster.</summary>
/// <param name="Cluster">The cluster that runs it.</param>
/// <param name="Object">The object.</param>
/// <param name="Source">The GitRepository that it writes to, or null where that is not in Git.</param>
internal sealed record Automation(Cluster Cluster, FluxObject Object, FluxObject? Source)
{
    /// <summary>The folder that it may change, as a path of the repository; empty for all of it.</summary>
    public string Folder => (Object.Text("spec", "update", "path") ?? "").TrimStart('.').Trim('/');

    /// <summary>What tells the repository that it writes to from others: its address, or the source's name.</summary>
    public string Repository => Source?.Built.TextAt("spec", "url") ?? Object.Text("spec", "sourceRef", "name") ?? "";

    /// <summary>The automations of a fleet that are not suspended.</summary>
    public static IEnumerable<Automation> In(Fleet fleet) => fleet.Clusters.Where(c => c.IsReal).SelectMany(In);

    /// <summary>The automations of a cluster that are not suspended.</summary>
    public static IEnumerable<Automation> In(Cluster cluster)
    {
        var automations = cluster.Objects.Select(o => o.Object).Where(o => o.Is(FluxKinds.Image, "ImageUpdateAutomation") && o.Text("spec", "suspend") != "true").ToList();
        return automations.Select(a => new Automation(cluster, a, cluster.Objects.Select(o => o.Object).FirstOrDefault(o => o.Is(FluxKinds.Source, "GitRepository")
            && o.Name == a.Text("spec", "sourceRef", "name") && o.Namespace == (a.Text("spec", "sourceRef", "namespace") ?? a.Namespace))));
    }
}
