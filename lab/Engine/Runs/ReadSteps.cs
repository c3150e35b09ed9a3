using System.Collections.Immutable;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Runs;

/// <summary>Reads a resource that is not managed here and records it as external.</summary>
internal sealed class ReadSteps(UpdateRun run, ProviderRegistry providers, ReadRequest request, string urn, string parent, string providerReference)
{
    /// <param name="oldHandle">What it was before, or null.</param>
    /// <exception cref="MonitorException">It could not be read.</exception>
    /// <exception cref="StepFailedException">It would replace something protected, and that was reported.</exception>
    public async Task<Registration> RunAsync(int? oldHandle)
    {
        var old = oldHandle is { } h ? run.State.Find(h) : null;
        if (request.Id.AsString is not { } id)
        {
            run.StepDone(new Step(urn, request.Type, StepOp.Read, []) { Parent = request.Parent });
            return new Registration(RegisterStatus.Success, null, new StateResource { Urn = urn, Type = request.Type, Custom = true, External = true });
        }
        var replaced = old is { External: false } ? old : null;
        if (replaced is { Protect: true })
        {
            run.Error(urn, Protection.Replace(urn));
            throw new StepFailedException();
        }
        var provider = await providers.GetAsync(providerReference).ConfigureAwait(false);
        var registration = Registration.Failed;
        try
        {
            await run.StepAsync(new Step(urn, request.Type, replaced is null ? StepOp.Read : StepOp.ReadReplacement, []) { Parent = request.Parent }, null, async () =>
            {
                var (resource, error) = await ReadAsync(provider, id).ConfigureAwait(false);
                if (resource is null)
                    return new StepOutcome(new StateChange()) { Error = $"{request.Name} ({request.Type}) cannot be read: {error}", Reported = true };
                var handle = replaced is null && oldHandle is { } present ? present : run.State.NewHandle();
                registration = new Registration(RegisterStatus.Success, handle, resource);
                if (old is not null && resource.SameAs(old))
                    return new StepOutcome(new StateChange());
                ImmutableArray<(int, StateResource)> leaves = replaced is not null && oldHandle is { } o ? [(o, replaced with { Delete = true })] : [];
                return new StepOutcome(new StateChange { Puts = [.. leaves, (handle, resource)] });
            }).ConfigureAwait(false);
        }
        catch (StepFailedException e)
        {
            // The program asked, so the program hears of it.
            throw new MonitorException(e.Message);
        }
        return registration;
    }

    private async Task<(StateResource? Resource, string Error)> ReadAsync(IResourceProvider provider, string id)
    {
        var properties = request.Properties.WithoutOutputs();
        ReadState? read;
        try
        {
            read = await provider.ReadAsync(
                new ReadStateRequest(urn, request.Type, request.Name, id, properties, PropertyMap.Empty), CancellationToken.None).ConfigureAwait(false);
        }
        catch (ProviderException e)
        {
            return (null, e.Message);
        }
        return read is null ? (null, $"nothing has the id '{id}'. Check the id, or bring up what it belongs to first.") : (new StateResource
        {
            Urn = urn,
            Type = request.Type,
            Custom = true,
            External = true,
            Id = read.Id,
            Inputs = SecretMarks.Like(read.Inputs, properties),
            Outputs = SecretMarks.Named(SecretMarks.Like(read.Outputs, properties), request.AdditionalSecretOutputs),
            Parent = parent,
            Provider = providerReference,
            Dependencies = [.. request.Dependencies.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            AdditionalSecretOutputs = request.AdditionalSecretOutputs,
        }, "");
    }
}
