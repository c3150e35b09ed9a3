using System.Collections.Immutable;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>The objects of a kustomization while it is built, in order, and what is wrong so far.</summary>
internal sealed class ResourceList
{
    /// <summary>How many objects a build may have. Overlays that include each other twice over double them at each level.</summary>
    public const int Most = 50_000;

    private readonly List<Resource> _items = [];
    private Dictionary<ObjectId, int>? _ids;

    public ImmutableArray<SourceProblem>.Builder Problems { get; } = ImmutableArray.CreateBuilder<SourceProblem>();

    public IReadOnlyList<Resource> Items => _items;

    public void Add(Resource resource)
    {
        if (_items.Count == Most)
            throw new BuildFailure(SourceProblemKind.Expansion, resource.Root.Place, $"this build has more than {Most:N0} objects", "include less, or build it in parts");
        _ids ??= Index();
        var id = resource.Id.Effective;
        if (_ids.TryGetValue(id, out var other))
            Problems.Add(Twice(resource, _items[other]));
        else
        {
            _ids.Add(id, _items.Count);
            _items.Add(resource);
        }
    }

    /// <summary>Changes each object; null takes it away. A step that fails for one object is noted, and the object stays as it was.</summary>
    public void Change(Func<Resource, Resource?> change)
    {
        var kept = 0;
        for (var at = 0; at < _items.Count; at++)
        {
            if (Attempt(_items[at], change) is { } changed)
                _items[kept++] = changed;
        }
        _items.RemoveRange(kept, _items.Count - kept);
        _ids = null;
    }

    public void Replace(int at, Resource resource)
    {
        _items[at] = resource;
        _ids = null;
    }

    public void RemoveAt(int at)
    {
        _items.RemoveAt(at);
        _ids = null;
    }

    /// <summary>Places of the objects that have, or had, an identity.</summary>
    public ImmutableArray<int> Matching(ObjectId id)
    {
        var wanted = id.Effective;
        return [.. _items.Index().Where(r => r.Item.AllIds.Any(i => i.Effective == wanted)).Select(r => r.Index)];
    }

    /// <summary>Notes where two objects have become the same.</summary>
    public void RefuseTwins()
    {
        var seen = new Dictionary<ObjectId, Resource>();
        foreach (var item in _items)
        {
            if (!seen.TryAdd(item.Id.Effective, item))
                Problems.Add(Twice(item, seen[item.Id.Effective]));
        }
    }

    /// <summary>Does a step; notes what it says when it fails.</summary>
    public void Attempt(Action step)
    {
        try
        {
            step();
        }
        catch (BuildFailure failure)
        {
            Problems.Add(failure.Problem);
        }
    }

    private Resource? Attempt(Resource item, Func<Resource, Resource?> change)
    {
        try
        {
            return change(item);
        }
        catch (BuildFailure failure)
        {
            Problems.Add(failure.Problem);
            return item;
        }
    }

    private static SourceProblem Twice(Resource item, Resource other) => new(SourceProblemKind.Conflict, item.Root.Place,
        $"{item.Id} is there already (from {other.Root.Place})", "remove one, or give one another name or namespace");

    private Dictionary<ObjectId, int> Index()
    {
        var ids = new Dictionary<ObjectId, int>();
        foreach (var (at, item) in _items.Index())
            ids.TryAdd(item.Id.Effective, at);
        return ids;
    }
}
