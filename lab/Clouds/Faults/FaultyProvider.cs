using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds;

/// <summary>A provider whose operations fail as a plan says. Previews never fail this way: a plan is about what happens, not about what is planned.</summary>
internal sealed class FaultyProvider(IResourceProvider inner, FaultPlan plan) : IResourceProvider
{
    public Task<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellation) => inner.CheckAsync(request, cancellation);

    public Task<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellation) => inner.DiffAsync(request, cancellation);

    public Task<ResourceState> CreateAsync(CreateRequest request, CancellationToken cancellation) => request.Preview
        ? inner.CreateAsync(request, cancellation)
        : plan.RunAsync(request.Type, CloudOperation.Create, () => inner.CreateAsync(request, cancellation), cancellation);

    public Task<PropertyMap> UpdateAsync(UpdateRequest request, CancellationToken cancellation) => request.Preview
        ? inner.UpdateAsync(request, cancellation)
        : plan.RunAsync(request.Type, CloudOperation.Update, () => inner.UpdateAsync(request, cancellation), cancellation);

    public Task DeleteAsync(DeleteRequest request, CancellationToken cancellation) => plan.RunAsync(request.Type, CloudOperation.Delete, async () =>
    {
        await inner.DeleteAsync(request, cancellation);
        return true;
    }, cancellation);

    public Task<ReadState?> ReadAsync(ReadStateRequest request, CancellationToken cancellation) =>
        plan.RunAsync(request.Type, CloudOperation.Read, () => inner.ReadAsync(request, cancellation), cancellation);

    public Task<ReadState?> FindAsync(CreateRequest request, CancellationToken cancellation) => inner.FindAsync(request, cancellation);

    public Task<PropertyMap> InvokeAsync(string token, PropertyMap args, CancellationToken cancellation) =>
        plan.RunAsync(token, CloudOperation.Invoke, () => inner.InvokeAsync(token, args, cancellation), cancellation);
}
