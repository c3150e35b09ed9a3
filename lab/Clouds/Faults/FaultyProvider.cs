using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds;

/// <summary>A provider whose operations fail as a plan says. Previews never fail this way: a plan is about what happens, not about what is planned.</summary>
internal sealed class FaultyProvider(IResourceProvider inner, FaultPlan plan) : IResourceProvider
{
    public Task<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellation) => inner.CheckAsync(request, cancellation);

    public Task<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellation) => inner.DiffAsync(request, cancellation);

    public async Task<ResourceState> CreateAsync(CreateRequest request, CancellationToken cancellation)
    {
        if (!request.Preview)
            plan.Visit(request.Type, CloudOperation.Create);
        return await inner.CreateAsync(request, cancellation);
    }

    public async Task<PropertyMap> UpdateAsync(UpdateRequest request, CancellationToken cancellation)
    {
        if (!request.Preview)
            plan.Visit(request.Type, CloudOperation.Update);
        return await inner.UpdateAsync(request, cancellation);
    }

    public async Task DeleteAsync(DeleteRequest request, CancellationToken cancellation)
    {
        plan.Visit(request.Type, CloudOperation.Delete);
        await inner.DeleteAsync(request, cancellation);
    }

    public async Task<ReadState?> ReadAsync(ReadStateRequest request, CancellationToken cancellation)
    {
        plan.Visit(request.Type, CloudOperation.Read);
        return await inner.ReadAsync(request, cancellation);
    }

    public async Task<PropertyMap> InvokeAsync(string token, PropertyMap args, CancellationToken cancellation)
    {
        plan.Visit(token, CloudOperation.Invoke);
        return await inner.InvokeAsync(token, args, cancellation);
    }
}
