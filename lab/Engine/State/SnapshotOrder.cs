using System.Collections.Immutable;

namespace Slipway.Lab.Engine.State;

/// <summary>
/// Puts resources in an order in which each stands after all that it refers to, otherwise in that of their handles. So an unchanged state
/// keeps its order whatever order the program's resources came in.
/// </summary>
internal static class SnapshotOrder
{
    public static ImmutableArray<(int Handle, StateResource Resource)> Of(IReadOnlyDictionary<int, StateResource> resources, Func<string, string> renamed)
    {
        var named = new SortedDictionary<int, StateResource>();
        var byUrn = new Dictionary<string, int>(StringComparer.Ordinal);
        var providers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (handle, resource) in resources)
        {
            var current = References(resource).Any(u => renamed(u) != u) ? resource.MapReferences(renamed) : resource;
            named[handle] = current;
            if (!current.Delete || !byUrn.ContainsKey(current.Urn))
                byUrn[current.Urn] = handle;
            if (ProviderReference.IsProviderType(current.Type))
                providers[new ProviderReference(current.Urn, current.Id).ToString()] = handle;
        }

        var order = ImmutableArray.CreateBuilder<(int, StateResource)>(named.Count);
        var seen = new HashSet<int>();
        var open = new Stack<(int Handle, bool Ready)>();
        foreach (var root in named.Keys)
        {
            open.Push((root, false));
            while (open.TryPop(out var next))
            {
                if (next.Ready)
                    order.Add((next.Handle, named[next.Handle]));
                else if (seen.Add(next.Handle))
                {
                    open.Push((next.Handle, true));
                    foreach (var before in Before(named[next.Handle], byUrn, providers).Where(h => !seen.Contains(h)).OrderDescending())
                        open.Push((before, false));
                }
            }
        }
        return order.ToImmutable();
    }

    private static IEnumerable<string> References(StateResource resource) =>
        resource.Provider.Length == 0 ? resource.References() : resource.References().Append(ProviderReference.Parse(resource.Provider).Urn);

    private static IEnumerable<int> Before(StateResource resource, Dictionary<string, int> byUrn, Dictionary<string, int> providers)
    {
        foreach (var urn in resource.References())
        {
            if (byUrn.TryGetValue(urn, out var handle))
                yield return handle;
        }
        if (resource.Provider.Length > 0 && providers.TryGetValue(resource.Provider, out var provider))
            yield return provider;
    }
}
