using System.Collections.Immutable;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Runs;

/// <summary>Deletes resources, each after everything that depends on it, independent ones side by side.</summary>
internal sealed class Deletions(UpdateRun run, ProviderRegistry providers)
{
    /// <summary>Deletes what waits for it, and what the program does not want any more.</summary>
    /// <param name="monitor">What the program registered; null when everything goes.</param>
    public async Task RunAsync(EngineMonitor? monitor)
    {
        var ordered = run.State.Ordered();
        var going = new Dictionary<int, StepOp>();
        var staying = new List<StateResource>();
        foreach (var (handle, resource) in ordered)
        {
            var settled = monitor is not null && monitor.Registrations.TryGetValue(resource.Urn, out var r)
                && r.Result is { Status: RegisterStatus.Success } && (r.Result.Handle ?? handle) == handle;
            if (resource.Delete)
                going[handle] = StepOp.DeleteReplaced;
            else if (monitor is null || (!run.Failed && !monitor.Registrations.ContainsKey(resource.Urn) && !monitor.Aliases.IsClaimed(handle)))
                going[handle] = Op(resource);
            else if (!settled)
                staying.Add(resource);
        }
        if (RefuseProtected(ordered.Where(r => going.GetValueOrDefault(r.Handle) == StepOp.Delete).Select(r => r.Resource)))
            return;

        // What stays without having been brought up to date may still use the old copy of what it depends on, and of itself.
        var used = staying.SelectMany(r => r.References().Append(r.Urn).Append(r.Provider)).ToHashSet(StringComparer.Ordinal);
        var gone = ordered.Where(r => going.ContainsKey(r.Handle)).Select(r => r.Resource.Urn).ToHashSet(StringComparer.Ordinal);
        var waits = new Dictionary<string, List<Task<bool>>>(StringComparer.Ordinal);
        var all = new List<Task<bool>>();
        foreach (var (handle, resource) in ordered.Reverse())
        {
            if (!going.TryGetValue(handle, out var op))
                continue;
            var reference = ProviderReference.IsProviderType(resource.Type) ? new ProviderReference(resource.Urn, resource.Id).ToString() : "";
            if (used.Contains(resource.Urn) || used.Contains(reference))
            {
                used.UnionWith(resource.References().Append(resource.Provider));
                continue;
            }
            Task<bool>[] before = [.. waits.GetValueOrDefault(reference.Length > 0 ? reference : resource.Urn, [])];
            var deletion = DeleteAsync(handle, resource, op, before, gone);
            all.Add(deletion);
            foreach (var needed in resource.References().Append(resource.Provider).Distinct(StringComparer.Ordinal))
            {
                if (!waits.TryGetValue(needed, out var list))
                    waits[needed] = list = [];
                list.Add(deletion);
            }
        }
        await Task.WhenAll(all).ConfigureAwait(false);
    }

    private static StepOp Op(StateResource resource) =>
        resource.PendingReplacement ? StepOp.RemovePendingReplace : resource.External ? StepOp.Discard : StepOp.Delete;

    private bool RefuseProtected(IEnumerable<StateResource> resources)
    {
        var refused = resources.Where(r => r.Protect).ToList();
        foreach (var resource in refused)
            run.Error(resource.Urn, Protection.Delete(resource.Urn));
        return refused.Count > 0;
    }

    /// <returns>True when the resource is gone from the state.</returns>
    private async Task<bool> DeleteAsync(int handle, StateResource resource, StepOp op, Task<bool>[] before, HashSet<string> gone)
    {
        var free = await Task.WhenAll(before).ConfigureAwait(false);
        if (!Array.TrueForAll(free, f => f))
        {
            if (run.Canceled)
                run.Skipped(resource.Urn, "");
            return false;
        }
        using var slot = await run.SlotAsync().ConfigureAwait(false);
        if (run.Canceled)
        {
            run.Skipped(resource.Urn, "");
            return false;
        }
        var inCloud = op is StepOp.Delete or StepOp.DeleteReplaced && resource.Custom && !resource.PendingReplacement
            && !ProviderReference.IsProviderType(resource.Type);
        var kept = inCloud && resource.RetainOnDelete;
        var touches = inCloud && !kept && !(resource.DeletedWith.Length > 0 && gone.Contains(resource.DeletedWith));
        var changes = run.Options.Diff && op == StepOp.Delete ? PropertyChanges.All(resource.Inputs, DiffKind.Delete) : [];
        var step = new Step(resource.Urn, resource.Type, op, changes) { Parent = resource.Parent, Retained = kept };
        try
        {
            await run.StepAsync(step, touches ? new PendingOperation(resource, OperationType.Deleting) : null, async () =>
            {
                if (touches && !run.DryRun)
                    await CloudDeletion.DeleteAsync(providers, resource).ConfigureAwait(false);
                return new StepOutcome(new StateChange { Drops = [handle] });
            }).ConfigureAwait(false);
            return true;
        }
        catch (StepFailedException)
        {
            return false;
        }
    }
}
