using System.Text;
using Slipway.Lab.Clouds.Git;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Schema;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.GitHub;

/// <summary><c>github.RepositoryFile</c>: a file on a branch; every change is a commit, and what is unchanged makes none.</summary>
internal sealed class RepositoryFileKind(GitHubCloud cloud, string owner, GitHubActor actor) : ResourceKind
{
    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs.Text("file") is { } file && !IsPath(file))
            yield return new CheckFailure("file", $"'{file}' is not a path in a repository: parts separated by '/', none of them empty, '.', '..' or '.git'");
        if (inputs.Has("commitAuthor") != inputs.Has("commitEmail"))
            yield return new CheckFailure(inputs.Has("commitAuthor") ? "commitEmail" : "commitAuthor", "commitAuthor and commitEmail go together: give both or neither");
        foreach (var old in inputs.Keys.Where(k => k.StartsWith("autocreateBranch", StringComparison.Ordinal) && inputs.Has(k)))
            yield return new CheckFailure(old, "the lab's GitHub does not make branches for files; name a branch that exists");
    }

    public override async Task<ResourceState> CreateAsync(CreateRequest request, ResourceState draft, CancellationToken cancellation)
    {
        var inputs = request.Inputs;
        var target = await OpenAsync(inputs, cancellation);
        using var held = target.Lock;
        if (!inputs.Flag("overwriteOnCreate") && await target.Git.FileAsync(target.Branch, target.File, cancellation) is not null)
        {
            throw new ProviderException(
                $"refusing to overwrite existing file: {owner}/{target.Repository} has {target.File} on {target.Branch} already. "
                + "Set overwriteOnCreate to true to overwrite it.");
        }
        return new ResourceState(IdOf(target), await WriteAsync(target, inputs, draft.Outputs, "Add", cancellation));
    }

    // Git commits by itself: a commit may have been made of which the lab could note nothing any more.
    public override async Task<ResourceState?> FindAsync(CreateRequest request, ResourceState draft, CancellationToken cancellation)
    {
        var inputs = request.Inputs;
        if (!cloud.Exists(owner, inputs.Text("repository")!))
            return null;
        var target = await OpenAsync(inputs, cancellation);
        using var held = target.Lock;
        var there = await target.Git.FileAsync(target.Branch, target.File, cancellation);
        return there is not null && Encoding.UTF8.GetBytes(inputs.Text("content") ?? "").AsSpan().SequenceEqual(there.Content)
            ? new ResourceState(IdOf(target), await WriteAsync(target, inputs, draft.Outputs, "Add", cancellation))
            : null;
    }

    public override async Task<PropertyMap> UpdateAsync(UpdateRequest request, PropertyMap draft, CancellationToken cancellation)
    {
        var target = await OpenAsync(request.NewInputs, cancellation);
        using var held = target.Lock;
        return await WriteAsync(target, request.NewInputs, draft, "Update", cancellation);
    }

    public override async Task DeleteAsync(DeleteRequest request, CancellationToken cancellation)
    {
        var repository = request.Inputs.Text("repository")!;
        // A file in a repository that is gone is gone; one in an archived repository stays as it is.
        if (cloud.Find(owner, repository) is not { } there || there.Flag("archived"))
            return;
        var target = await OpenAsync(request.Inputs, cancellation);
        using var held = target.Lock;
        if (await target.Git.FileAsync(target.Branch, target.File, cancellation) is not null)
            await CommitAsync(target, "DELETE", Commit(request.Inputs, $"Delete {target.File}", new GitChange(target.File, null)), cancellation);
    }

    public override async Task<PropertyMap?> ReadAsync(ReadStateRequest request, CancellationToken cancellation)
    {
        var known = request.Outputs.Count > 0 ? request.Outputs : request.Inputs;
        var parts = request.Id.Split('/', 2);
        var repository = known.Text("repository") ?? parts[0];
        var file = known.Text("file") ?? parts[^1];
        if (!cloud.Exists(owner, repository))
            return null;
        var git = cloud.Git(owner, repository);
        var branch = known.Text("branch") ?? git.DefaultBranch;
        if (await git.FileAsync(branch, file, cancellation) is not { } found)
            return null;
        return known.Merge(PropertyMap.Of(
            ("repository", repository),
            ("file", file),
            ("branch", branch),
            ("content", Same(known, found.Content)),
            ("sha", found.Sha),
            ("commitSha", await git.LastCommitOfAsync(branch, file, cancellation))));
    }

    private static string IdOf(Target target) => $"{target.Repository}/{target.File}";

    private static PropertyValue Same(PropertyMap known, byte[] content)
    {
        var text = Encoding.UTF8.GetString(content);
        return known.Find("content") is SecretValue ? PropertyValue.Secret(text) : text;
    }

    private async Task<PropertyMap> WriteAsync(Target target, PropertyMap inputs, PropertyMap draft, string verb, CancellationToken cancellation)
    {
        var content = Encoding.UTF8.GetBytes(inputs.Text("content") ?? "");
        var message = inputs.Text("commitMessage") ?? $"{verb} {target.File}";
        var there = await target.Git.FileAsync(target.Branch, target.File, cancellation);
        if (there is null || !content.AsSpan().SequenceEqual(there.Content))
            await CommitAsync(target, "PUT", Commit(inputs, message, new GitChange(target.File, content)), cancellation);
        var now = await target.Git.FileAsync(target.Branch, target.File, cancellation);
        return draft.Merge(PropertyMap.Of(
            ("repositoryId", target.RepositoryId),
            ("branch", target.Branch),
            ("ref", target.Branch),
            ("commitMessage", message),
            ("sha", now?.Sha ?? ""),
            ("commitSha", await target.Git.LastCommitOfAsync(target.Branch, target.File, cancellation))));
    }

    private Task<string> CommitAsync(Target target, string verb, GitCommit commit, CancellationToken cancellation)
    {
        cloud.AdmitCommit(owner, target.Repository, actor, target.Branch, $"{verb} https://api.github.com/repos/{owner}/{target.Repository}/contents/{target.File}");
        return target.Git.CommitAsync(target.Branch, commit, cancellation);
    }

    private async Task<Target> OpenAsync(PropertyMap inputs, CancellationToken cancellation)
    {
        var repository = inputs.Text("repository")!;
        var file = inputs.Text("file")!;
        var call = $"PUT https://api.github.com/repos/{owner}/{repository}/contents/{file}";
        var held = await cloud.LockAsync(owner, repository, cancellation);
        try
        {
            var there = cloud.ForWriting(owner, repository, call);
            var git = cloud.Git(owner, repository);
            var branch = inputs.Text("branch") ?? git.DefaultBranch;
            if (await git.TipAsync(branch, cancellation) is not null)
                return new Target(held, git, repository, there.Find("repoId") ?? PropertyValue.Null, branch, file);
            throw (await git.BranchesAsync(cancellation)).IsEmpty
                ? new ProviderException($"{call}: 409 Git Repository is empty. Give {owner}/{repository} a first commit with autoInit or template.")
                : new ProviderException($"{call}: 404 Branch {branch} not found");
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private static GitCommit Commit(PropertyMap inputs, string message, GitChange change) => new(
        message, inputs.Text("commitAuthor") ?? GitHubIdentity.Name, inputs.Text("commitEmail") ?? GitHubIdentity.Email, [change]);

    private static bool IsPath(string file) =>
        file.Split('/').All(p => p.Length > 0 && p is not ("." or "..") && !p.Equals(".git", StringComparison.OrdinalIgnoreCase)) && !file.Any(char.IsControl);

    private sealed record Target(IDisposable Lock, GitRepository Git, string Repository, PropertyValue RepositoryId, string Branch, string File);
}
