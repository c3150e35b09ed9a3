using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>What it means to depend on a resource: a component stands for the resources in it that a provider manages, at any depth.</summary>
internal static class Dependencies
{
    /// <summary>URNs of what the resources stand for, sorted. Waits until they are registered.</summary>
    /// <param name="resources">What is depended on.</param>
    /// <param name="consumer">What depends. It waits neither for itself nor for its siblings in a component that it depends on and is part of.</param>
    public static async ValueTask<ImmutableArray<string>> UrnsAsync(IReadOnlyCollection<Resource> resources, Resource? consumer)
    {
        if (resources.Count == 0)
            return [];
        var urns = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var resource in Expand(resources, consumer))
            urns.Add((await resource.Urn.Data.ConfigureAwait(false)).Value);
        return [.. urns];
    }

    /// <summary>What the resources stand for.</summary>
    public static IEnumerable<Resource> Expand(IReadOnlyCollection<Resource> resources, Resource? consumer)
    {
        var reached = new HashSet<Resource>();
        var pending = new Stack<Resource>(resources);
        while (pending.TryPop(out var resource))
        {
            if (resource == consumer || !reached.Add(resource) || resource is not ComponentResource component || IsWithin(consumer, component))
                continue;
            foreach (var child in component.Children)
                pending.Push(child);
        }
        return reached.Where(resource => resource is not ComponentResource);
    }

    /// <summary>The resources of a dependsOn option.</summary>
    public static async Task<HashSet<Resource>> GatherAsync(InputList<Resource> dependsOn)
    {
        var gathered = new HashSet<Resource>();
        await foreach (var item in dependsOn.ConfigureAwait(false))
        {
            var data = await item.ToOutput().Data.ConfigureAwait(false);
            gathered.UnionWith(data.Resources);
            if (data is { IsKnown: true, Value: not null })
                gathered.Add(data.Value);
        }
        return gathered;
    }

    private static bool IsWithin(Resource? resource, ComponentResource component)
    {
        for (var parent = resource?.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent == component)
                return true;
        }
        return false;
    }
}
