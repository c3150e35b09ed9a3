using System.Collections.Concurrent;
using System.Collections.Immutable;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>Builds the kustomizations of a repository in process, object for object as kustomize 5 does under Flux: files of the repository outside of a kustomization's folder may be used, nothing is fetched, and no plugin is run. What many overlays share is built once. Safe for many threads.</summary>
/// <param name="tree">The repository.</param>
public sealed class KustomizeBuilder(FleetTree tree)
{
    private readonly ConcurrentDictionary<string, Accumulation> _bases = new(StringComparer.Ordinal);

    private sealed record Accumulation(ImmutableArray<Resource> Resources, ImmutableArray<SourceProblem> Problems);

    /// <summary>Builds a folder. One without a kustomization file is taken as Flux takes it: all of its YAML files, and folders below that have one.</summary>
    /// <param name="folder">Path of the folder in the repository.</param>
    /// <param name="additions">Fields of a kustomization that count after those of the folder's own, as the fields of a Flux Kustomization do; null for none.</param>
    public BuildResult Build(string folder, YamlMap? additions = null)
    {
        var resources = new ResourceList();
        resources.Attempt(() =>
        {
            var (path, kustomization) = Open(folder, tree.PlaceOf(folder), resources.Problems, orGenerated: true);
            if (kustomization.IsComponent)
                throw new BuildFailure(SourceProblemKind.InvalidField, tree.PlaceOf(path), $"'{path}' is a component, which is built only as part of a kustomization", "list it under 'components' of one");
            if (additions is not null)
                kustomization = kustomization.With(KustomizationReader.Read(additions, resources.Problems));
            Accumulate(resources, path, kustomization, [path]);
            AddHashes(resources);
            NameReferences.Fix(resources);
            resources.Change(r => IsLocal(r.Root) ? null : r);
            if (kustomization.Sort is { } sort)
                resources = Sorted(resources, sort);
        });
        return new BuildResult([.. resources.Items.Select(r => r.Root)], [.. resources.Problems.Distinct()]);
    }

    private static ResourceList Sorted(ResourceList resources, SortRule sort)
    {
        var sorted = new ResourceList();
        sorted.Problems.AddRange(resources.Problems);
        foreach (var resource in SortOrder.Sort([.. resources.Items], sort))
            sorted.Add(resource);
        return sorted;
    }

    private void Accumulate(ResourceList resources, string folder, Kustomization kustomization, ImmutableArray<string> ancestors)
    {
        foreach (var path in kustomization.Resources)
            resources.Attempt(() => AddResource(resources, folder, path, ancestors));
        foreach (var generator in kustomization.Generators)
            resources.Attempt(() => Generators.Run(resources, generator, tree, folder));
        foreach (var path in kustomization.Components)
            resources.Attempt(() => AddComponent(resources, folder, path, ancestors));
        Transform(resources, folder, kustomization);
    }

    private void AddResource(ResourceList resources, string folder, YamlScalar path, ImmutableArray<string> ancestors)
    {
        var (full, entry) = Resolve(folder, path);
        if (entry == FleetEntry.File)
        {
            var file = tree.Yaml(full);
            resources.Problems.AddRange(file.Problems);
            foreach (var document in file.Documents)
            {
                resources.Attempt(() =>
                {
                    foreach (var root in ObjectReader.Objects(document))
                        resources.Add(new Resource(root));
                });
            }
            return;
        }
        var shared = Base(full, path.Place, ancestors);
        resources.Problems.AddRange(shared.Problems);
        foreach (var resource in shared.Resources)
            resources.Add(resource);
    }

    private Accumulation Base(string folder, YamlPlace place, ImmutableArray<string> ancestors)
    {
        RefuseCycle(folder, place, ancestors);
        // Two threads may build the same base at once; waiting for each other could lock them where bases form a circle.
        if (_bases.TryGetValue(folder, out var known))
            return known;
        var resources = new ResourceList();
        var (path, kustomization) = Open(folder, place, resources.Problems, orGenerated: false);
        if (kustomization.IsComponent)
            throw new BuildFailure(SourceProblemKind.InvalidField, place, $"'{path}' is a component", "list it under 'components' instead");
        Accumulate(resources, path, kustomization, ancestors.Add(path));
        // Nothing can be made of a base that has no end, and trying again from elsewhere would take ever longer.
        var endless = resources.Problems.FirstOrDefault(p => p.Kind is SourceProblemKind.Cycle or SourceProblemKind.Expansion);
        return _bases.GetOrAdd(folder, endless is null ? new Accumulation([.. resources.Items], resources.Problems.ToImmutable()) : new Accumulation([], [endless]));
    }

    private void AddComponent(ResourceList resources, string folder, YamlScalar path, ImmutableArray<string> ancestors)
    {
        var (full, entry) = Resolve(folder, path);
        if (entry == FleetEntry.File)
            throw new BuildFailure(SourceProblemKind.InvalidField, path.Place, $"component '{full}' is a file", "name the folder of the component");
        RefuseCycle(full, path.Place, ancestors);
        var (_, component) = Open(full, path.Place, resources.Problems, orGenerated: false);
        if (!component.IsComponent)
            throw new BuildFailure(SourceProblemKind.InvalidField, path.Place, $"'{full}' is no component but a kustomization", "list it under 'resources', or make its kind Component");
        Accumulate(resources, full, component, ancestors.Add(full));
    }

    private static void RefuseCycle(string folder, YamlPlace place, ImmutableArray<string> ancestors)
    {
        if (ancestors.Contains(folder))
            throw new BuildFailure(SourceProblemKind.Cycle, place, $"these kustomizations include each other: {string.Join(" → ", ancestors.SkipWhile(a => a != folder).Append(folder).Select(Shown))}", "take one of them out of the circle");
    }

    private void Transform(ResourceList resources, string folder, Kustomization kustomization)
    {
        foreach (var patch in kustomization.MergePatches)
            resources.Attempt(() => Patches.ApplyMerge(resources, patch, tree, folder));
        foreach (var patch in kustomization.Patches)
            resources.Attempt(() => Patches.Apply(resources, patch, tree, folder));
        if (kustomization.Namespace is { Text.Length: > 0 } space)
            Transformations.SetNamespace(resources, space);
        Transformations.AddAffixes(resources, kustomization.NamePrefix, "");
        Transformations.AddAffixes(resources, "", kustomization.NameSuffix);
        foreach (var labels in kustomization.Labels)
            Transformations.AddPairs(resources, labels.Pairs, labels.Fields);
        Transformations.AddPairs(resources, kustomization.CommonAnnotations, FieldSpecs.Annotations);
        foreach (var patch in kustomization.LatePatches)
            resources.Attempt(() => Patches.Apply(resources, patch, tree, folder));
        foreach (var replicas in kustomization.Replicas)
            resources.Attempt(() => Transformations.SetReplicas(resources, replicas));
        foreach (var image in kustomization.Images)
            resources.Attempt(() => Images.Replace(resources, image));
        foreach (var replacement in kustomization.Replacements)
            resources.Attempt(() => Replacements.Apply(resources, replacement));
    }

    private static void AddHashes(ResourceList resources) => resources.Change(resource =>
    {
        if (!resource.NeedsHash || resource.Root.Find("metadata", "name") is not YamlScalar name)
            return resource;
        return resource.Remembering().With(Resource.WithMetadata(resource.Root, "name", YamlScalar.String(name.Place, $"{name.Text}-{ContentHash.Of(resource.Root)}")));
    });

    private static bool IsLocal(YamlMap root) => root.Find("metadata", "annotations", "config.kubernetes.io/local-config") is YamlScalar { Text: not "false" };

    private (string Path, FleetEntry Entry) Resolve(string folder, YamlScalar path)
    {
        try
        {
            var full = FleetTree.Combine(folder, path.Text);
            var entry = tree.Find(full);
            if (entry != FleetEntry.Missing)
                return (full, entry);
            throw IsRemote(path.Text)
                ? Remote(path)
                : new BuildFailure(SourceProblemKind.Missing, path.Place, $"there is no file or folder '{full}'", "correct the path; it is relative to this kustomization");
        }
        catch (FleetAccessException refused)
        {
            throw IsRemote(path.Text) ? Remote(path) : new BuildFailure(refused.At(path.Place));
        }
    }

    private static string Shown(string folder) => folder.Length == 0 ? "." : folder;

    private static BuildFailure Remote(YamlScalar path) =>
        new(SourceProblemKind.Remote, path.Place, $"'{path.Text}' is not in this repository; nothing is fetched", "copy it into the repository, or let Flux fetch it with a source of its own");

    private static bool IsRemote(string path) => path.Contains("://", StringComparison.Ordinal) || path.Contains("?ref=", StringComparison.Ordinal)
        || path.StartsWith("git@", StringComparison.Ordinal) || path.StartsWith("github.com", StringComparison.Ordinal) || path.Contains(".git//", StringComparison.Ordinal);

    /// <summary>The kustomization of a folder.</summary>
    private (string Path, Kustomization Kustomization) Open(string folder, YamlPlace place, ImmutableArray<SourceProblem>.Builder problems, bool orGenerated)
    {
        try
        {
            var path = FleetTree.Combine("", folder);
            if (tree.Find(path) != FleetEntry.Folder)
                throw new BuildFailure(SourceProblemKind.Missing, place, $"there is no folder '{path}'", "correct the path");
            ImmutableArray<string> names = [.. KustomizationReader.FileNames.Where(n => tree.Find(FleetTree.Combine(path, n)) == FleetEntry.File)];
            if (names.Length > 1)
                throw new BuildFailure(SourceProblemKind.Conflict, tree.PlaceOf(FleetTree.Combine(path, names[0])), $"'{Shown(path)}' has {names.Length} kustomization files: {string.Join(", ", names)}", "keep one of them");
            if (names.Length == 1)
                return (path, Load(FleetTree.Combine(path, names[0]), problems));
            if (orGenerated)
                return (path, GeneratedKustomization.For(tree, path, problems));
            throw new BuildFailure(SourceProblemKind.Missing, place, $"'{path}' has no kustomization.yaml", "add one, or list the files in it one by one");
        }
        catch (FleetAccessException refused)
        {
            throw new BuildFailure(refused.At(place));
        }
    }

    private Kustomization Load(string path, ImmutableArray<SourceProblem>.Builder problems)
    {
        var file = tree.Yaml(path);
        problems.AddRange(file.Problems);
        var empty = file.Documents.Length == 0 || file.Documents is [YamlMap { Entries: var entries }] && entries.All(e => e.Name is "apiVersion" or "kind" || e.Value is YamlScalar { Kind: YamlKind.Null });
        if (file.Documents is [YamlMap map] && !empty)
            return KustomizationReader.Read(map, problems);
        if (file.Problems.Length > 0)
            return new Kustomization();
        throw empty
            ? new BuildFailure(SourceProblemKind.InvalidField, tree.PlaceOf(path), "this kustomization is empty", "list its resources, or remove it")
            : new BuildFailure(SourceProblemKind.InvalidField, file.Documents[^1].Place, file.Documents.Length > 1 ? "a kustomization file has one document, and this is another" : "a kustomization is a map", "keep one document with fields");
    }
}
