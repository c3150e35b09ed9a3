using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Schema;

/// <summary>
/// One type of resource as its cloud treats it, beyond what the schema says. Asked only for what really happens: previews are
/// answered from the schema. What it is given has passed the checks, so nothing in it is unknown.
/// </summary>
internal abstract class ResourceKind
{
    /// <summary>What is wrong with inputs beyond the schema's rules. They may hold unknowns and, where the schema found fault, wrong types.</summary>
    public virtual IEnumerable<CheckFailure> Check(PropertyMap inputs) => [];

    /// <summary>Refuses an update that the cloud would refuse; asked in previews too.</summary>
    /// <exception cref="ProviderException">The cloud would refuse.</exception>
    public virtual void CheckUpdate(UpdateRequest request)
    {
    }

    /// <summary>Creates the resource. <paramref name="draft"/> is what the schema's templates make of the inputs; its id may be null.</summary>
    public abstract Task<ResourceState> CreateAsync(CreateRequest request, ResourceState draft, CancellationToken cancellation);

    /// <summary>What a creation made that ended before it could answer, where that shows by itself; see <see cref="IResourceProvider.FindAsync"/>.</summary>
    public virtual Task<ResourceState?> FindAsync(CreateRequest request, ResourceState draft, CancellationToken cancellation) => Task.FromResult<ResourceState?>(null);

    /// <summary>Changes the resource. <paramref name="draft"/> is the old outputs under the new inputs.</summary>
    public virtual Task<PropertyMap> UpdateAsync(UpdateRequest request, PropertyMap draft, CancellationToken cancellation) => Task.FromResult(draft);

    /// <summary>Deletes the resource; one that is gone is no error.</summary>
    public virtual Task DeleteAsync(DeleteRequest request, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>The resource's outputs as they are in the cloud, or null; the default is for what lives in the stack's state only.</summary>
    public virtual Task<PropertyMap?> ReadAsync(ReadStateRequest request, CancellationToken cancellation) =>
        Task.FromResult<PropertyMap?>(request.Outputs);
}
