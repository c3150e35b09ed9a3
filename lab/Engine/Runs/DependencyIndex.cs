using System.Collections.Immutable;
using Slipway.Lab.Engine.State;

namespace Slipway.Lab.Engine.Runs;

/// <summary>Who refers to whom in a state.</summary>
internal sealed class DependencyIndex
{
    private readonly Dictionary<string, List<int>> _dependants = new(StringComparer.Ordinal);
    private readonly ImmutableArray<StateResource> _resources;

    public DependencyIndex(Snapshot snapshot)
    {
        _resources = snapshot.Resources;
        for (var handle = 0; handle < _resources.Length; handle++)
        {
            var provider = ProviderReference.Parse(_resources[handle].Provider).Urn;
            foreach (var urn in _resources[handle].References().Append(provider).Where(u => u.Length > 0).Distinct(StringComparer.Ordinal))
            {
                if (!_dependants.TryGetValue(urn, out var list))
                    _dependants[urn] = list = [];
                list.Add(handle);
            }
        }
    }

    /// <summary>Handles of all that depends on a URN, directly or not, each after what it depends on.</summary>
    public IEnumerable<int> Dependants(string urn)
    {
        var found = new SortedSet<int>();
        var open = new Stack<string>([urn]);
        while (open.TryPop(out var next))
        {
            foreach (var handle in _dependants.GetValueOrDefault(next, []))
            {
                if (found.Add(handle))
                    open.Push(_resources[handle].Urn);
            }
        }
        return found;
    }
}
