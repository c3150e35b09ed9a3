using System.Text;
using System.Text.RegularExpressions;
using Slipway.Lab.Clouds.Git;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Schema;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.GitHub;

/// <summary><c>github.Repository</c>: a bare Git repository and its settings.</summary>
internal sealed partial class RepositoryKind(GitHubCloud cloud, TemplateRepositories templates, string owner) : ResourceKind
{
    private const string Branch = "main";
    private const int MaxTopics = 20;

    // What GitHub has and the lab has not; refused, so that nobody counts on it.
    private static readonly string[] NotOffered = ["gitignoreTemplate", "licenseTemplate", "sourceOwner", "sourceRepo", "pages"];

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs.Text("name") is { } name && !Name().IsMatch(name))
            yield return new CheckFailure("name", $"'{name}' is not a repository name: up to 100 letters, digits, '-', '_' and '.'");
        foreach (var missing in NotOffered.Where(inputs.Has))
            yield return new CheckFailure(missing, "the lab's GitHub does not offer this; leave it out, or run against the real one");
        if (inputs.Text("fork") is "true" || inputs.Flag("fork"))
            yield return new CheckFailure("fork", "the lab's GitHub does not offer forks; leave it out, or run against the real one");
        if (inputs.Texts("topics") is { Length: > MaxTopics } topics)
            yield return new CheckFailure("topics", $"422 Validation Failed: a repository has at most {MaxTopics} topics, not {topics.Length}");
        if (inputs.Text("visibility") is "public" or null && !inputs.Flag("private") && inputs.Find("visibility") is not UnknownValue
            && inputs.Map("securityAndAnalysis").Map("advancedSecurity").Has("status"))
            yield return new CheckFailure("securityAndAnalysis.advancedSecurity", "422 Advanced security is always available for public repos.");
        if (inputs.Map("template").Flag("includeAllBranches"))
            yield return new CheckFailure("template.includeAllBranches", "the lab's GitHub copies the default branch only");
    }

    public override void CheckUpdate(UpdateRequest request)
    {
        if (request.NewInputs.Text("name") is { } name && request.OldInputs.Text("name") is { } old && name != old)
            throw new ProviderException($"name: the lab's GitHub does not rename repositories ({old} to {name}). Keep the name, or make another repository.");
    }

    public override async Task<ResourceState> CreateAsync(CreateRequest request, ResourceState draft, CancellationToken cancellation)
    {
        var inputs = request.Inputs;
        var name = inputs.Text("name")!;
        var template = inputs.Map("template");
        var source = template.Text("repository") is { } from ? await templates.GetAsync(template.Text("owner") ?? owner, from, cancellation) : null;

        using var held = await cloud.LockAsync(owner, name, cancellation);
        if (cloud.Exists(owner, name))
        {
            throw new ProviderException(
                $"POST https://api.github.com/orgs/{owner}/repos: 422 Repository creation failed. "
                + $"[{{Resource:Repository Field:name Code:custom Message:name already exists on this account}}] ({owner}/{name})");
        }
        var git = new GitRepository(cloud.DraftPath());
        await git.InitAsync(cancellation);
        if (source is not null)
            await git.CopyAsync(source, source.DefaultBranch, GitHubIdentity.Commit("Initial commit", []), cancellation);
        else if (inputs.Flag("autoInit"))
            await git.CommitAsync(Branch, GitHubIdentity.Commit("Initial commit", [Readme(name, inputs.Text("description"))]), cancellation);

        var outputs = Complete(draft.Outputs, name).With("defaultBranch", git.DefaultBranch);
        cloud.Publish(owner, name, git.Path, outputs);
        return new ResourceState(name, outputs);
    }

    public override async Task<PropertyMap> UpdateAsync(UpdateRequest request, PropertyMap draft, CancellationToken cancellation)
    {
        using var held = await cloud.LockAsync(owner, request.Id, cancellation);
        var there = cloud.Find(owner, request.Id) ?? throw new ProviderException($"PATCH https://api.github.com/repos/{owner}/{request.Id}: 404 Not Found");
        if (there.Flag("archived") && draft.Flag("archived"))
            throw new ProviderException($"PATCH https://api.github.com/repos/{owner}/{request.Id}: 403 Repository was archived so is read-only. Set archived to false first.");
        var outputs = Complete(draft, request.Id).With("defaultBranch", there.Text("defaultBranch") ?? Branch);
        cloud.Write(owner, request.Id, outputs);
        return outputs;
    }

    public override async Task DeleteAsync(DeleteRequest request, CancellationToken cancellation)
    {
        using var held = await cloud.LockAsync(owner, request.Id, cancellation);
        if (cloud.Find(owner, request.Id) is not { } there)
            return;
        if (request.Outputs.Flag("archiveOnDestroy"))
            cloud.Write(owner, request.Id, there.With("archived", true));
        else
            cloud.Delete(owner, request.Id);
    }

    public override Task<PropertyMap?> ReadAsync(ReadStateRequest request, CancellationToken cancellation)
    {
        var found = cloud.Find(owner, request.Id);
        // HEAD is what Git clients see, and a person may have changed it there.
        return Task.FromResult(found?.With("defaultBranch", cloud.Git(owner, request.Id).DefaultBranch));
    }

    private PropertyMap Complete(PropertyMap draft, string name)
    {
        var visibility = draft.Text("visibility") ?? (draft.Flag("private") ? "private" : "public");
        return draft.Merge(PropertyMap.Of(
            ("fullName", $"{owner}/{name}"),
            ("htmlUrl", $"https://github.com/{owner}/{name}"),
            ("httpCloneUrl", $"https://github.com/{owner}/{name}.git"),
            ("sshCloneUrl", $"git@github.com:{owner}/{name}.git"),
            ("gitCloneUrl", $"git://github.com/{owner}/{name}.git"),
            ("svnUrl", $"https://github.com/{owner}/{name}"),
            ("visibility", visibility),
            ("private", visibility != "public")));
    }

    private static GitChange Readme(string name, string? description) =>
        new("README.md", Encoding.UTF8.GetBytes(string.IsNullOrEmpty(description) ? $"# {name}\n" : $"# {name}\n{description}\n"));

    [GeneratedRegex(@"\A(?!\.{1,2}\z)[-._A-Za-z0-9]{1,100}\z")]
    private static partial Regex Name();
}
