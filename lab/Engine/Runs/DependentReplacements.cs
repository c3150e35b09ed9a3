using System.Collections.Concurrent;
using System.Collections.Immutable;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Runs;

/// <summary>
/// What has to go before a resource that is deleted to be replaced: everything that depends on it and would be replaced itself, once what it
/// gets from it is not known any more. It is deleted, marked <c>pendingReplacement</c>, and made anew when the program registers it.
/// </summary>
internal sealed class DependentReplacements(UpdateRun run, ProviderRegistry providers, AliasResolver aliases)
{
    private readonly Lazy<DependencyIndex> _index = new(() => new DependencyIndex(run.State.Start));
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _deletions = new();

    // One at a time: two resources may have dependants in common.
    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>Waits until nobody deletes what is behind a handle.</summary>
    public Task SettledAsync(int handle) => _deletions.TryGetValue(handle, out var deletion) ? deletion.Task : Task.CompletedTask;

    /// <summary>Deletes what depends on a resource and has to go before it, then the resource itself.</summary>
    /// <exception cref="StepFailedException">Something is protected, or a deletion failed; it was reported.</exception>
    public async Task DeleteAsync(int root, StateResource resource, ImmutableArray<PropertyChange> changes)
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        var dependants = new List<(int Handle, StateResource Resource)>();
        try
        {
            foreach (var dependant in await FindAsync(resource).ConfigureAwait(false))
            {
                _deletions[dependant.Handle] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                dependants.Add(dependant);
            }
            var free = dependants.Where(d => !IsTaken(d)).ToList();
            foreach (var (_, dependant) in free.Where(d => d.Resource.Protect))
                run.Error(dependant.Urn, Protection.Replace(dependant.Urn));
            if (free.Exists(d => d.Resource.Protect))
                throw new StepFailedException();
            foreach (var (handle, dependant) in Enumerable.Reverse(free))
                await DeleteOneAsync(handle, dependant, []).ConfigureAwait(false);
        }
        finally
        {
            foreach (var (handle, _) in dependants)
                _deletions[handle].SetResult();
            _gate.Release();
        }
        await DeleteOneAsync(root, resource, changes).ConfigureAwait(false);
    }

    /// <summary>What the program has registered already does not depend on the resource any more.</summary>
    private bool IsTaken((int Handle, StateResource Resource) dependant) => aliases.IsClaimed(dependant.Handle);

    private async Task<List<(int Handle, StateResource Resource)>> FindAsync(StateResource root)
    {
        var former = aliases.Former(root.Urn);
        var replaced = new HashSet<string>(StringComparer.Ordinal) { former };
        var found = new List<(int, StateResource)>();
        foreach (var handle in _index.Value.Dependants(former))
        {
            if (run.State.Find(handle) is not { Delete: false, PendingReplacement: false, Custom: true, External: false } dependant)
                continue;
            if (replaced.Contains(ProviderReference.Parse(dependant.Provider).Urn) || await WouldBeReplacedAsync(dependant, replaced).ConfigureAwait(false))
            {
                replaced.Add(dependant.Urn);
                found.Add((handle, dependant));
            }
        }
        return found;
    }

    private async Task<bool> WouldBeReplacedAsync(StateResource dependant, HashSet<string> replaced)
    {
        var inputs = dependant.Inputs;
        foreach (var (property, urns) in dependant.PropertyDependencies)
        {
            if (urns.Any(replaced.Contains) && inputs.ContainsKey(property))
                inputs = inputs.With(property, PropertyValue.Unknown);
        }
        if (ReferenceEquals(inputs, dependant.Inputs) || ProviderReference.IsProviderType(dependant.Type))
            return false;
        var provider = await providers.GetAsync(dependant.Provider).ConfigureAwait(false);
        var request = new DiffRequest(dependant.Urn, dependant.Type, dependant.Id, dependant.Inputs, dependant.Outputs, inputs, dependant.IgnoreChanges);
        return (await provider.DiffAsync(request, CancellationToken.None).ConfigureAwait(false)).Replaces;
    }

    private async Task DeleteOneAsync(int handle, StateResource resource, ImmutableArray<PropertyChange> changes)
    {
        var step = new Step(resource.Urn, resource.Type, StepOp.DeleteReplaced, changes) { Parent = resource.Parent, Retained = resource.RetainOnDelete };
        await run.StepAsync(step, new PendingOperation(resource, OperationType.Deleting), async () =>
        {
            if (!run.DryRun && !resource.RetainOnDelete)
                await CloudDeletion.DeleteAsync(providers, resource).ConfigureAwait(false);
            return new StepOutcome(new StateChange { Puts = [(handle, resource with { PendingReplacement = true })] });
        }).ConfigureAwait(false);
    }
}

/// <summary>Deletes a resource in its cloud.</summary>
internal static class CloudDeletion
{
    public static async Task DeleteAsync(ProviderRegistry providers, StateResource resource)
    {
        if (ProviderReference.IsProviderType(resource.Type))
            return;
        var provider = await providers.GetAsync(resource.Provider).ConfigureAwait(false);
        var request = new DeleteRequest(resource.Urn, resource.Type, resource.Id, resource.Inputs, resource.Outputs, resource.CustomTimeouts?.Delete);
        await provider.DeleteAsync(request, CancellationToken.None).ConfigureAwait(false);
    }
}

/// <summary>What the engine says about protected resources.</summary>
internal static class Protection
{
    public static string Replace(string urn) =>
        $"{Urn.Name(urn)} is protected and would have to be replaced. Take the protect option off in the program and run up, then make the change; or undo the change.";

    public static string Delete(string urn) =>
        $"{Urn.Name(urn)} is protected and would have to be deleted. Take the protect option off in the program and run up first, or keep the resource in the program.";
}
