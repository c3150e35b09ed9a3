using System.Collections.Immutable;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Runs;

/// <summary>Brings one registered resource in place: decides what has to be done, and does it.</summary>
internal sealed class RegistrationSteps(UpdateRun run, ProviderRegistry providers, DependentReplacements replacements, ResourceGoal goal)
{
    private readonly RegisterRequest _request = goal.Request;
    private readonly string _urn = goal.Urn;
    private readonly ResourceDifference _difference = new(run, providers, goal);

    /// <param name="oldHandle">What it was before, or null.</param>
    /// <exception cref="StepFailedException">It failed, and that was reported.</exception>
    /// <exception cref="ProviderException">The provider refused.</exception>
    public async Task<Registration> RunAsync(int? oldHandle)
    {
        var old = oldHandle is { } h ? run.State.Find(h) : null;
        if (old is not null && old.Custom != _request.Custom)
            throw new ProviderException($"It was a {Kind(old.Custom)} and is to be a {Kind(_request.Custom)}; give the new one another name.");
        return _request.Custom ? await CustomAsync(old, oldHandle).ConfigureAwait(false) : await ComponentAsync(old, oldHandle).ConfigureAwait(false);
    }

    private static string Kind(bool custom) => custom ? "resource of a provider" : "component";

    private async Task<Registration> ComponentAsync(StateResource? old, int? oldHandle)
    {
        var wanted = goal.With(goal.Given);
        if (old is not null && oldHandle is { } present)
            return Same(present, old, wanted);
        var (handle, created) = (run.State.NewHandle(), wanted with { Created = run.Now, Modified = run.Now });
        var change = new StateChange { Puts = [(handle, created)] };
        await run.StepAsync(Step(StepOp.Create, []), null, () => Task.FromResult(new StepOutcome(change))).ConfigureAwait(false);
        return new Registration(RegisterStatus.Success, handle, created);
    }

    private async Task<Registration> CustomAsync(StateResource? old, int? oldHandle)
    {
        var provider = goal.IsProvider ? providers.OfProviders(ProviderRegistry.ProviderPackage(_request.Type)) : await providers.GetAsync(goal.Provider).ConfigureAwait(false);
        if (!run.DryRun && goal.Given.Where(i => i.Value.ContainsUnknowns).Select(i => i.Key).ToArray() is { Length: > 0 } unknown)
            throw new ProviderException($"Inputs without a value: {string.Join(", ", unknown)}; what they come from did not come up.");
        if (_request.ImportId.Length > 0 && (old is null || old.External || (old.Id != _request.ImportId && old.ImportId != _request.ImportId)))
            return await ImportAsync(provider, old, oldHandle).ConfigureAwait(false);

        var existing = old is { External: false, PendingReplacement: false } ? old : null;
        var given = existing is null ? goal.Given : _difference.WithIgnored(existing.Inputs);
        var inputs = await CheckAsync(provider, existing?.Inputs, given).ConfigureAwait(false);
        if (existing is null || oldHandle is not { } handle)
        {
            var op = old is { PendingReplacement: true } ? StepOp.CreateReplacement : StepOp.Create;
            return await CreateAsync(provider, op, oldHandle ?? run.State.NewHandle(), old, null, inputs, Added(inputs)).ConfigureAwait(false);
        }

        var diff = await _difference.OfAsync(provider, existing, inputs).ConfigureAwait(false);
        var changes = PropertyChanges.Of(diff.Changes, existing.Inputs, existing.Outputs, inputs, _request.HideDiffs);
        if (diff.Replaces)
            return await ReplaceAsync(provider, handle, existing, given, diff, changes).ConfigureAwait(false);
        if (diff.Changes.Count > 0 || existing.InitErrors.Length > 0)
            return await UpdateAsync(provider, handle, existing, inputs, changes).ConfigureAwait(false);
        var wanted = goal.With(inputs) with { Id = existing.Id, ImportId = existing.ImportId };
        if (goal.IsProvider)
            await ConfigureAsync(wanted).ConfigureAwait(false);
        return Same(handle, existing, wanted);
    }

    private async Task<PropertyMap> CheckAsync(IResourceProvider provider, PropertyMap? old, PropertyMap given)
    {
        var result = await provider.CheckAsync(new CheckRequest(_urn, _request.Type, _request.Name, old, given), CancellationToken.None).ConfigureAwait(false);
        foreach (var failure in result.Failures)
            run.Error(_urn, failure.Property.Length == 0 ? failure.Reason : $"{failure.Property}: {failure.Reason}");
        return result.Failures.IsEmpty ? SecretMarks.Like(result.Inputs, given) : throw new StepFailedException();
    }

    /// <param name="provider">Makes it.</param>
    /// <param name="op">What the step is.</param>
    /// <param name="handle">Where its state goes.</param>
    /// <param name="old">What was in its place, or null.</param>
    /// <param name="beside">Handle of <paramref name="old"/> when that stands beside it until it is deleted, else null.</param>
    /// <param name="inputs">Its checked inputs.</param>
    /// <param name="changes">What to report.</param>
    private async Task<Registration> CreateAsync(
        IResourceProvider provider, StepOp op, int handle, StateResource? old, int? beside, PropertyMap inputs, ImmutableArray<PropertyChange> changes)
    {
        var wanted = goal.With(inputs) with { ImportId = old is { External: false } ? old.ImportId : "", Created = run.Now };
        var registration = Registration.Failed;
        await run.StepAsync(Step(op, changes), new PendingOperation(wanted, OperationType.Creating), async () =>
        {
            ResourceState created;
            string? error = null;
            try
            {
                created = await provider.CreateAsync(
                    CreationToken.Request(wanted, run.DryRun), CancellationToken.None).ConfigureAwait(false);
                if (goal.IsProvider)
                    await ConfigureAsync(wanted with { Id = created.Id ?? "" }).ConfigureAwait(false);
            }
            catch (ProviderException e) when (e.Partial is { Id: not null } partial)
            {
                (created, error) = (partial, e.Message);
            }
            if (created.Id is null && !run.DryRun)
                throw new ProviderException("The provider created it but gave no id.");
            var resource = wanted with
            {
                Id = created.Id ?? "",
                Outputs = goal.Outputs(created.Outputs, inputs),
                InitErrors = error is null ? [] : [error],
                Modified = run.Now,
            };
            ImmutableArray<(int, StateResource)> replaced = beside is { } h && old is not null ? [(h, old with { Delete = true })] : [];
            registration = error is null ? new Registration(RegisterStatus.Success, handle, resource) : registration;
            return new StepOutcome(new StateChange { Puts = [.. replaced, (handle, resource)], Renames = goal.Renames(old) }) { Error = error };
        }).ConfigureAwait(false);
        return registration;
    }

    private async Task<Registration> UpdateAsync(
        IResourceProvider provider, int handle, StateResource old, PropertyMap inputs, ImmutableArray<PropertyChange> changes)
    {
        var registration = Registration.Failed;
        await run.StepAsync(Step(StepOp.Update, changes), new PendingOperation(old, OperationType.Updating), async () =>
        {
            PropertyMap outputs;
            string? error = null;
            try
            {
                outputs = await provider.UpdateAsync(
                    new UpdateRequest(_urn, _request.Type, old.Id, old.Inputs, old.Outputs, inputs, _request.IgnoreChanges, run.DryRun, _request.CustomTimeouts?.Update),
                    CancellationToken.None).ConfigureAwait(false);
            }
            catch (ProviderException e) when (e.Partial is { } partial)
            {
                (outputs, error) = (partial.Outputs, e.Message);
            }
            var resource = goal.With(inputs) with
            {
                Id = old.Id,
                ImportId = old.ImportId,
                Outputs = goal.Outputs(outputs, inputs),
                InitErrors = error is null ? [] : [error],
                Created = old.Created,
                Modified = run.Now,
            };
            if (goal.IsProvider)
                await ConfigureAsync(resource).ConfigureAwait(false);
            registration = error is null ? new Registration(RegisterStatus.Success, handle, resource) : registration;
            return new StepOutcome(new StateChange { Puts = [(handle, resource)], Renames = goal.Renames(old) }) { Error = error };
        }).ConfigureAwait(false);
        return registration;
    }

    private async Task<Registration> ReplaceAsync(
        IResourceProvider provider, int handle, StateResource old, PropertyMap given, DiffResult diff, ImmutableArray<PropertyChange> changes)
    {
        RefuseIfProtected(old);
        // Without the old inputs, automatic names are made anew: the two can stand side by side.
        var inputs = await CheckAsync(provider, null, given).ConfigureAwait(false);
        if (_request.DeleteBeforeReplace ?? diff.DeleteBeforeReplace)
        {
            await replacements.DeleteAsync(handle, old, changes).ConfigureAwait(false);
            run.StepDone(Step(StepOp.Replace, changes));
            return await CreateAsync(provider, StepOp.CreateReplacement, handle, old, null, inputs, changes).ConfigureAwait(false);
        }
        var registration = await CreateAsync(provider, StepOp.CreateReplacement, run.State.NewHandle(), old, handle, inputs, changes).ConfigureAwait(false);
        run.StepDone(Step(StepOp.Replace, changes));
        return registration;
    }

    private async Task<Registration> ImportAsync(IResourceProvider provider, StateResource? old, int? oldHandle)
    {
        var replaces = old is { External: false, PendingReplacement: false };
        if (replaces && old is not null)
            RefuseIfProtected(old);
        var registration = Registration.Failed;
        var op = replaces ? StepOp.ImportReplacement : StepOp.Import;
        var wanted = goal.With(goal.Given) with { Id = _request.ImportId, ImportId = _request.ImportId };
        await run.StepAsync(Step(op, []), new PendingOperation(wanted, OperationType.Importing), async () =>
        {
            var read = await provider.ReadAsync(
                new ReadStateRequest(_urn, _request.Type, _request.Name, _request.ImportId, PropertyMap.Empty, PropertyMap.Empty), CancellationToken.None).ConfigureAwait(false)
                ?? throw new ProviderException($"There is nothing to import with the id '{_request.ImportId}'. Check the import option.");
            var found = SecretMarks.Like(read.Inputs, goal.Given);
            var inputs = await CheckAsync(provider, found, _difference.WithIgnored(found)).ConfigureAwait(false);
            var diff = found.Bare().Equals(inputs.Bare()) ? DiffResult.None : await provider.DiffAsync(
                new DiffRequest(_urn, _request.Type, read.Id, found, read.Outputs, inputs, _request.IgnoreChanges), CancellationToken.None).ConfigureAwait(false);
            if (diff.Changes.Count > 0)
            {
                var message = $"The program does not say what is there with the id '{_request.ImportId}': {string.Join(", ", diff.Changes.Keys)}. Make the program match, or ignore these changes, and import again.";
                if (!run.DryRun)
                    throw new ProviderException(message);
                run.Warn(_urn, message);
            }
            var resource = wanted with { Id = read.Id, Inputs = inputs, Outputs = goal.Outputs(read.Outputs, inputs), Created = run.Now, Modified = run.Now };
            var handle = replaces || oldHandle is null ? run.State.NewHandle() : oldHandle.Value;
            ImmutableArray<(int, StateResource)> replaced = replaces && old is not null && oldHandle is { } h ? [(h, old with { Delete = true })] : [];
            registration = new Registration(RegisterStatus.Success, handle, resource);
            return new StepOutcome(new StateChange { Puts = [.. replaced, (handle, resource)], Renames = goal.Renames(old) });
        }).ConfigureAwait(false);
        return registration;
    }

    private Registration Same(int handle, StateResource old, StateResource wanted)
    {
        var resource = wanted with { Outputs = goal.Outputs(old.Outputs, wanted.Inputs), Created = old.Created, Modified = old.Modified };
        run.StepDone(Step(StepOp.Same, []));
        if (!resource.SameAs(old))
            run.State.Apply(new StateChange { Puts = [(handle, resource)], Renames = goal.Renames(old) });
        return new Registration(RegisterStatus.Success, handle, resource);
    }

    private Task ConfigureAsync(StateResource provider) => providers.ConfigureAsync(
        new ProviderReference(_urn, provider.Id).ToString(), ProviderRegistry.ProviderPackage(_request.Type), provider.Inputs);

    private void RefuseIfProtected(StateResource old)
    {
        if (!old.Protect)
            return;
        run.Error(_urn, Protection.Replace(_urn));
        throw new StepFailedException();
    }

    private ImmutableArray<PropertyChange> Added(PropertyMap inputs) => run.Options.Diff ? PropertyChanges.All(inputs, DiffKind.Add) : [];

    private Step Step(StepOp op, ImmutableArray<PropertyChange> changes) => new(_urn, _request.Type, op, changes) { Parent = _request.Parent };
}
