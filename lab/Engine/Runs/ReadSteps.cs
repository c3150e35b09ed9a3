using System.Collections.Immutable;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Runs;

/// <summary>Reads a resource that is not managed here and records it as external.</summary>
internal sealed class ReadSteps(UpdateRun run, ProviderRegistry providers)
{
    /// <exception cref="StepFailedException">It could not be read, and that was reported.</exception>
    public async Task<Registration> RunAsync(ReadRequest request, string urn, string parent, string providerReference, int? oldHandle)
    {
        var old = oldHandle is { } h ? run.State.Find(h) : null;
        if (request.Id.AsString is not { } id)
        {
            run.StepDone(new Step(urn, request.Type, StepOp.Read, []));
            return new Registration(RegisterStatus.Success, null, new StateResource { Urn = urn, Type = request.Type, Custom = true, External = true });
        }
        var replaces = old is { External: false };
        if (replaces && old is { Protect: true })
        {
            run.Error(urn, Protection.Replace(urn));
            throw new StepFailedException();
        }
        var provider = await providers.GetAsync(providerReference).ConfigureAwait(false);
        var properties = request.Properties.WithoutOutputs();
        var registration = Registration.Failed;
        await run.StepAsync(new Step(urn, request.Type, replaces ? StepOp.ReadReplacement : StepOp.Read, []), null, async () =>
        {
            var read = await provider.ReadAsync(new ReadStateRequest(urn, request.Type, request.Name, id, properties, PropertyMap.Empty), CancellationToken.None).ConfigureAwait(false)
                ?? throw new ProviderException($"There is no {request.Type} with the id '{id}'. Check the id, or bring up what it belongs to first.");
            var resource = new StateResource
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
            };
            var handle = oldHandle is null || replaces ? run.State.NewHandle() : oldHandle.Value;
            registration = new Registration(RegisterStatus.Success, handle, resource);
            if (old is not null && resource.SameAs(old))
                return new StepOutcome(new StateChange());
            ImmutableArray<(int, StateResource)> replaced = replaces && old is not null && oldHandle is { } o ? [(o, old with { Delete = true })] : [];
            return new StepOutcome(new StateChange { Puts = [.. replaced, (handle, resource)] });
        }).ConfigureAwait(false);
        return registration;
    }
}
