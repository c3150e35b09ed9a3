using System.Collections.Immutable;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Runs;

/// <summary>Brings the state up to what is in the clouds.</summary>
internal sealed class Refreshes(UpdateRun run, ProviderRegistry providers)
{
    public async Task RunAsync()
    {
        var ordered = run.State.Ordered();
        var gone = await Task.WhenAll(ordered.Select(r => RefreshAsync(r.Handle, r.Resource))).ConfigureAwait(false);
        Forget(ordered, gone);
    }

    /// <returns>True when the resource is gone.</returns>
    private async Task<bool> RefreshAsync(int handle, StateResource resource)
    {
        if (!resource.Custom || resource.PendingReplacement || ProviderReference.IsProviderType(resource.Type))
            return false;
        using var slot = await run.SlotAsync().ConfigureAwait(false);
        if (run.Canceled)
            return false;
        var isGone = false;
        try
        {
            await run.StepAsync(new Step(resource.Urn, resource.Type, StepOp.Refresh, []) { Parent = resource.Parent }, null, async () =>
            {
                var provider = await providers.GetAsync(resource.Provider).ConfigureAwait(false);
                var request = new ReadStateRequest(resource.Urn, resource.Type, Urn.Name(resource.Urn), resource.Id, resource.Inputs, resource.Outputs);
                var read = await provider.ReadAsync(request, CancellationToken.None).ConfigureAwait(false);
                isGone = read is null;
                return read is null ? new StepOutcome(new StateChange { Drops = [handle] }) { Op = StepOp.Delete } : Found(run, handle, resource, read);
            }).ConfigureAwait(false);
        }
        catch (StepFailedException)
        {
            return false;
        }
        return isGone;
    }

    /// <summary>What a resource's state becomes by what was read.</summary>
    public static StepOutcome Found(UpdateRun run, int handle, StateResource resource, ReadState read)
    {
        // The same values are no news, wherever the provider draws the line around what is secret.
        var inputs = Same(read.Inputs, resource.Inputs) ? resource.Inputs : SecretMarks.Like(read.Inputs, resource.Inputs);
        var outputs = Same(read.Outputs, resource.Outputs) ? resource.Outputs : SecretMarks.Named(SecretMarks.Like(SecretMarks.Like(read.Outputs, inputs), resource.Outputs), resource.AdditionalSecretOutputs);
        var changes = PropertyChanges.Of(PropertyChanges.Between(resource.Outputs, outputs), resource.Outputs, PropertyMap.Empty, outputs, []);
        var found = resource with { Id = read.Id, Inputs = inputs, Outputs = outputs, InitErrors = [] };
        if (found.SameAs(resource))
            return new StepOutcome(new StateChange()) { Op = StepOp.Same };
        found = found with { Modified = run.Now };
        return new StepOutcome(new StateChange { Puts = [(handle, found)] }) { Op = StepOp.Update, Changes = changes };
    }

    private static bool Same(PropertyMap read, PropertyMap recorded) => read.Bare().Equals(recorded.Bare());

    /// <summary>Takes references to what is gone out of what is left; a child of it goes to its parent.</summary>
    private void Forget(ImmutableArray<(int Handle, StateResource Resource)> ordered, bool[] gone)
    {
        var parents = ordered.Where((r, i) => gone[i] && run.State.HandleOf(r.Resource.Urn) is null)
            .GroupBy(r => r.Resource.Urn, r => r.Resource.Parent).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        if (parents.Count == 0)
            return;
        foreach (var (handle, _) in ordered)
        {
            if (run.State.Find(handle) is not { } left || !left.References().Any(parents.ContainsKey))
                continue;
            var parent = left.Parent;
            while (parents.TryGetValue(parent, out var next))
                parent = next;
            var mapped = left.MapReferences(u => parents.ContainsKey(u) ? null : u);
            run.State.Apply(new StateChange { Puts = [(handle, mapped with { Parent = parent })] });
        }
    }
}
