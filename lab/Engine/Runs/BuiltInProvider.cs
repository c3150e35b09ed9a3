using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Runs;

/// <summary>Pulumi's own package: references to the outputs of other stacks.</summary>
internal sealed class BuiltInProvider(EngineOptions options) : IResourceProvider
{
    private const string StackReference = "pulumi:pulumi:StackReference";

    public Task<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellation) => throw Unknown(request.Type);

    public Task<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellation) => throw Unknown(request.Type);

    public Task<ResourceState> CreateAsync(CreateRequest request, CancellationToken cancellation) => throw Unknown(request.Type);

    public Task<PropertyMap> UpdateAsync(UpdateRequest request, CancellationToken cancellation) => throw Unknown(request.Type);

    public Task DeleteAsync(DeleteRequest request, CancellationToken cancellation) => throw Unknown(request.Type);

    public async Task<ReadState?> ReadAsync(ReadStateRequest request, CancellationToken cancellation)
    {
        if (request.Type != StackReference)
            throw Unknown(request.Type);
        if (await options.StackOutputs(request.Id).ConfigureAwait(false) is not { } outputs)
            return null;
        var inputs = PropertyMap.Of(("name", request.Id));
        return new ReadState(request.Id, inputs, inputs
            .With("outputs", outputs)
            .With("secretOutputNames", PropertyValue.List(outputs.Where(o => o.Value.ContainsSecrets).Select(o => (PropertyValue)o.Key))));
    }

    public Task<PropertyMap> InvokeAsync(string token, PropertyMap args, CancellationToken cancellation) => throw Unknown(token);

    private static ProviderException Unknown(string token) =>
        new($"'{token}' is not known to the lab's engine; of Pulumi's own package it knows reading {StackReference}.");
}
