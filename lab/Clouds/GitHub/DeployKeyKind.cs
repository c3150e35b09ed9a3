using System.Globalization;
using System.Security.Cryptography;
using Slipway.Lab.Clouds.Keys;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Schema;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.GitHub;

/// <summary><c>github.RepositoryDeployKey</c>: an SSH key that opens one repository. A public key can be registered once on all of GitHub.</summary>
internal sealed class DeployKeyKind(GitHubCloud cloud, string owner) : ResourceKind
{
    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs.Text("key") is { } key && !SshPublicKey.TryParse(key, out _))
            yield return new CheckFailure("key", "key is invalid. You must supply a key in OpenSSH public key format");
    }

    public override async Task<ResourceState> CreateAsync(CreateRequest request, ResourceState draft, CancellationToken cancellation)
    {
        var repository = request.Inputs.Text("repository")!;
        var call = $"POST https://api.github.com/repos/{owner}/{repository}/keys";
        if (!SshPublicKey.TryParse(request.Inputs.Text("key") ?? "", out var key))
            throw new ProviderException($"{call}: 422 Validation Failed [key is invalid. You must supply a key in OpenSSH public key format]");
        using var held = await cloud.LockAsync(owner, repository, cancellation);
        cloud.ForWriting(owner, repository, call);
        var id = RandomNumberGenerator.GetInt32(100_000_000, int.MaxValue).ToString(CultureInfo.InvariantCulture);
        var stored = PropertyMap.Of(
            ("id", id),
            ("repository", $"{owner}/{repository}"),
            ("title", request.Inputs.Text("title")!),
            ("key", key.ToString()),
            ("readOnly", IsReadOnly(request.Inputs)));
        if (!cloud.TryAddKey(key, stored))
            throw new ProviderException($"{call}: 422 Validation Failed [{{Resource:PublicKey Field:key Code:custom Message:key is already in use}}] ({key.Sha256})");
        return new ResourceState(id, draft.Outputs.With("readOnly", IsReadOnly(request.Inputs)));
    }

    public override Task DeleteAsync(DeleteRequest request, CancellationToken cancellation)
    {
        // The key may be another's by now, when this one was removed by hand and registered anew.
        if (cloud.FindKey(request.Outputs.Text("key") ?? "") is { } key && key.Id == request.Id)
            cloud.DeleteKey(key.Key);
        return Task.CompletedTask;
    }

    public override Task<PropertyMap?> ReadAsync(ReadStateRequest request, CancellationToken cancellation)
    {
        var key = cloud.FindKey(request.Outputs.Text("key") ?? request.Inputs.Text("key") ?? "");
        return Task.FromResult(key is not null && key.Id == request.Id
            ? request.Outputs.With("title", key.Title).With("readOnly", key.ReadOnly)
            : null);
    }

    // GitHub's own default is a key that may write; the provider's is one that may not.
    private static bool IsReadOnly(PropertyMap inputs) => !inputs.Has("readOnly") || inputs.Flag("readOnly");
}
