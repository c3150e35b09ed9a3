using System.Collections.Immutable;

namespace Slipway.Infra;

/// <summary>Tags of one resource.</summary>
internal static class ResourceTags
{
    /// <summary>The common tags and the resource's own name.</summary>
    public static ImmutableDictionary<string, string> Named(this ImmutableDictionary<string, string> tags, string name) => tags.SetItem("Name", name);
}
