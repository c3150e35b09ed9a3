using System.Globalization;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Schema;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.GitHub;

/// <summary>Whatever a repository has many of: rulesets, webhooks, environments and their policies, variables, team access.</summary>
internal class RepositoryPartKind(GitHubCloud cloud, string owner, RepositoryPart part) : ResourceKind
{
    public override async Task<ResourceState> CreateAsync(CreateRequest request, ResourceState draft, CancellationToken cancellation)
    {
        var repository = request.Inputs.Text("repository")!;
        var call = $"POST https://api.github.com/repos/{owner}/{repository}/{part.Path}";
        using var held = await cloud.LockAsync(owner, repository, cancellation);
        var there = cloud.ForWriting(owner, repository, call);
        var key = part.Key(request.Inputs);
        if (!part.Shared && cloud.FindPart(owner, repository, part.Path, key) is not null)
            throw new ProviderException($"{call}: 422 Validation Failed [{string.Join(", ", part.Keys)} must be unique: '{key.ReplaceLineEndings(", ")}' exists already]");
        var id = part.NewId(repository, request.Inputs);
        var outputs = draft.Outputs.With("repositoryId", there.Find("repoId") ?? PropertyValue.Null);
        if (part.Number is { } number)
            outputs = outputs.With(number, double.Parse(id, CultureInfo.InvariantCulture));
        cloud.WritePart(owner, repository, part.Path, key, outputs);
        return new ResourceState(id, outputs);
    }

    public override async Task<PropertyMap> UpdateAsync(UpdateRequest request, PropertyMap draft, CancellationToken cancellation)
    {
        var repository = request.NewInputs.Text("repository")!;
        using var held = await cloud.LockAsync(owner, repository, cancellation);
        cloud.ForWriting(owner, repository, $"PATCH https://api.github.com/repos/{owner}/{repository}/{part.Path}/{request.Id}");
        cloud.DeletePart(owner, repository, part.Path, part.Key(request.OldInputs));
        cloud.WritePart(owner, repository, part.Path, part.Key(request.NewInputs), draft);
        return draft;
    }

    public override async Task DeleteAsync(DeleteRequest request, CancellationToken cancellation)
    {
        var repository = request.Inputs.Text("repository")!;
        using var held = await cloud.LockAsync(owner, repository, cancellation);
        cloud.DeletePart(owner, repository, part.Path, part.Key(request.Inputs));
    }

    public override Task<PropertyMap?> ReadAsync(ReadStateRequest request, CancellationToken cancellation) => Task.FromResult(
        request.Inputs.Text("repository") is { } repository && cloud.FindPart(owner, repository, part.Path, part.Key(request.Inputs)) is { } found ? found : null);
}
