using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Schema;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Kubernetes;

/// <summary>Plain objects of a cluster: what is given is applied, what is left out is removed, what others set stays.</summary>
internal sealed class ObjectKind(ClusterConnection connection) : ResourceKind
{
    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        var metadata = inputs.Map("metadata");
        if (metadata.Text("name") is { } name && ObjectName.ProblemOf(inputs.Text("kind") ?? "", name) is { } problem)
            yield return new CheckFailure("metadata.name", problem);
        if (metadata.Text("namespace") is { Length: > 0 } space && ObjectName.LabelProblemOf(space) is { } wrong)
            yield return new CheckFailure("metadata.namespace", wrong);
        foreach (var failure in AccessControl.Check(inputs))
            yield return failure;
        foreach (var key in SecretData.BadKeys(inputs))
            yield return new CheckFailure(PropertyPath.Property("data", key), "is not base64; give plain text under stringData");
    }

    public override Task<ResourceState> CreateAsync(CreateRequest request, ResourceState draft, CancellationToken cancellation)
    {
        var cluster = connection.Reach();
        var reference = ObjectReference.Of(request.Inputs, connection.Namespace);
        try
        {
            var live = connection.Cloud.Create(cluster, request.Inputs, connection.Namespace);
            return Task.FromResult(new ResourceState(reference.Id, live));
        }
        catch (ProviderException e)
        {
            throw new ProviderException($"resource \"{reference.Id}\" was not successfully created by the Kubernetes API server: {e.Message}");
        }
    }

    public override Task<PropertyMap> UpdateAsync(UpdateRequest request, PropertyMap draft, CancellationToken cancellation) =>
        connection.Cloud.ApplyAsync(connection.Reach(), SchemaDefaults.Strip(request.OldInputs), request.NewInputs, connection.Namespace, cancellation);

    public override Task DeleteAsync(DeleteRequest request, CancellationToken cancellation) => connection.ReachForDeletion() is { } cluster
        ? connection.Cloud.DeleteAsync(cluster, Reference(request.Type, request.Id), cancellation)
        : Task.CompletedTask;

    public override Task<PropertyMap?> ReadAsync(ReadStateRequest request, CancellationToken cancellation) =>
        Task.FromResult(connection.Cloud.Find(connection.Reach(), Reference(request.Type, request.Id)));

    /// <summary>The object that a type token and an id name.</summary>
    public static ObjectReference Reference(string type, string id)
    {
        var parts = type.Split(':');
        var apiVersion = parts[1].StartsWith("core/", StringComparison.Ordinal) ? parts[1]["core/".Length..] : parts[1];
        return id.Split('/', 2) is [var space, var name]
            ? new ObjectReference(apiVersion, parts[2], space, name)
            : new ObjectReference(apiVersion, parts[2], "", id);
    }
}
