using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Engine.State;

namespace Slipway.Lab.Engine.Runs;

/// <summary>
/// Finds out what became of the operations that were in flight when an earlier run was ended: asks the cloud, records what is there, and says so.
/// What cannot be told stays pending and is an error, as going on might make a thing twice.
/// </summary>
internal sealed class PendingSettlement(UpdateRun run, ProviderRegistry providers)
{
    public async Task RunAsync()
    {
        foreach (var (number, operation) in run.State.Pending())
        {
            var resource = operation.Resource;
            try
            {
                var (change, became) = operation.Type switch
                {
                    OperationType.Creating => await CreatingAsync(resource).ConfigureAwait(false),
                    OperationType.Updating or OperationType.Deleting => await ChangingAsync(resource, operation.Type).ConfigureAwait(false),
                    _ => (new StateChange(), "nothing was changed by it"),
                };
                run.State.Apply(change with { Ends = [number] });
                run.Warn(resource.Urn, $"An earlier run was ended while {Words(operation)}: {became}.");
            }
            catch (ProviderException e)
            {
                run.Error(resource.Urn, $"An earlier run was ended while {Words(operation)}, and how far that came cannot be told: {e.Message} "
                    + "Nothing was begun; run this again when the cloud answers.");
            }
        }
    }

    private static string Words(PendingOperation operation) => $"{operation.Type.ToString().ToLowerInvariant()} {Urn.Name(operation.Resource.Urn)}";

    private async Task<(StateChange Change, string Became)> CreatingAsync(StateResource wanted)
    {
        if (ProviderReference.IsProviderType(wanted.Type))
            return (new StateChange(), "it is nothing in a cloud");
        var provider = await providers.GetAsync(wanted.Provider).ConfigureAwait(false);
        if (await provider.FindAsync(CreationToken.Request(wanted, preview: false), CancellationToken.None).ConfigureAwait(false) is not { } found)
            return (new StateChange(), "it was not made");
        var made = wanted with
        {
            Id = found.Id,
            Outputs = SecretMarks.Named(SecretMarks.Like(found.Outputs, wanted.Inputs), wanted.AdditionalSecretOutputs),
            Modified = run.Now,
        };
        var handle = wanted.Aliases.Prepend(wanted.Urn).Select(run.State.HandleOf).FirstOrDefault(h => h is not null);
        var old = handle is { } h ? run.State.Find(h) : null;
        var stands = old is { PendingReplacement: false, External: false };
        return (new StateChange
        {
            Puts = stands && old is not null ? [(handle!.Value, old with { Delete = true }), (run.State.NewHandle(), made)] : [(handle ?? run.State.NewHandle(), made)],
            Renames = old is null || old.Urn == made.Urn ? [] : [(old.Urn, made.Urn)],
        }, $"it was made, and is taken over ({found.Id})");
    }

    private async Task<(StateChange Change, string Became)> ChangingAsync(StateResource recorded, OperationType type)
    {
        var ordered = run.State.Ordered();
        var (handle, resource) = ordered.FirstOrDefault(r => r.Resource.Urn == recorded.Urn && r.Resource.Id == recorded.Id);
        if (resource is null || ProviderReference.IsProviderType(recorded.Type))
            return (new StateChange(), "its state is as it was recorded");
        var provider = await providers.GetAsync(resource.Provider).ConfigureAwait(false);
        var request = new ReadStateRequest(resource.Urn, resource.Type, Urn.Name(resource.Urn), resource.Id, resource.Inputs, resource.Outputs);
        if (await provider.ReadAsync(request, CancellationToken.None).ConfigureAwait(false) is { } read)
        {
            var change = type == OperationType.Updating ? Refreshes.Found(run, handle, resource, read).Change : new StateChange();
            return (change, type == OperationType.Deleting ? "it is still there" : change.IsEmpty ? "it is as it was before" : "it was changed, and that is recorded");
        }
        // What others still refer to was to be replaced: its place is kept until they were.
        var isNeeded = !resource.Delete && ordered.Any(r => r.Handle != handle && r.Resource.References().Contains(resource.Urn, StringComparer.Ordinal));
        return (isNeeded ? new StateChange { Puts = [(handle, resource with { PendingReplacement = true })] } : new StateChange { Drops = [handle] }, "it is gone");
    }
}
