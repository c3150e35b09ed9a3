using System.Collections.Immutable;
using Slipway.Lab.Clouds.Kubernetes;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>What a Kustomization has applied: <c>status.inventory</c>, with entries <c>namespace_name_group_Kind</c>.</summary>
internal static class Inventory
{
    /// <summary>The objects of a Kustomization's inventory.</summary>
    public static ImmutableArray<ObjectReference> Of(PropertyMap status) =>
        [.. (status.Map("inventory").Find("entries")?.AsList ?? []).Select(e => e.AsMap).OfType<PropertyMap>().Select(Read)];

    /// <summary>A status with an inventory.</summary>
    public static PropertyMap With(PropertyMap status, IEnumerable<ObjectReference> objects) => status.With("inventory", PropertyMap.Of(
        ("entries", PropertyValue.List(objects.Select(o => (PropertyValue)PropertyMap.Of(("id", Id(o)), ("v", Version(o))))))));

    private static ObjectReference Read(PropertyMap entry)
    {
        var (rest, version) = (entry.Text("id") ?? "", entry.Text("v") ?? "");
        var kind = CutLast(ref rest);
        var group = CutLast(ref rest);
        var space = rest[..rest.IndexOf('_', StringComparison.Ordinal)];
        var name = rest[(space.Length + 1)..].Replace("__", ":", StringComparison.Ordinal);
        return new ObjectReference(group.Length == 0 ? version : $"{group}/{version}", kind, space, name);
    }

    private static string CutLast(ref string rest)
    {
        var at = rest.LastIndexOf('_');
        var last = rest[(at + 1)..];
        rest = rest[..at];
        return last;
    }

    private static string Id(ObjectReference o)
    {
        var slash = o.ApiVersion.IndexOf('/', StringComparison.Ordinal);
        // RBAC objects may have a colon in their names, which an id may not.
        return $"{o.Namespace}_{o.Name.Replace(":", "__", StringComparison.Ordinal)}_{(slash < 0 ? "" : o.ApiVersion[..slash])}_{o.Kind}";
    }

    private static string Version(ObjectReference o) => o.ApiVersion[(o.ApiVersion.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
