using Slipway.Lab.Clouds.Properties;

namespace Slipway.Lab.Flux;

/// <summary>How an object of Flux is.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Revision">What it has fetched, applied or released; empty when nothing yet.</param>
/// <param name="Suspended">Whether Flux leaves it alone.</param>
/// <param name="Ready">Whether it is ready; null for kinds that have no status, and while it is not known.</param>
/// <param name="Reason">Why, in one word.</param>
/// <param name="Message">The controller's words.</param>
/// <param name="Source">For a Kustomization, the GitRepository that it is built from; else empty.</param>
public sealed record FluxObjectStatus(string Kind, string Namespace, string Name, string Revision, bool Suspended, bool? Ready, string Reason, string Message, string Source)
{
    internal static FluxObjectStatus Of(ClusterObject o, IReadOnlyDictionary<(string, string), ClusterObject> layers)
    {
        var ready = o.Condition(Conditions.Ready);
        var stalled = o.Condition(Conditions.Stalled);
        var revision = o.Reference.Kind switch
        {
            "Kustomization" => o.Status.Text("lastAppliedRevision"),
            "HelmRelease" => (o.Status.Find("history")?.AsList ?? []).Select(h => h.AsMap).FirstOrDefault(h => h?.Text("status") == "deployed")?.Text("chartVersion"),
            "ImagePolicy" => o.Status.Map("latestRef").Text("tag"),
            "ImageUpdateAutomation" => o.Status.Text("lastPushCommit"),
            _ => o.Status.Map("artifact").Text("revision"),
        };
        var isStalled = stalled?.Text("status") == "True";
        return new FluxObjectStatus(
            o.Reference.Kind, o.Namespace, o.Name, revision ?? "", o.IsSuspended, ready?.Text("status") switch { "True" => true, "False" => false, _ => null },
            (isStalled ? stalled!.Text("reason") : ready?.Text("reason")) ?? "",
            isStalled ? $"{stalled!.Text("message")}: {ready?.Text("message")}" : ready?.Text("message") ?? "",
            layers.ContainsKey((o.Namespace, o.Name)) && o.Reference.Kind == "Kustomization" ? o.Spec.Map("sourceRef").Text("name") ?? "" : "");
    }
}
