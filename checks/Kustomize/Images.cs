using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>Replaces images wherever an object, of whatever kind, has <c>containers</c> or <c>initContainers</c>.</summary>
internal static class Images
{
    public static void Replace(ResourceList resources, ImageRule rule)
    {
        var pattern = Pattern(rule);
        resources.Change(resource =>
        {
            var root = resource.Id.Kind == "CustomResourceDefinition" ? resource.Root : (YamlMap)InValue(resource.Root, rule, pattern);
            // The fields that kustomize has listed besides are in here already; what is left of them is that they take a null for an empty list.
            foreach (var field in FieldSpecs.Images)
                root = field.Apply(root, value => value, () => root);
            return resource.With(root);
        });
    }

    // The name is a regular expression to kustomize; one that is invalid it takes as text.
    private static LinearRegex Pattern(ImageRule rule)
    {
        try
        {
            return Patterns.Of($"^{rule.Name}(:[a-zA-Z0-9_.{{}}-]*)?(@sha256:[a-zA-Z0-9_.{{}}-]*)?\\z");
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
        {
            throw new BuildFailure(SourceProblemKind.InvalidField, rule.Place, $"the image name '{rule.Name}' is no regular expression, which kustomize takes it for", "escape its special characters");
        }
    }

    private static YamlValue InValue(YamlValue value, ImageRule rule, LinearRegex pattern) => value switch
    {
        YamlList list => list.Changed(item => InValue(item, rule, pattern)),
        YamlMap map => InMap(map, rule, pattern),
        _ => value,
    };

    private static YamlMap InMap(YamlMap map, ImageRule rule, LinearRegex pattern)
    {
        foreach (var entry in map.Entries)
        {
            var value = entry is { Name: "containers" or "initContainers", Value: YamlList containers }
                ? containers.Changed(c => c is YamlMap container ? InContainer(container, rule, pattern) : c)
                : entry.Value;
            map = map.With(entry.Key, InValue(value, rule, pattern));
        }
        return map;
    }

    private static YamlMap InContainer(YamlMap container, ImageRule rule, LinearRegex pattern) =>
        container["image"] is YamlScalar image && pattern.IsMatch(image.Text) ? container.With("image", YamlScalar.String(rule.Place, Changed(image.Text, rule))) : container;

    private static string Changed(string image, ImageRule rule)
    {
        var (name, tag, digest) = Split(image);
        if (rule.NewName.Length > 0)
            name = rule.NewName;
        if (rule.NewTag.Length > 0)
            (tag, digest) = (rule.NewTag, rule.Digest);
        else if (rule.Digest.Length > 0)
            (tag, digest) = ("", rule.Digest);
        else if (rule.TagSuffix.Length > 0)
            (tag, digest) = (tag + rule.TagSuffix, "");
        return name + (tag.Length > 0 ? ":" + tag : "") + (digest.Length > 0 ? "@" + digest : "");
    }

    // A colon before the first slash belongs to a registry's port.
    private static (string Name, string Tag, string Digest) Split(string image)
    {
        var slash = Math.Max(0, image.IndexOf('/', StringComparison.Ordinal));
        var at = image.IndexOf('@', slash);
        var colon = image.IndexOf(':', slash);
        var digest = at < 0 ? "" : image[(at + 1)..];
        if (colon < 0 || at >= 0 && colon > at)
            return (at < 0 ? image : image[..at], "", digest);
        return (image[..colon], image[(colon + 1)..(at < 0 ? image.Length : at)], digest);
    }
}
