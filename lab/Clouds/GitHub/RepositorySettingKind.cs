using System.Collections.Immutable;
using System.Globalization;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Schema;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.GitHub;

/// <summary>Something that is set on a repository: it needs the repository, goes with it, and is read-only while that is archived.</summary>
/// <param name="cloud">The cloud.</param>
/// <param name="owner">The repository's owner.</param>
/// <param name="folder">The name of the settings of the kind.</param>
/// <param name="idParts">The properties that make the id, joined by colons; the repository is one of them where an id alone tells it.</param>
internal abstract class RepositorySettingKind(GitHubCloud cloud, string owner, string folder, params ImmutableArray<string> idParts) : ResourceKind
{
    /// <summary>The cloud.</summary>
    protected GitHubCloud Cloud => cloud;

    /// <summary>The repository's owner.</summary>
    protected string Owner => owner;

    public override async Task<ResourceState> CreateAsync(CreateRequest request, ResourceState draft, CancellationToken cancellation)
    {
        var repository = request.Inputs.Text("repository")!;
        var call = $"POST {Address(repository)}";
        using var held = await cloud.LockAsync(owner, repository, cancellation);
        var there = cloud.ForWriting(owner, repository, call);
        var outputs = Complete(there, draft.Outputs);
        Admit(call, repository, outputs);
        var id = IdOf(outputs);
        foreach (var other in cloud.Settings(owner, repository, folder))
        {
            if (IdOf(other) == id || Clashes(outputs, other))
                throw new ProviderException($"{call}: {Taken(outputs)}");
        }
        cloud.WriteSetting(owner, repository, folder, id, outputs);
        return new ResourceState(id, outputs);
    }

    public override async Task<PropertyMap> UpdateAsync(UpdateRequest request, PropertyMap draft, CancellationToken cancellation)
    {
        var repository = request.NewInputs.Text("repository")!;
        var call = $"PATCH {Address(repository)}/{request.Id}";
        using var held = await cloud.LockAsync(owner, repository, cancellation);
        var there = cloud.ForWriting(owner, repository, call);
        if (cloud.Setting(owner, repository, folder, request.Id) is null)
            throw new ProviderException($"{call}: 404 Not Found");
        var outputs = Complete(there, draft);
        Admit(call, repository, outputs);
        if (cloud.Settings(owner, repository, folder).Any(other => IdOf(other) != request.Id && Clashes(outputs, other)))
            throw new ProviderException($"{call}: {Taken(outputs)}");
        cloud.WriteSetting(owner, repository, folder, request.Id, outputs);
        return outputs;
    }

    public override async Task DeleteAsync(DeleteRequest request, CancellationToken cancellation)
    {
        var repository = request.Inputs.Text("repository")!;
        using var held = await cloud.LockAsync(owner, repository, cancellation);
        // What is set on an archived repository stays as it is.
        if (cloud.Find(owner, repository) is not { } there || there.Flag("archived"))
            return;
        cloud.DeleteSetting(owner, repository, folder, request.Id);
        Deleted(repository, request.Outputs);
    }

    public override Task<PropertyMap?> ReadAsync(ReadStateRequest request, CancellationToken cancellation)
    {
        var known = request.Outputs.Count > 0 ? request.Outputs : request.Inputs;
        var repository = known.Text("repository");
        if (repository is null)
        {
            if (idParts.IndexOf("repository") is var at && at < 0)
                throw new ProviderException($"{request.Type}: the lab's GitHub does not find a setting by its number alone ('{request.Id}'); let the program make it");
            repository = request.Id.Split(':').ElementAtOrDefault(at) ?? "";
        }
        return Task.FromResult(cloud.Exists(owner, repository) ? cloud.Setting(owner, repository, folder, request.Id) : null);
    }

    /// <summary>Adds what GitHub decides.</summary>
    protected virtual PropertyMap Complete(PropertyMap repository, PropertyMap outputs) =>
        outputs.With("repositoryId", repository.Find("repoId") ?? PropertyValue.Null);

    /// <summary>Refuses what does not fit the repository.</summary>
    /// <exception cref="ProviderException">It does not fit.</exception>
    protected virtual void Admit(string call, string repository, PropertyMap wanted)
    {
    }

    /// <summary>Whether another setting of the kind stands in the way.</summary>
    protected virtual bool Clashes(PropertyMap wanted, PropertyMap other) => false;

    /// <summary>What GitHub says when one does.</summary>
    protected abstract string Taken(PropertyMap wanted);

    /// <summary>What else goes with it.</summary>
    protected virtual void Deleted(string repository, PropertyMap gone)
    {
    }

    private string Address(string repository) => $"https://api.github.com/repos/{owner}/{repository}/{folder}";

    private string IdOf(PropertyMap outputs) => string.Join(':', idParts.Select(p =>
        outputs.Text(p) ?? outputs.Integer(p)?.ToString(CultureInfo.InvariantCulture) ?? ""));
}
