using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Schema;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.GitHub;

/// <summary><c>github.BranchDefault</c>: which branch a repository's HEAD names.</summary>
internal sealed class BranchDefaultKind(GitHubCloud cloud, string owner, GitHubActor actor) : ResourceKind
{
    public override async Task<ResourceState> CreateAsync(CreateRequest request, ResourceState draft, CancellationToken cancellation)
    {
        var repository = request.Inputs.Text("repository")!;
        return new ResourceState(repository, await SetAsync(repository, request.Inputs, draft.Outputs, cancellation));
    }

    public override Task<PropertyMap> UpdateAsync(UpdateRequest request, PropertyMap draft, CancellationToken cancellation) =>
        SetAsync(request.Id, request.NewInputs, draft, cancellation);

    public override Task<PropertyMap?> ReadAsync(ReadStateRequest request, CancellationToken cancellation) =>
        Task.FromResult(cloud.Exists(owner, request.Id)
            ? request.Outputs.With("repository", request.Id).With("branch", cloud.Git(owner, request.Id).DefaultBranch)
            : null);

    private async Task<PropertyMap> SetAsync(string repository, PropertyMap inputs, PropertyMap draft, CancellationToken cancellation)
    {
        var call = $"PATCH https://api.github.com/repos/{owner}/{repository}";
        using var held = await cloud.LockAsync(owner, repository, cancellation);
        var there = cloud.ForWriting(owner, repository, call);
        var git = cloud.Git(owner, repository);
        var branch = inputs.Text("branch")!;
        if (inputs.Flag("rename") && git.DefaultBranch != branch && await git.TipAsync(branch, cancellation) is null)
        {
            cloud.AdmitDeletion(owner, repository, actor, git.DefaultBranch, call);
            await git.RenameBranchAsync(git.DefaultBranch, branch, cancellation);
        }
        if (await git.TipAsync(branch, cancellation) is null)
            throw new ProviderException($"{call}: 422 Validation Failed: The branch {branch} was not found. Please push that ref first or create it via the Git Data API.");
        await git.SetDefaultBranchAsync(branch, cancellation);
        cloud.Write(owner, repository, there.With("defaultBranch", branch));
        return draft.With("repositoryId", there.Find("repoId") ?? PropertyValue.Null);
    }
}
