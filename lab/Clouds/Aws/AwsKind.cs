using System.Collections.Immutable;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Schema;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Schema;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>Any resource of AWS: what it refers to must exist, what is unique stays so, what others need cannot go.</summary>
/// <param name="cloud">The cloud.</param>
/// <param name="scope">The provider's account and region; a resource may name another region.</param>
/// <param name="resource">The type.</param>
/// <param name="rule">What AWS asks beyond the schema.</param>
/// <param name="aliased">Outputs by which objects are referred to.</param>
internal sealed class AwsKind(
    AwsCloud cloud, AwsScope scope, ResourceSchema resource, AwsRule rule, ImmutableHashSet<(string Type, string Output)> aliased) : ResourceKind
{
    public override IEnumerable<CheckFailure> Check(PropertyMap inputs) =>
    [
        .. inputs.Keys.Where(k => k.EndsWith("Prefix", StringComparison.Ordinal) && inputs.Has(k))
            .Select(prefix => new CheckFailure(prefix, "the lab makes names itself; give the name, or leave both out")),
        .. rule.Check(inputs),
    ];

    public override void CheckUpdate(UpdateRequest request) => rule.AdmitChange(request.OldOutputs, request.NewInputs);

    public override async Task<ResourceState> CreateAsync(CreateRequest request, ResourceState draft, CancellationToken cancellation)
    {
        var here = AwsProvider.In(scope, request.Inputs);
        using var held = await cloud.LockAsync(here, cancellation);
        Resolve(here, request.Inputs);
        var id = rule.Id(cloud, here, request.Inputs) ?? draft.Id ?? throw new InvalidOperationException($"{resource.Token} has no template for its id.");
        rule.Admit(cloud, here, request.Inputs);
        var made = new AwsObject(resource.Token, id, rule.Complete(cloud, here, id, draft.Outputs));
        if (UniqueValue(made.Properties) is { } value && !cloud.IsFree(here, resource.Token, value, id))
            throw new ProviderException(rule.Taken(id, request.Inputs));
        if (!cloud.TryCreate(here, made))
            throw new ProviderException(rule.Taken(id, request.Inputs));
        Link(here, made);
        rule.Created(cloud, here, made);
        return new ResourceState(id, made.Properties);
    }

    public override async Task<PropertyMap> UpdateAsync(UpdateRequest request, PropertyMap draft, CancellationToken cancellation)
    {
        var here = AwsProvider.In(scope, request.NewInputs);
        using var held = await cloud.LockAsync(here, cancellation);
        var there = cloud.Find(here, resource.Token, request.Id) ?? throw new ProviderException(AwsErrors.NotFound(resource.Token, request.Id));
        Resolve(here, request.NewInputs);
        rule.AdmitUpdate(cloud, here, there, request.NewInputs);
        var changed = there with { Properties = rule.Complete(cloud, here, request.Id, draft) };
        if (UniqueValue(changed.Properties) is { } value && !cloud.IsFree(here, resource.Token, value, request.Id))
            throw new ProviderException(rule.Taken(request.Id, request.NewInputs));
        Unlink(here, there);
        cloud.Write(here, changed);
        Link(here, changed);
        return changed.Properties;
    }

    public override async Task DeleteAsync(DeleteRequest request, CancellationToken cancellation)
    {
        var here = AwsProvider.In(scope, request.Inputs);
        using var held = await cloud.LockAsync(here, cancellation);
        if (cloud.Find(here, resource.Token, request.Id) is not { } there)
            return;
        // What the program wants to stay is forgotten by it, and by nobody else.
        if (there.Properties.Flag("skipDestroy"))
            return;
        rule.AdmitDeletion(cloud, here, there);
        var users = cloud.Users(here, resource.Token, request.Id).Select(u => $"{u.Type.Split(':')[2]} {u.Id}").Take(10).ToList();
        if (users.Count > 0)
            throw new ProviderException(rule.InUse(request.Id, string.Join(", ", users)));
        Unlink(here, there);
        cloud.Delete(here, resource.Token, request.Id);
        rule.Deleted(cloud, here, there);
    }

    public override Task<PropertyMap?> ReadAsync(ReadStateRequest request, CancellationToken cancellation) =>
        Task.FromResult(cloud.Find(AwsProvider.In(scope, request.Inputs), resource.Token, request.Id)?.Properties);

    private void Resolve(AwsScope here, PropertyMap inputs)
    {
        foreach (var reference in AwsReferences.Of(resource.Inputs, inputs))
        {
            if (cloud.Find(here, reference) is null)
                throw new ProviderException($"{reference.Path}: {AwsErrors.NotFound(reference.Type, reference.Value)}");
        }
    }

    // What is named by its id cannot go before its user; what is named by an ARN or a name can, as in AWS.
    private void Link(AwsScope here, AwsObject made)
    {
        foreach (var reference in AwsReferences.Of(resource.Inputs, made.Properties).Where(r => r.Output is null))
            cloud.AddUser(here, reference.Type, reference.Value, made);
        foreach (var (output, value) in Aliases(made))
            cloud.AddAlias(here, resource.Token, output, value, made.Id);
        if (UniqueValue(made.Properties) is { } unique)
            cloud.Claim(here, resource.Token, unique, made.Id);
    }

    private void Unlink(AwsScope here, AwsObject gone)
    {
        foreach (var reference in AwsReferences.Of(resource.Inputs, gone.Properties).Where(r => r.Output is null))
            cloud.RemoveUser(here, reference.Type, reference.Value, gone);
        foreach (var (output, value) in Aliases(gone))
            cloud.RemoveAlias(here, resource.Token, output, value);
        if (UniqueValue(gone.Properties) is { } unique)
            cloud.Release(here, resource.Token, unique);
    }

    private IEnumerable<(string Output, string Value)> Aliases(AwsObject made) =>
        from alias in aliased
        where alias.Type == resource.Token
        let value = made.Properties.Find(alias.Output)?.AsString
        where value is not null
        select (alias.Output, value);

    private string? UniqueValue(PropertyMap properties)
    {
        var values = resource.Behavior.Unique.Select(name => properties.Find(name)?.AsString).ToList();
        return values.Count == 0 || values.Contains(null) ? null : string.Join(' ', values);
    }
}
