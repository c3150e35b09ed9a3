using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>Which objects a patch goes to. Names and kinds are regular expressions that must match wholly; what is left out matches all.</summary>
internal sealed class Selector(YamlPlace place, LinearRegex? group, LinearRegex? version, LinearRegex? kind, LinearRegex? name, LinearRegex? space, LabelSelector labels, LabelSelector annotations)
{
    public YamlPlace Place { get; } = place;

    /// <summary>Whether an object is meant. Its first and its present name and namespace both count.</summary>
    public bool Selects(Resource resource)
    {
        var (id, original) = (resource.Id, resource.OriginalId);
        return Matches(kind, id.Kind) && Matches(group, id.Group) && Matches(version, id.Version)
            && (Matches(name, original.Name) || Matches(name, id.Name))
            && (Matches(space, Shown(original)) || Matches(space, Shown(id)))
            && labels.Selects(resource.Root.Find("metadata", "labels") as YamlMap)
            && annotations.Selects(resource.Root.Find("metadata", "annotations") as YamlMap);
    }

    private static bool Matches(LinearRegex? pattern, string text) => pattern is null || pattern.IsMatch(text);

    // A pattern for the namespaces of objects that have none matches nothing but the word kustomize has for it.
    private static string Shown(ObjectId id) => id.IsClusterScoped ? "_non_namespaceable_" : id.EffectiveNamespace;
}
