using Slipway.Checks.Flux;
using Slipway.Components;

namespace Slipway.Checks.Rules.Sources;

/// <summary>What objects of Flux take from exists, in the kind and the namespace that they say.</summary>
internal sealed class SourceLint : Lint
{
    /// <summary>A source that is nowhere.</summary>
    public static Rule Missing { get; } = new("SLW061", Severity.Error, "Sources exist", "What has no source never becomes ready, and does not fail loudly either.", "Correct the name, or add the source.")
    {
        Bad = "sourceRef:\n  kind: GitRepository\n  name: felet",
        Good = "sourceRef:\n  kind: GitRepository\n  name: fleet",
    };

    /// <summary>A source of another kind.</summary>
    public static Rule OtherKind { get; } = new("SLW062", Severity.Error, "Sources have the kind that is asked for", "Flux looks for the kind and the name; one of another kind does not count.", "Correct the kind.")
    {
        Bad = "sourceRef:\n  kind: GitRepository\n  name: podinfo # an OCIRepository",
        Good = "sourceRef:\n  kind: OCIRepository\n  name: podinfo",
    };

    /// <summary>A source of another namespace.</summary>
    public static Rule OtherNamespace { get; } = new("SLW063", Severity.Error, "Sources are in the namespace that is asked for", "Without a namespace Flux looks in that of the object itself.", "Name the namespace, or put the source beside the object.")
    {
        Bad = "sourceRef: # in namespace web\n  kind: HelmRepository\n  name: podinfo # is in flux-system",
        Good = "sourceRef:\n  kind: HelmRepository\n  name: podinfo\n  namespace: flux-system",
    };

    /// <inheritdoc />
    public override void Check(Cluster cluster, ClusterFindings findings)
    {
        if (!cluster.IsComplete)
            return;
        var known = Known(cluster).ToHashSet();
        foreach (var reference in SourceReference.In(cluster).Where(r => !known.Contains((r.Kind, r.Namespace, r.Name))))
        {
            if (known.FirstOrDefault(s => s.Namespace == reference.Namespace && s.Name == reference.Name) is { Kind: { } kind })
                findings.Add(OtherKind, reference.PlaceOf("kind"), $"{reference.By} takes from {reference}, which is of kind {kind}", $"Write kind: {kind}.");
            else if (known.FirstOrDefault(s => s.Kind == reference.Kind && s.Name == reference.Name) is { Namespace: { } space })
                findings.Add(OtherNamespace, reference.PlaceOf("namespace"), $"{reference.By} takes from {reference}, which is in namespace '{space}'", $"Write namespace: {space}, or put the source beside the object.");
            else
            {
                findings.Add(Missing, reference.PlaceOf("name"), $"{reference.By} takes from {reference}, which this cluster does not have",
                    NearestName.Remedy(reference.Name, [.. known.Where(s => s.Kind == reference.Kind).Select(s => s.Name)], "correct the name, or add the source"));
            }
        }
    }

    private static IEnumerable<(string Kind, string Namespace, string Name)> Known(Cluster cluster)
    {
        // Where the cluster's own source does not stand in Git, the Flux Operator makes it, of one of these kinds.
        var root = cluster.Kustomizations[0].Declaration;
        foreach (var kind in cluster.Kustomizations[0].IsDeclared ? [root.SourceKind] : (string[])["GitRepository", "OCIRepository", "Bucket"])
            yield return (kind, root.SourceNamespace, root.SourceName);
        foreach (var (_, manifest) in cluster.Objects)
        {
            if (manifest.Group == FluxKinds.Source || manifest.Is(FluxKinds.Image, "ImageRepository"))
                yield return (manifest.Kind, manifest.Namespace, manifest.Name);
            if (manifest.Kind != "ArtifactGenerator")
                continue;
            foreach (var artifact in manifest.Maps("spec", "artifacts"))
                yield return ("ExternalArtifact", manifest.Namespace, artifact.TextAt("name") ?? "");
        }
    }
}
