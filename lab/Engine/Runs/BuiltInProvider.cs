using System.Collections.Immutable;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Runs;

/// <summary>Pulumi's own package: references to the outputs of other stacks, and values that live in the state alone.</summary>
internal sealed class BuiltInProvider(EngineOptions options) : IResourceProvider
{
    private const string StackReference = "pulumi:pulumi:StackReference";
    private const string Stash = "pulumi:index:Stash";

    // What a stash is given, which follows the program, and what it was first given, which stays.
    private const string Given = "input";
    private const string First = "output";

    public Task<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellation)
    {
        Require(Stash, request.Type);
        ImmutableArray<CheckFailure> failures =
        [
            .. request.NewInputs.Where(i => i.Key != Given).Select(i => new CheckFailure(i.Key, $"is no input of a stash; it has one, '{Given}'")),
            .. request.NewInputs.ContainsKey(Given) ? [] : (CheckFailure[])[new CheckFailure(Given, "is missing; give the value to keep")],
        ];
        return Task.FromResult(new CheckResult(request.NewInputs, failures));
    }

    public Task<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellation)
    {
        Require(Stash, request.Type);
        return Task.FromResult(request.OldInputs.Equals(request.NewInputs)
            ? DiffResult.None
            : new DiffResult(ImmutableSortedDictionary<string, DiffKind>.Empty.Add(Given, DiffKind.Update)));
    }

    public Task<ResourceState> CreateAsync(CreateRequest request, CancellationToken cancellation)
    {
        Require(Stash, request.Type);
        return Task.FromResult(new ResourceState(request.Preview ? null : Guid.NewGuid().ToString(), request.Inputs.With(First, request.Inputs[Given])));
    }

    public Task<PropertyMap> UpdateAsync(UpdateRequest request, CancellationToken cancellation)
    {
        Require(Stash, request.Type);
        return Task.FromResult(request.NewInputs.With(First, request.OldOutputs[First]));
    }

    public Task DeleteAsync(DeleteRequest request, CancellationToken cancellation)
    {
        Require(Stash, request.Type);
        return Task.CompletedTask;
    }

    public async Task<ReadState?> ReadAsync(ReadStateRequest request, CancellationToken cancellation)
    {
        if (request.Type == Stash)
            return new ReadState(request.Id, request.Inputs, request.Outputs);
        Require(StackReference, request.Type);
        if (await options.StackOutputs(request.Id).ConfigureAwait(false) is not { } outputs)
            return null;
        var inputs = PropertyMap.Of(("name", request.Id));
        return new ReadState(request.Id, inputs, inputs
            .With("outputs", outputs)
            .With("secretOutputNames", PropertyValue.List(outputs.Where(o => o.Value.ContainsSecrets).Select(o => (PropertyValue)o.Key))));
    }

    public Task<PropertyMap> InvokeAsync(string token, PropertyMap args, CancellationToken cancellation) => throw Unknown(token);

    private static void Require(string known, string type)
    {
        if (type != known)
            throw Unknown(type);
    }

    private static ProviderException Unknown(string token) =>
        new($"'{token}' is not known to the lab's engine; of Pulumi's own package it knows {Stash}, and reading {StackReference}.");
}
