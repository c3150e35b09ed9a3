using Slipway.Checks.Flux;

namespace Slipway.Checks.Rules.Graph;

/// <summary>An object of a cluster is applied by one Flux Kustomization.</summary>
internal sealed class OverlapLint : Lint
{
    private const string Apply = "kustomize.toolkit.fluxcd.io/ssa";

    /// <summary>Folders of two Kustomizations that hold the same files.</summary>
    public static Rule Paths { get; } = new(
        "SLW047", Severity.Error, "Paths of Kustomizations do not overlap",
        "Both apply what is in both folders, each with its own patches and variables, and when one of them goes it deletes what the other still needs.",
        "Give each a folder of its own, or list in the outer folder's kustomization.yaml what belongs to it.")
    {
        Bad = "path: ./apps # of one Kustomization\n---\npath: ./apps/web # of another",
        Good = "path: ./apps\n---\npath: ./web",
    };

    /// <summary>An object with two owners.</summary>
    public static Rule Objects { get; } = new(
        "SLW048", Severity.Error, "An object belongs to one Kustomization",
        "Both apply it over and over, and when one of them goes it deletes what the other still needs.",
        $"Remove it from one of them. Where both must bring it, annotate it with {Apply}: IfNotPresent or Merge.")
    {
        Bad = "kind: Namespace # in two layers\nmetadata:\n  name: web",
        Good = $"kind: Namespace # in two layers\nmetadata:\n  name: web\n  annotations:\n    {Apply}: IfNotPresent\n    kustomize.toolkit.fluxcd.io/prune: Disabled",
    };

    /// <inheritdoc />
    public override void Check(Cluster cluster, ClusterFindings findings)
    {
        if (!cluster.IsReal)
            return;
        var shared = cluster.OwnObjects.Where(o => !IsShareable(o.Object) && !(cluster.IsGathered && o.Kustomization.DeclaredBy is null)).GroupBy(o => (o.Object.Group, o.Object.Kind, o.Object.Namespace, o.Object.Name))
            .SelectMany(g => g.DistinctBy(o => o.Kustomization).Skip(1).Select(second => (First: g.First().Kustomization, Second: second.Kustomization, second.Object)))
            .GroupBy(s => (s.First, s.Second));
        foreach (var pair in shared)
        {
            var (first, second) = pair.Key;
            var manifest = pair.First().Object;
            if (first.Repository == second.Repository && (IsBelow(first.Folder, second.Folder) || IsBelow(second.Folder, first.Folder)))
                findings.Add(Paths, second.Declaration.PathPlace, $"'{Shown(second)}' of {second} overlaps with '{Shown(first)}' of {first}: {(pair.Count() == 1 ? $"{manifest} is" : $"{manifest} and {pair.Count() - 1} more objects are")} applied by both");
            else
                findings.Add(Objects, manifest.Place, $"{manifest} is applied by {first} and by {second}{(pair.Count() == 1 ? "" : $", as are {pair.Count() - 1} more objects")}");
        }
    }

    private static bool IsShareable(FluxObject manifest) => manifest.Text("metadata", "annotations", Apply) is "IfNotPresent" or "Merge" or "Ignore"
        || manifest.Uncertain.Contains(manifest.PlaceOf("metadata", "name")) || manifest.Uncertain.Contains(manifest.PlaceOf("metadata", "namespace"));

    private static bool IsBelow(string inner, string outer) => inner == outer || outer.Length == 0 || inner.StartsWith(outer + "/", StringComparison.Ordinal);

    private static string Shown(FluxKustomization kustomization) => kustomization.Declaration.Path;
}
