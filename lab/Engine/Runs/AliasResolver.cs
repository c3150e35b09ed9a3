using System.Collections.Concurrent;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Runs;

/// <summary>Finds the state of resources under their former identities.</summary>
internal sealed class AliasResolver(UpdateRun run)
{
    /// <summary>Present URN to the one that it had in the state.</summary>
    private readonly ConcurrentDictionary<string, string> _former = new(StringComparer.Ordinal);

    /// <summary>What the run began with, by URN.</summary>
    private readonly Dictionary<string, int> _recorded = run.State.Start.Resources
        .Select((r, i) => (r.Urn, r.Delete, Handle: i)).Where(r => !r.Delete).ToDictionary(r => r.Urn, r => r.Handle, StringComparer.Ordinal);

    /// <summary>Handle in the state to the URN that has it now.</summary>
    private readonly ConcurrentDictionary<int, string> _claims = new();

    /// <summary>The handle of what this resource was before, or null; nobody else gets it from then on.</summary>
    /// <exception cref="MonitorException">Another resource has it already.</exception>
    public int? Claim(string urn, string parent, string type, string name, IEnumerable<AliasSpec> aliases)
    {
        foreach (var former in Candidates(urn, parent, type, name, [.. aliases]))
        {
            if (!_recorded.TryGetValue(former, out var handle))
                continue;
            var owner = _claims.GetOrAdd(handle, urn);
            if (owner != urn)
                throw new MonitorException($"{urn} and {owner} both claim to have been {former}; drop the alias of one of them.");
            if (former != urn)
                _former[urn] = former;
            return handle;
        }
        return null;
    }

    /// <summary>True when a resource of this run has taken over what is behind the handle.</summary>
    public bool IsClaimed(int handle) => _claims.ContainsKey(handle);

    /// <summary>The URN that a resource had in the state.</summary>
    public string Former(string urn) => _former.GetValueOrDefault(urn, urn);

    /// <summary>Former URNs by the resource's own aliases, then by those of its parent.</summary>
    public IEnumerable<string> Candidates(string urn, string parent, string type, string name, AliasSpec[] aliases)
    {
        yield return urn;
        foreach (var alias in aliases)
            yield return Collapse(alias, parent, type, name);
        if (parent.Length == 0 || !_former.TryGetValue(parent, out var formerParent))
            yield break;
        yield return Inherited(type, name, parent, formerParent);
        foreach (var alias in aliases)
        {
            var own = Collapse(alias, parent, type, name);
            yield return Inherited(Urn.Type(own), Urn.Name(own), parent, formerParent);
        }
    }

    private string Collapse(AliasSpec alias, string parent, string type, string name)
    {
        if (alias.Urn.Length > 0)
            return alias.Urn;
        var formerParent = alias.NoParent ? "" : alias.ParentUrn.Length > 0 ? Former(alias.ParentUrn) : parent;
        return Urn.Form(
            Or(alias.Stack, run.Options.Stack), Or(alias.Project, run.Options.Project), formerParent, Or(alias.Type, type), Or(alias.Name, name));
    }

    /// <summary>A child named after its parent was so under the parent's former name too.</summary>
    private string Inherited(string type, string name, string parent, string formerParent)
    {
        var parentName = Urn.Name(parent);
        var formerName = name.StartsWith(parentName, StringComparison.Ordinal) ? Urn.Name(formerParent) + name[parentName.Length..] : name;
        return Urn.Form(Urn.Stack(formerParent), Urn.Project(formerParent), formerParent, type, formerName);
    }

    private static string Or(string text, string otherwise) => text.Length > 0 ? text : otherwise;
}
