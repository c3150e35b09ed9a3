using System.Collections.Immutable;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Runs;

/// <summary>Brings one registered resource in place: decides what has to be done, and does it.</summary>
internal sealed class RegistrationSteps(
    UpdateRun run, ProviderRegistry providers, DependentReplacements replacements, RegisterRequest request,
    string urn, string parent, string providerReference, ImmutableArray<string> formers)
{
    private readonly bool _isProvider = ProviderReference.IsProviderType(request.Type);

    /// <param name="oldHandle">What it was before, or null.</param>
    /// <exception cref="StepFailedException">It failed, and that was reported.</exception>
    /// <exception cref="ProviderException">The provider refused.</exception>
    public async Task<Registration> RunAsync(int? oldHandle)
    {
        var old = oldHandle is { } h ? run.State.Find(h) : null;
        if (old is not null && old.Custom != request.Custom)
            throw new ProviderException($"It was a {Kind(old.Custom)} and is to be a {Kind(request.Custom)}; give the new one another name.");
        return request.Custom ? await CustomAsync(old, oldHandle).ConfigureAwait(false) : await ComponentAsync(old, oldHandle).ConfigureAwait(false);
    }

    private static string Kind(bool custom) => custom ? "resource of a provider" : "component";

    private async Task<Registration> ComponentAsync(StateResource? old, int? oldHandle)
    {
        var goal = Goal(request.Inputs.WithoutOutputs());
        if (old is not null && oldHandle is { } handle)
            return Same(handle, old, goal);
        var created = goal with { Created = run.Now, Modified = run.Now };
        return await PutAsync(StepOp.Create, [], run.State.NewHandle(), created).ConfigureAwait(false);
    }

    private async Task<Registration> CustomAsync(StateResource? old, int? oldHandle)
    {
        var provider = _isProvider ? providers.OfProviders(ProviderRegistry.ProviderPackage(request.Type)) : await providers.GetAsync(providerReference).ConfigureAwait(false);
        var given = request.Inputs.WithoutOutputs();
        if (!run.DryRun && given.Where(i => i.Value.ContainsUnknowns).Select(i => i.Key).ToArray() is { Length: > 0 } unknown)
            throw new ProviderException($"Inputs without a value: {string.Join(", ", unknown)}; what they come from did not come up.");
        if (request.ImportId.Length > 0 && (old is null || old.External || (old.Id != request.ImportId && old.ImportId != request.ImportId)))
            return await ImportAsync(provider, given, old, oldHandle).ConfigureAwait(false);

        var existing = old is { External: false, PendingReplacement: false } ? old : null;
        if (existing is not null)
            given = WithIgnored(given, existing.Inputs);
        var inputs = await CheckAsync(provider, existing?.Inputs, given).ConfigureAwait(false);
        if (existing is null || oldHandle is not { } handle)
        {
            var op = old is { PendingReplacement: true } ? StepOp.CreateReplacement : StepOp.Create;
            return await CreateAsync(provider, op, oldHandle ?? run.State.NewHandle(), old, null, inputs, Added(inputs)).ConfigureAwait(false);
        }

        var diff = await DiffAsync(provider, existing, inputs).ConfigureAwait(false);
        var changes = PropertyChanges.Of(diff.Changes, existing.Inputs, existing.Outputs, inputs, request.HideDiffs);
        if (diff.Replaces)
            return await ReplaceAsync(provider, handle, existing, given, diff, changes).ConfigureAwait(false);
        if (diff.Changes.Count > 0 || existing.InitErrors.Length > 0)
            return await UpdateAsync(provider, handle, existing, inputs, changes).ConfigureAwait(false);
        var goal = Goal(inputs) with { Id = existing.Id, ImportId = existing.ImportId };
        if (_isProvider)
            await ConfigureAsync(goal).ConfigureAwait(false);
        return Same(handle, existing, goal);
    }

    private PropertyMap WithIgnored(PropertyMap given, PropertyMap old)
    {
        foreach (var text in request.IgnoreChanges)
        {
            given = PropertyPath.Parse(text).Reset(old, given) ?? throw new ProviderException(
                $"ignoreChanges: '{text}' is there on one side only, in the program or in the state, and cannot be kept. Give it in the program, or ignore a place further up.");
        }
        return given;
    }

    private async Task<PropertyMap> CheckAsync(IResourceProvider provider, PropertyMap? old, PropertyMap given)
    {
        var result = await provider.CheckAsync(new CheckRequest(urn, request.Type, request.Name, old, given), CancellationToken.None).ConfigureAwait(false);
        foreach (var failure in result.Failures)
            run.Error(urn, failure.Property.Length == 0 ? failure.Reason : $"{failure.Property}: {failure.Reason}");
        return result.Failures.IsEmpty ? SecretMarks.Like(result.Inputs, given) : throw new StepFailedException();
    }

    private async Task<DiffResult> DiffAsync(IResourceProvider provider, StateResource old, PropertyMap inputs)
    {
        var diff = old.Inputs.Bare().Equals(inputs.Bare()) && !inputs.ContainsUnknowns ? DiffResult.None : await provider.DiffAsync(
            new DiffRequest(urn, request.Type, old.Id, old.Inputs, old.Outputs, inputs, request.IgnoreChanges), CancellationToken.None).ConfigureAwait(false);
        if (diff.Changes.Count > 0 && request.ReplaceOnChanges.Length > 0)
        {
            var paths = request.ReplaceOnChanges.Select(PropertyPath.Parse).ToArray();
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
        if (_isProvider || old.Provider == providerReference)
            return false;
        var (before, after) = (ProviderReference.Parse(old.Provider), ProviderReference.Parse(providerReference));
        if (run.State.Renamed(before.Urn) == after.Urn && before.Id == after.Id)
            return false;
        if (!IsDefault(before) || !IsDefault(after) || providers.Recorded(old.Provider) is not { } recorded)
            return true;
        var current = run.State.HandleOf(after.Urn) is { } handle ? run.State.Find(handle) : null;
        var package = providers.OfProviders(ProviderRegistry.PackageOf(request.Type));
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
        var goal = Goal(inputs) with { ImportId = old is { External: false } ? old.ImportId : "" };
        var registration = Registration.Failed;
        await run.StepAsync(new Step(urn, request.Type, op, changes), new PendingOperation(goal, OperationType.Creating), async () =>
        {
            ResourceState created;
            string? error = null;
            try
            {
                created = await provider.CreateAsync(
                    new CreateRequest(urn, request.Type, request.Name, inputs, run.DryRun, request.CustomTimeouts?.Create), CancellationToken.None).ConfigureAwait(false);
                if (_isProvider)
                    await ConfigureAsync(goal with { Id = created.Id ?? "" }).ConfigureAwait(false);
            }
            catch (ProviderException e) when (e.Partial is { Id: not null } partial)
            {
                (created, error) = (partial, e.Message);
            }
            var resource = goal with
            {
                Id = created.Id ?? "",
                Outputs = Outputs(created.Outputs, inputs),
                InitErrors = error is null ? [] : [error],
                Created = run.Now,
                Modified = run.Now,
            };
            ImmutableArray<(int, StateResource)> replaced = beside is { } h && old is not null ? [(h, old with { Delete = true })] : [];
            registration = error is null ? new Registration(RegisterStatus.Success, handle, resource) : registration;
            return new StepOutcome(new StateChange { Puts = [.. replaced, (handle, resource)], Renames = Renames(old) }) { Error = error };
        }).ConfigureAwait(false);
        return registration;
    }

    private async Task<Registration> UpdateAsync(
        IResourceProvider provider, int handle, StateResource old, PropertyMap inputs, ImmutableArray<PropertyChange> changes)
    {
        var registration = Registration.Failed;
        await run.StepAsync(new Step(urn, request.Type, StepOp.Update, changes), new PendingOperation(old, OperationType.Updating), async () =>
        {
            PropertyMap outputs;
            string? error = null;
            try
            {
                outputs = await provider.UpdateAsync(
                    new UpdateRequest(urn, request.Type, old.Id, old.Inputs, old.Outputs, inputs, request.IgnoreChanges, run.DryRun, request.CustomTimeouts?.Update),
                    CancellationToken.None).ConfigureAwait(false);
            }
            catch (ProviderException e) when (e.Partial is { } partial)
            {
                (outputs, error) = (partial.Outputs, e.Message);
            }
            var resource = Goal(inputs) with
            {
                Id = old.Id,
                ImportId = old.ImportId,
                Outputs = Outputs(outputs, inputs),
                InitErrors = error is null ? [] : [error],
                Created = old.Created,
                Modified = run.Now,
            };
            if (_isProvider)
                await ConfigureAsync(resource).ConfigureAwait(false);
            registration = error is null ? new Registration(RegisterStatus.Success, handle, resource) : registration;
            return new StepOutcome(new StateChange { Puts = [(handle, resource)], Renames = Renames(old) }) { Error = error };
        }).ConfigureAwait(false);
        return registration;
    }

    private async Task<Registration> ReplaceAsync(
        IResourceProvider provider, int handle, StateResource old, PropertyMap given, DiffResult diff, ImmutableArray<PropertyChange> changes)
    {
        RefuseIfProtected(old);
        // Without the old inputs, automatic names are made anew: the two can stand side by side.
        var inputs = await CheckAsync(provider, null, given).ConfigureAwait(false);
        if (request.DeleteBeforeReplace ?? diff.DeleteBeforeReplace)
        {
            await replacements.DeleteAsync(handle, old, changes).ConfigureAwait(false);
            run.StepDone(new Step(urn, request.Type, StepOp.Replace, changes));
            return await CreateAsync(provider, StepOp.CreateReplacement, handle, old, null, inputs, changes).ConfigureAwait(false);
        }
        var registration = await CreateAsync(provider, StepOp.CreateReplacement, run.State.NewHandle(), old, handle, inputs, changes).ConfigureAwait(false);
        run.StepDone(new Step(urn, request.Type, StepOp.Replace, changes));
        return registration;
    }

    private async Task<Registration> ImportAsync(IResourceProvider provider, PropertyMap given, StateResource? old, int? oldHandle)
    {
        var replaces = old is { External: false, PendingReplacement: false };
        if (replaces && old is not null)
            RefuseIfProtected(old);
        var registration = Registration.Failed;
        var op = replaces ? StepOp.ImportReplacement : StepOp.Import;
        var goal = Goal(given) with { Id = request.ImportId, ImportId = request.ImportId };
        await run.StepAsync(new Step(urn, request.Type, op, []), new PendingOperation(goal, OperationType.Importing), async () =>
        {
            var read = await provider.ReadAsync(
                new ReadStateRequest(urn, request.Type, request.Name, request.ImportId, PropertyMap.Empty, PropertyMap.Empty), CancellationToken.None).ConfigureAwait(false)
                ?? throw new ProviderException($"There is nothing to import with the id '{request.ImportId}'. Check the import option.");
            var found = SecretMarks.Like(read.Inputs, given);
            var inputs = await CheckAsync(provider, found, WithIgnored(given, found)).ConfigureAwait(false);
            var diff = found.Bare().Equals(inputs.Bare()) ? DiffResult.None : await provider.DiffAsync(
                new DiffRequest(urn, request.Type, read.Id, found, read.Outputs, inputs, request.IgnoreChanges), CancellationToken.None).ConfigureAwait(false);
            if (diff.Changes.Count > 0)
            {
                var message = $"The program does not say what is there with the id '{request.ImportId}': {string.Join(", ", diff.Changes.Keys)}. Make the program match, or ignore these changes, and import again.";
                if (!run.DryRun)
                    throw new ProviderException(message);
                run.Warn(urn, message);
            }
            var resource = goal with { Id = read.Id, Inputs = inputs, Outputs = Outputs(read.Outputs, inputs), Created = run.Now, Modified = run.Now };
            var handle = replaces || oldHandle is null ? run.State.NewHandle() : oldHandle.Value;
            ImmutableArray<(int, StateResource)> replaced = replaces && old is not null && oldHandle is { } h ? [(h, old with { Delete = true })] : [];
            registration = new Registration(RegisterStatus.Success, handle, resource);
            return new StepOutcome(new StateChange { Puts = [.. replaced, (handle, resource)], Renames = Renames(old) });
        }).ConfigureAwait(false);
        return registration;
    }

    private Registration Same(int handle, StateResource old, StateResource goal)
    {
        var resource = goal with { Outputs = Outputs(old.Outputs, goal.Inputs), Created = old.Created, Modified = old.Modified };
        run.StepDone(new Step(urn, request.Type, StepOp.Same, []));
        if (!resource.SameAs(old))
            run.State.Apply(new StateChange { Puts = [(handle, resource)], Renames = Renames(old) });
        return new Registration(RegisterStatus.Success, handle, resource);
    }

    private async Task<Registration> PutAsync(StepOp op, ImmutableArray<PropertyChange> changes, int handle, StateResource resource)
    {
        var change = new StateChange { Puts = [(handle, resource)] };
        await run.StepAsync(new Step(urn, request.Type, op, changes), null, () => Task.FromResult(new StepOutcome(change))).ConfigureAwait(false);
        return new Registration(RegisterStatus.Success, handle, resource);
    }

    private Task ConfigureAsync(StateResource provider) => providers.ConfigureAsync(
        new ProviderReference(urn, provider.Id).ToString(), ProviderRegistry.ProviderPackage(request.Type), provider.Inputs);

    private void RefuseIfProtected(StateResource old)
    {
        if (!old.Protect)
            return;
        run.Error(urn, Protection.Replace(urn));
        throw new StepFailedException();
    }

    private ImmutableArray<PropertyChange> Added(PropertyMap inputs) => run.Options.Diff ? PropertyChanges.All(inputs, DiffKind.Add) : [];

    private PropertyMap Outputs(PropertyMap outputs, PropertyMap inputs) =>
        SecretMarks.Named(SecretMarks.Like(outputs, inputs), request.AdditionalSecretOutputs);

    private ImmutableArray<(string, string)> Renames(StateResource? old) => old is null || old.Urn == urn ? [] : [(old.Urn, urn)];

    private StateResource Goal(PropertyMap inputs) => new()
    {
        Urn = urn,
        Type = request.Type,
        Custom = request.Custom,
        Inputs = inputs,
        Parent = parent,
        Protect = request.Protect ?? false,
        Dependencies = Sorted(request.Dependencies),
        PropertyDependencies = request.PropertyDependencies
            .Where(p => !p.Value.IsEmpty).ToImmutableSortedDictionary(p => p.Key, p => Sorted(p.Value), StringComparer.Ordinal),
        Provider = providerReference,
        AdditionalSecretOutputs = request.AdditionalSecretOutputs,
        Aliases = formers,
        CustomTimeouts = request.CustomTimeouts,
        RetainOnDelete = request.RetainOnDelete ?? false,
        DeletedWith = request.DeletedWith,
        IgnoreChanges = request.IgnoreChanges,
        ReplaceOnChanges = request.ReplaceOnChanges,
        SourcePosition = request.SourcePosition,
    };

    /// <summary>In a fixed order, so that the state does not change with that in which the program names them.</summary>
    private static ImmutableArray<string> Sorted(ImmutableArray<string> urns) => [.. urns.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
