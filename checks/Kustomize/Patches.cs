using System.Collections.Immutable;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>Applies the patches of a kustomization.</summary>
internal static class Patches
{
    /// <summary>A patch of <c>patches</c> or <c>patchesJson6902</c>.</summary>
    public static void Apply(ResourceList resources, PatchRule rule, FleetTree tree, string folder)
    {
        var documents = Documents(rule.Path, rule.Text, tree, folder, resources);
        if (documents.Any(d => d is YamlList))
        {
            if (documents is not [YamlList operations])
                throw new BuildFailure(SourceProblemKind.Patch, documents[0].Place, "a JSON patch stands among other documents", "put it into a file of its own");
            ApplyJson(resources, rule, JsonPatch.Read(operations));
            return;
        }
        foreach (var document in documents)
            resources.Attempt(() => ApplyMerge(resources, rule, ObjectReader.Object(document)));
    }

    /// <summary>A patch of <c>patchesStrategicMerge</c>: a path, or the patch itself.</summary>
    public static void ApplyMerge(ResourceList resources, YamlScalar patch, FleetTree tree, string folder)
    {
        var inline = patch.Text.Contains('\n', StringComparison.Ordinal);
        var rule = new PatchRule(patch.Place, inline ? null : patch, inline ? patch : null, null, false, false);
        foreach (var document in Documents(rule.Path, rule.Text, tree, folder, resources))
            resources.Attempt(() => ApplyMerge(resources, rule, ObjectReader.Object(document)));
    }

    private static ImmutableArray<YamlValue> Documents(YamlScalar? path, YamlScalar? text, FleetTree tree, string folder, ResourceList resources)
    {
        YamlFile file;
        if (path is null)
            file = YamlReader.ReadInner(text!);
        else
        {
            try
            {
                var full = FleetTree.Combine(folder, path.Text);
                if (tree.Find(full) != FleetEntry.File)
                    throw new BuildFailure(SourceProblemKind.Missing, path.Place, $"there is no patch '{full}'", "correct the path; it is relative to this kustomization");
                file = tree.Yaml(full);
            }
            catch (FleetAccessException refused)
            {
                throw new BuildFailure(refused.At(path.Place));
            }
        }
        resources.Problems.AddRange(file.Problems);
        if (file.Documents.Length == 0 && file.Problems.Length == 0)
            throw new BuildFailure(SourceProblemKind.Patch, (path ?? text)!.Place, "the patch is empty", "remove it");
        return file.Documents;
    }

    private static void ApplyJson(ResourceList resources, PatchRule rule, JsonPatch patch)
    {
        if (rule.Target is not { } target)
            throw new BuildFailure(SourceProblemKind.Patch, rule.Place, "a JSON patch has no target", "say which objects it goes to with 'target'");
        resources.Change(resource => target.Selects(resource) ? resource.Remembering().With(patch.Apply(resource.Root)) : resource);
    }

    private static void ApplyMerge(ResourceList resources, PatchRule rule, YamlMap patch)
    {
        if (rule.Target is { } target)
        {
            resources.Change(resource => target.Selects(resource) ? Merged(resource, patch, rule) : resource);
            return;
        }
        var id = Resource.IdOf(patch);
        if (resources.Matching(id) is not [var at])
        {
            throw new BuildFailure(SourceProblemKind.NoTarget, patch.Place, $"there is no {id} for this patch",
                resources.Items.FirstOrDefault(r => r.Id.Kind == id.Kind && r.Id.Name == id.Name) is { } near ? $"{near.Id} is near: say the same apiVersion and namespace, or give the patch a target" : "correct its kind, name and namespace, or give it a target");
        }
        if (Merged(resources.Items[at], patch, rule) is { } merged)
            resources.Replace(at, merged);
        else
            resources.RemoveAt(at);
    }

    private static Resource? Merged(Resource resource, YamlMap patch, PatchRule rule)
    {
        var before = resource.Root;
        if (StrategicMerge.Apply(before, patch) is not { } after)
            return null;
        if (!rule.AllowKindChange)
            after = Kept(Kept(after, before, "kind"), before, "apiVersion");
        var metadata = after["metadata"] as YamlMap ?? new YamlMap(after.Place, []);
        var old = before["metadata"] as YamlMap ?? new YamlMap(before.Place, []);
        if (!rule.AllowNameChange)
            metadata = Kept(metadata, old, "name");
        after = after.With("metadata", Kept(metadata, old, "namespace"));
        return (rule.AllowNameChange || rule.AllowKindChange ? resource.Remembering() : resource).With(after);
    }

    private static YamlMap Kept(YamlMap after, YamlMap before, string field) => before.Entry(field) is { } entry ? after.With(entry.Key, entry.Value) : after.Without(field);
}
