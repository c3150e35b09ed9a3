using System.Collections.Immutable;
using Slipway.Checks.Flux;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Compare;

/// <summary>What a change of a fleet's files changes in its clusters.</summary>
/// <param name="Changes">The objects, by cluster, Kustomization and name.</param>
public sealed record FleetComparison(ImmutableArray<ObjectChange> Changes)
{
    private const string Hidden = "(hidden)";

    private readonly record struct Key(string Group, string Kind, string Namespace, string Name);

    /// <summary>Compares a fleet with what it was.</summary>
    public static FleetComparison Of(Fleet before, Fleet after)
    {
        var (old, now) = (Kustomizations(before), Kustomizations(after));
        var changes = new List<ObjectChange>();
        foreach (var (cluster, name) in old.Keys.Union(now.Keys).Order())
            changes.AddRange(Between(cluster, name, Objects(old.GetValueOrDefault((cluster, name))), Objects(now.GetValueOrDefault((cluster, name)))));
        return new FleetComparison([.. changes]);
    }

    private static Dictionary<(string Cluster, string Name), FluxKustomization> Kustomizations(Fleet fleet)
    {
        var found = new Dictionary<(string, string), FluxKustomization>();
        foreach (var (cluster, kustomization) in fleet.Clusters.SelectMany(c => c.Kustomizations.Select(k => (c, k))))
            found.TryAdd((cluster.Name, cluster.IsReal ? $"{kustomization.Namespace}/{kustomization.Name}" : kustomization.Folder), kustomization);
        return found;
    }

    private static Dictionary<Key, FluxObject> Objects(FluxKustomization? kustomization)
    {
        var found = new Dictionary<Key, FluxObject>();
        foreach (var manifest in kustomization?.Objects ?? [])
            found.TryAdd(new Key(manifest.Group, manifest.Kind, manifest.Namespace, manifest.Name), manifest);
        return found;
    }

    private static IEnumerable<ObjectChange> Between(string cluster, string kustomization, Dictionary<Key, FluxObject> old, Dictionary<Key, FluxObject> now)
    {
        foreach (var key in old.Keys.Union(now.Keys).OrderBy(k => (k.Kind, k.Namespace, k.Name, k.Group)))
        {
            var (before, after) = (old.GetValueOrDefault(key), now.GetValueOrDefault(key));
            var title = (after ?? before)!.ToString();
            if (before is null)
                yield return new ObjectChange(cluster, kustomization, title, ChangeKind.Added, LineDiff.Of("", Text(after!, null)));
            else if (after is null)
                yield return new ObjectChange(cluster, kustomization, title, ChangeKind.Removed, LineDiff.Of(Text(before, null), ""));
            else if (!before.Manifest.IsSameAs(after.Manifest))
                yield return new ObjectChange(cluster, kustomization, title, ChangeKind.Changed, LineDiff.Of(Text(before, null), Text(after, before)));
        }
    }

    /// <summary>The object as text without secrets; that a hidden value is another one than before is said.</summary>
    private static string Text(FluxObject manifest, FluxObject? before)
    {
        // A value that comes from a Secret shows as the variable that it was.
        var shown = manifest.Uses.Any(u => u.Value is { IsSecret: true, IsExact: true }) ? manifest.Built : manifest.Manifest;
        if (manifest.Is("", "Secret"))
        {
            foreach (var field in (string[])["data", "stringData"])
            {
                if (shown[field] is YamlMap values)
                    shown = shown.With(field, Masked(values, before?.Manifest[field] as YamlMap, before is not null));
            }
            shown = shown.Without("sops");
        }
        return YamlWriter.Write(shown);
    }

    private static YamlMap Masked(YamlMap values, YamlMap? before, bool compared) => new(values.Place,
    [
        .. values.Entries.Select(e => e with
        {
            Value = YamlScalar.String(e.Value.Place, compared && before?[e.Name] is { } old && !old.IsSameAs(e.Value) ? "(hidden, changed)" : Hidden),
        }),
    ]);
}
