using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Store;

/// <summary>A provider each of whose changes happens as a whole, and which can tell what a creation made whose answer was lost.</summary>
internal sealed class JournaledProvider(IResourceProvider inner, CloudJournal journal) : IResourceProvider
{
    public Task<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellation) => inner.CheckAsync(request, cancellation);

    public Task<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellation) => inner.DiffAsync(request, cancellation);

    public Task<ResourceState> CreateAsync(CreateRequest request, CancellationToken cancellation) => request.Preview
        ? inner.CreateAsync(request, cancellation)
        : journal.RunAsync(() => inner.CreateAsync(request, cancellation), made => (request.Token, made.Id ?? "", made.Outputs));

    public Task<PropertyMap> UpdateAsync(UpdateRequest request, CancellationToken cancellation) => request.Preview
        ? inner.UpdateAsync(request, cancellation)
        : journal.RunAsync(() => inner.UpdateAsync(request, cancellation), _ => null);

    public Task DeleteAsync(DeleteRequest request, CancellationToken cancellation) => journal.RunAsync(async () =>
    {
        await inner.DeleteAsync(request, cancellation);
        return true;
    }, _ => null);

    public Task<ReadState?> ReadAsync(ReadStateRequest request, CancellationToken cancellation) => inner.ReadAsync(request, cancellation);

    public async Task<ReadState?> FindAsync(CreateRequest request, CancellationToken cancellation)
    {
        if (journal.Find(request.Token) is not { } made)
            return await inner.FindAsync(request, cancellation);
        // Its answer is known, but somebody may have deleted it since.
        var there = await inner.ReadAsync(new ReadStateRequest(request.Urn, request.Type, request.Name, made.Id, request.Inputs, made.Outputs), cancellation);
        return there is null ? null : new ReadState(made.Id, request.Inputs, made.Outputs);
    }

    public Task<PropertyMap> InvokeAsync(string token, PropertyMap args, CancellationToken cancellation) => inner.InvokeAsync(token, args, cancellation);
}
