using System.Collections.Immutable;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Runs;

/// <summary>How a resource differs from what the program wants, with the options that have a say in it.</summary>
internal sealed class ResourceDifference(UpdateRun run, ProviderRegistry providers, ResourceGoal goal)
{
    /// <summary>The given inputs, with the old value wherever changes are ignored.</summary>
    /// <exception cref="ProviderException">A place to ignore is there on one side only.</exception>
    public PropertyMap WithIgnored(PropertyMap old)
    {
        var given = goal.Given;
        foreach (var text in goal.Request.IgnoreChanges)
        {
            given = PropertyPath.Parse(text).Reset(old, given) ?? throw new ProviderException(
                $"ignoreChanges: '{text}' is there on one side only, in the program or in the state, and cannot be kept. Give it in the program, or ignore a place further up.");
        }
        return given;
    }

    /// <summary>The difference of checked inputs from a recorded resource.</summary>
    public async Task<DiffResult> OfAsync(IResourceProvider provider, StateResource old, PropertyMap inputs)
    {
        var diff = old.Inputs.Bare().Equals(inputs.Bare()) && !inputs.ContainsUnknowns ? DiffResult.None : await provider.DiffAsync(
            new DiffRequest(goal.Urn, goal.Request.Type, old.Id, old.Inputs, old.Outputs, inputs, goal.Request.IgnoreChanges), CancellationToken.None).ConfigureAwait(false);
        if (diff.Changes.Count > 0 && goal.Request.ReplaceOnChanges.Length > 0)
        {
            var paths = goal.Request.ReplaceOnChanges.Select(PropertyPath.Parse).ToArray();
            diff = diff with
            {
                Changes = diff.Changes.ToImmutableSortedDictionary(
                    c => c.Key, c => Array.Exists(paths, p => p.Contains(PropertyPath.ParseOrName(c.Key))) ? Replacing(c.Value) : c.Value),
            };
        }
        return await ProviderReplacesAsync(old).ConfigureAwait(false) ? diff with { Changes = diff.Changes.SetItem("provider", DiffKind.UpdateReplace) } : diff;
    }

    /// <summary>
    /// True when another provider manages it from now on: another one by name, or a new one in place of the old. Two default providers of a
    /// package are the same unless the difference of their configurations says otherwise.
    /// </summary>
    private async Task<bool> ProviderReplacesAsync(StateResource old)
    {
        if (goal.IsProvider || old.Provider == goal.Provider)
            return false;
        var (before, after) = (ProviderReference.Parse(old.Provider), ProviderReference.Parse(goal.Provider));
        if (run.State.Renamed(before.Urn) == after.Urn && before.Id == after.Id)
            return false;
        if (!IsDefault(before) || !IsDefault(after) || providers.Recorded(old.Provider) is not { } recorded)
            return true;
        var current = run.State.HandleOf(after.Urn) is { } handle ? run.State.Find(handle) : null;
        var package = providers.OfProviders(ProviderRegistry.PackageOf(goal.Request.Type));
        var diff = await package.DiffAsync(
            new DiffRequest(after.Urn, recorded.Type, before.Id, recorded.Inputs, recorded.Outputs, current?.Inputs ?? PropertyMap.Empty, []), CancellationToken.None).ConfigureAwait(false);
        return diff.Replaces;
    }

    private static bool IsDefault(ProviderReference reference) =>
        Urn.Name(reference.Urn) is "default" || Urn.Name(reference.Urn).StartsWith("default_", StringComparison.Ordinal);

    private static DiffKind Replacing(DiffKind kind) => kind switch
    {
        DiffKind.Add => DiffKind.AddReplace,
        DiffKind.Delete => DiffKind.DeleteReplace,
        DiffKind.Update => DiffKind.UpdateReplace,
        _ => kind,
    };
}
