using System.Collections.Frozen;
using System.Collections.Immutable;
using Slipway.Checks.Schemas;
using Slipway.Lab.Clouds.Kubernetes;
using Slipway.Lab.Clouds.Properties;

namespace Slipway.Lab.Flux;

/// <summary>
/// The kinds that the cluster's API server has: Kubernetes' own and Flux's, those of CRDs that are applied, and those that charts bring. What a chart brings is
/// not known offline, so <c>chart-kinds.txt</c> lists the API groups of the charts that fleets of Slipway use; a group that is not in it is taken on trust.
/// </summary>
internal sealed class KnownKinds(FluxContext context)
{
    private static readonly FrozenDictionary<string, ImmutableArray<string>> Charts = Read();

    /// <summary>Why the API server would not know an object's kind, or null.</summary>
    public string? Problem(ObjectReference reference)
    {
        var version = reference.ApiVersion;
        var slash = version.IndexOf('/', StringComparison.Ordinal);
        var group = slash < 0 ? "" : version[..slash];
        if (SchemaCatalog.BuiltIn.Find(version, reference.Kind) is not null)
            return null;
        if (SchemaCatalog.BuiltIn.KindsOf(version).Count == 0 && IsServed(group, reference.Kind))
            return null;
        return $"no matches for kind \"{reference.Kind}\" in version \"{version}\"";
    }

    private bool IsServed(string group, string kind)
    {
        var session = context.Session;
        if (session.List("apiextensions.k8s.io/v1", "CustomResourceDefinition").Any(d => d.Map("spec").Text("group") == group && d.Map("spec").Map("names").Text("kind") == kind))
            return true;
        if (!Charts.TryGetValue(group, out var charts))
        {
            // Groups of Kubernetes' own are all known here.
            if (!group.Contains('.', StringComparison.Ordinal) || group.EndsWith(".k8s.io", StringComparison.Ordinal))
                return false;
            context.UnknownGroups.Add(group);
            return true;
        }
        return session.List(HelmReleaseReconciler.Api, "HelmRelease").Any(r =>
            (r.Map("status").Find("history")?.AsList ?? []).Any(h => h.AsMap is { } release && release.Text("status") == "deployed" && charts.Contains(release.Text("chartName") ?? "")));
    }

    private static FrozenDictionary<string, ImmutableArray<string>> Read()
    {
        using var stream = typeof(KnownKinds).Assembly.GetManifestResourceStream("chart-kinds.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.StartsWith('#'))
            .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToFrozenDictionary(w => w[0], w => w[1..].ToImmutableArray(), StringComparer.Ordinal);
    }
}
