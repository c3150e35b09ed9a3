using System.Collections.Immutable;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>The transformations that need no more than a value: namespace, names, labels, annotations, replicas.</summary>
internal static class Transformations
{
    private static readonly string[] KeptNames = ["CustomResourceDefinition", "Namespace"];

    public static void SetNamespace(ResourceList resources, YamlScalar space)
    {
        resources.Change(resource => resource.Remembering().With(InNamespace(resource.Root, resource.Id, space)));
        resources.RefuseTwins();
    }

    public static void AddAffixes(ResourceList resources, string prefix, string suffix)
    {
        if (prefix.Length == 0 && suffix.Length == 0)
            return;
        resources.Change(resource =>
        {
            if (KeptNames.Contains(resource.Id.Kind) || resource.Id is { Kind: "APIService", Group: "apiregistration.k8s.io" })
                return resource;
            if (resource.Root.Find("metadata", "name") is not YamlScalar name)
                return resource;
            var renamed = resource.Remembering();
            return (renamed with
            {
                Prefixes = prefix.Length > 0 ? resource.Prefixes.Add(prefix) : resource.Prefixes,
                Suffixes = suffix.Length > 0 ? resource.Suffixes.Add(suffix) : resource.Suffixes,
            }).With(Resource.WithMetadata(resource.Root, "name", YamlScalar.String(name.Place, prefix + name.Text + suffix)));
        });
    }

    public static void AddPairs(ResourceList resources, ImmutableArray<YamlEntry> pairs, ImmutableArray<FieldSpec> fields)
    {
        if (pairs.Length == 0)
            return;
        resources.Change(resource =>
        {
            var root = resource.Root;
            foreach (var field in fields)
                root = field.Apply(root, value => Add(value, pairs), () => new YamlMap(pairs[0].Key.Place, []));
            return resource.With(root);
        });
    }

    public static void SetReplicas(ResourceList resources, ReplicaRule rule)
    {
        var found = false;
        resources.Change(resource =>
        {
            var root = resource.Root;
            foreach (var field in FieldSpecs.Replicas.Where(f => resource.AllIds.Any(id => id.Name == rule.Name && id.IsSelectedBy(f.Kinds))))
            {
                found = true;
                root = field.Apply(root, _ => rule.Count, () => rule.Count);
            }
            return resource.With(root);
        });
        if (!found)
        {
            throw new BuildFailure(SourceProblemKind.NoTarget, rule.Count.Place, $"there is no Deployment, StatefulSet, ReplicaSet or ReplicationController '{rule.Name}' to set replicas of",
                "correct the name; it is the one before prefixes and suffixes, or the one after");
        }
    }

    private static YamlMap InNamespace(YamlMap root, ObjectId id, YamlScalar space)
    {
        if (!id.IsClusterScoped)
            root = Resource.WithMetadata(root, "namespace", space);
        if (id.Kind is "RoleBinding" or "ClusterRoleBinding" && root["subjects"] is YamlList subjects)
            root = root.With("subjects", subjects.Changed(s => s is YamlMap subject && subject.TextAt("name") == "default" ? subject.With("namespace", space) : s));
        foreach (var field in FieldSpecs.Namespace)
            root = field.Apply(root, _ => space, () => space);
        return root;
    }

    private static YamlMap Add(YamlValue value, ImmutableArray<YamlEntry> pairs)
    {
        if (value is not YamlMap map)
            throw new BuildFailure(SourceProblemKind.InvalidField, value.Place, "labels or annotations are to be added here, and this is no map", "make it a map");
        foreach (var pair in pairs)
            map = map.With(pair.Key, pair.Value);
        return map;
    }
}
