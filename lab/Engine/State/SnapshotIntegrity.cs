using System.Collections.Immutable;

namespace Slipway.Lab.Engine.State;

/// <summary>
/// The rules a state keeps: every parent, provider and dependency stands before what refers to it, and no two resources share a URN unless
/// all but one of them wait for deletion.
/// </summary>
public static class SnapshotIntegrity
{
    /// <summary>Every broken rule, in words; nothing when all are kept.</summary>
    public static ImmutableArray<string> Problems(Snapshot snapshot)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var live = new HashSet<string>(StringComparer.Ordinal);
        var providers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var resource in snapshot.Resources)
        {
            foreach (var urn in resource.References().Distinct(StringComparer.Ordinal).Where(u => !seen.Contains(u)))
                problems.Add($"{resource.Urn} refers to {urn}, which does not stand before it.");
            if (resource.Provider.Length > 0 && !providers.Contains(resource.Provider))
                problems.Add($"{resource.Urn} is managed by {resource.Provider}, which does not stand before it.");
            if (resource.Custom && resource.Id.Length == 0)
                problems.Add($"{resource.Urn} has no id.");
            if (!resource.Delete && !live.Add(resource.Urn))
                problems.Add($"{resource.Urn} is there twice.");
            seen.Add(resource.Urn);
            if (ProviderReference.IsProviderType(resource.Type))
                providers.Add(new ProviderReference(resource.Urn, resource.Id).ToString());
        }
        return problems.ToImmutable();
    }
}
