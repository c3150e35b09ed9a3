using System.Collections.Immutable;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>Lets references follow the objects whose names and namespaces a build changed.</summary>
internal sealed class NameReferences
{
    private static readonly ILookup<string, NameReference> ByReferrer = NameReference.All().ToLookup(r => r.Field.Kinds.Kind, StringComparer.Ordinal);

    private readonly ILookup<string, Resource> _renamed;

    private NameReferences(ILookup<string, Resource> renamed) => _renamed = renamed;

    public static void Fix(ResourceList resources)
    {
        var renamed = resources.Items
            .SelectMany(r => r.Previous.Select(p => p.Name).Distinct(StringComparer.Ordinal).Select(name => (name, r)))
            .ToLookup(p => p.name, p => p.r, StringComparer.Ordinal);
        if (renamed.Count == 0)
            return;
        var references = new NameReferences(renamed);
        resources.Change(references.InResource);
    }

    private Resource InResource(Resource referrer)
    {
        var root = referrer.Root;
        foreach (var reference in ByReferrer[referrer.OriginalId.Kind])
            root = reference.Field.Apply(root, value => InValue(value, referrer, reference), () => root);
        return referrer.With(root);
    }

    private YamlValue InValue(YamlValue value, Resource referrer, NameReference reference) => value switch
    {
        YamlList list => list.Changed(item => InValue(item, referrer, reference)),
        YamlMap map => InMap(map, referrer, reference),
        YamlScalar { Kind: not YamlKind.Null } name when Named(name, referrer, reference, null) is { } found && found.Id.Name != name.Text => YamlScalar.String(name.Place, found.Id.Name),
        _ => value,
    };

    // A subject of a binding, or a service of a webhook: a name with a namespace beside it.
    private YamlMap InMap(YamlMap map, Resource referrer, NameReference reference)
    {
        if (map["name"] is not YamlScalar name || Named(name, referrer, reference, map.TextAt("namespace")) is not { } found)
            return map;
        if (found.Id.Name != name.Text)
            map = map.With("name", YamlScalar.String(name.Place, found.Id.Name));
        return found.Id.Namespace.Length > 0 && found.Root.Find("metadata", "namespace") is { } space && map.TextAt("namespace") != found.Id.Namespace ? map.With("namespace", space) : map;
    }

    private Resource? Named(YamlScalar name, Resource referrer, NameReference reference, string? space)
    {
        var candidates = Reachable(name.Text, referrer, reference, space).ToList();
        if (candidates.Count > 1)
            candidates = [.. candidates.Where(c => SameAffixes(c, referrer, emptyToo: true))];
        if (candidates.Count > 1)
            candidates = [.. candidates.Where(c => SameAffixes(c, referrer, emptyToo: false))];
        if (candidates.Count == 0 || candidates.All(c => c.Id.Name == candidates[0].Id.Name))
            return candidates.FirstOrDefault();
        throw new BuildFailure(SourceProblemKind.Conflict, name.Place, $"'{name.Text}' could mean {string.Join(" or ", candidates.Select(c => c.Id))}", "name the objects apart");
    }

    private IEnumerable<Resource> Reachable(string name, Resource referrer, NameReference reference, string? space)
    {
        var role = reference.IsRoleReference && referrer.Root.Find("roleRef") is YamlMap found ? new KindSelector(found.TextAt("apiGroup") ?? "", "", found.TextAt("kind") ?? "") : default;
        var candidates = _renamed[name].Where(c => c.Previous.Any(p => p.IsSelectedBy(reference.Target)) && (!reference.IsRoleReference || c.Previous.Any(p => p.IsSelectedBy(role))));
        candidates = candidates.Where(c => MayReach(referrer, c));
        if (space is null)
            return candidates;
        var inOriginal = candidates.Where(c => c.OriginalId.EffectiveNamespace == space && !c.OriginalId.IsClusterScoped).ToList();
        return inOriginal.Count > 0 ? inOriginal : candidates.Where(c => c.Id.EffectiveNamespace == space && !c.Id.IsClusterScoped);
    }

    private static bool MayReach(Resource referrer, Resource candidate) =>
        referrer.Id.IsClusterScoped || candidate.Id.IsClusterScoped || candidate.Id.Kind == "ServiceAccount" || referrer.Id.EffectiveNamespace == candidate.Id.EffectiveNamespace;

    private static bool SameAffixes(Resource a, Resource b, bool emptyToo) =>
        (emptyToo && (a.Prefixes.Length == 0 || b.Prefixes.Length == 0) || SameEnd(a.Prefixes, b.Prefixes))
        && (emptyToo && (a.Suffixes.Length == 0 || b.Suffixes.Length == 0) || SameEnd(a.Suffixes, b.Suffixes));

    // The outermost come last: the shorter row must be the end of the longer.
    private static bool SameEnd(ImmutableArray<string> a, ImmutableArray<string> b)
    {
        var (shorter, longer) = a.Length < b.Length ? (a, b) : (b, a);
        return (shorter.Length > 0 || longer.Length == 0) && longer.AsSpan()[(longer.Length - shorter.Length)..].SequenceEqual(shorter.AsSpan());
    }
}
