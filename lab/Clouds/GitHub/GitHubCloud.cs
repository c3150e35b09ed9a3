using System.Security.Cryptography;
using System.Text;
using Slipway.Lab.Clouds.Git;
using Slipway.Lab.Clouds.Keys;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Store;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.GitHub;

/// <summary>
/// The lab's GitHub: <c>github/&lt;owner&gt;/&lt;repository&gt;.json</c> beside the bare repository <c>&lt;repository&gt;.git</c>, and every
/// deploy key under <c>github/_keys</c>. Names do not tell upper from lower case, as on GitHub; on disk they are lower case.
/// </summary>
public sealed class GitHubCloud
{
    // No owner has such a name: GitHub allows no underscore.
    private const string KeysFolder = "github/_keys";

    private readonly CloudStore _store;
    private readonly StoreLocks _locks;

    /// <summary>The GitHub in a folder of clouds.</summary>
    public GitHubCloud(string root, IValueCipher cipher)
        : this(new CloudStore(root, cipher), new StoreLocks(root))
    {
    }

    internal GitHubCloud(CloudStore store, StoreLocks locks)
    {
        _store = store;
        _locks = locks;
    }

    /// <summary>The folder of a repository's bare Git repository, whether or not it exists.</summary>
    public string RepositoryPath(string owner, string name) => _store.FolderOf(Key(owner, name) + ".git");

    /// <summary>Whether a repository exists.</summary>
    public bool Exists(string owner, string name) => _store.Exists(Key(owner, name)) && Git(owner, name).Exists;

    /// <summary>A repository's properties as the provider gives them, or null when there is none.</summary>
    public PropertyMap? Find(string owner, string name) => Git(owner, name).Exists ? _store.Read(Key(owner, name)) : null;

    /// <summary>The commit that a full reference (a branch's or a tag's) leads to, or null when there is no such reference or repository.</summary>
    public Task<string?> ResolveAsync(string owner, string name, string reference, CancellationToken cancellation) =>
        Exists(owner, name) ? Git(owner, name).ResolveAsync(reference, cancellation) : Task.FromResult<string?>(null);

    /// <summary>The deploy key with this public key (<c>type base64 [comment]</c>), or null when none is registered.</summary>
    public DeployKey? FindKey(string publicKey) =>
        SshPublicKey.TryParse(publicKey, out var key) && _store.Read(KeyFile(key)) is { } stored ? ToKey(stored) : null;

    /// <summary>The deploy keys of a repository, in the order of their fingerprints.</summary>
    public IEnumerable<DeployKey> Keys(string owner, string name) =>
        _store.List(KeysFolder).Select(ToKey).Where(k => string.Equals(k.Repository, $"{owner}/{name}", StringComparison.OrdinalIgnoreCase));

    /// <summary>What a repository has of a kind, as the provider gives it.</summary>
    /// <param name="owner">Whose repository.</param>
    /// <param name="name">Its name.</param>
    /// <param name="kind">Where GitHub's API keeps it, e.g. <c>rulesets</c>.</param>
    public IEnumerable<PropertyMap> Parts(string owner, string name, string kind) => _store.List($"{PartFolder(owner, name)}/{SafeName.Of(kind)}");

    internal PropertyMap? FindPart(string owner, string name, string kind, string key) => _store.Read(PartFile(owner, name, kind, key));

    internal void WritePart(string owner, string name, string kind, string key, PropertyMap properties) => _store.Write(PartFile(owner, name, kind, key), properties);

    internal void DeletePart(string owner, string name, string kind, string key) => _store.Delete(PartFile(owner, name, kind, key));

    internal GitRepository Git(string owner, string name) => new(RepositoryPath(owner, name));

    internal Task<IDisposable> LockAsync(string owner, string name, CancellationToken cancellation) => _locks.TakeAsync(Key(owner, name), cancellation);

    internal void Write(string owner, string name, PropertyMap properties) => _store.Write(Key(owner, name), properties);

    /// <summary>Makes a repository of a Git repository that was prepared in <see cref="DraftPath"/>. Under the repository's lock.</summary>
    internal void Publish(string owner, string name, string draft, PropertyMap properties)
    {
        var path = RepositoryPath(owner, name);
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        Directory.Move(draft, path);
        _store.Write(Key(owner, name), properties);
    }

    /// <summary>A new folder beside the repositories of an owner, to prepare one in.</summary>
    internal string DraftPath(string owner) => _store.FolderOf(SafeName.Path("github", owner.ToLowerInvariant()) + $"/.{Guid.NewGuid():N}.tmp");

    /// <summary>Deletes a repository with its deploy keys. Under the repository's lock.</summary>
    internal void Delete(string owner, string name)
    {
        foreach (var key in Keys(owner, name).ToList())
            DeleteKey(key.Key);
        _store.Delete(Key(owner, name));
        _store.DeleteFolder(PartFolder(owner, name));
        _store.DeleteFolder(Key(owner, name) + ".git");
    }

    internal bool TryAddKey(SshPublicKey key, PropertyMap properties) => _store.TryCreate(KeyFile(key), properties);

    internal void DeleteKey(string publicKey)
    {
        if (SshPublicKey.TryParse(publicKey, out var key))
            _store.Delete(KeyFile(key));
    }

    /// <summary>The repository's properties.</summary>
    /// <exception cref="ProviderException">There is no such repository, or it is archived.</exception>
    internal PropertyMap ForWriting(string owner, string name, string call)
    {
        var repository = Find(owner, name) ?? throw new ProviderException($"{call}: 404 Not Found: there is no repository {owner}/{name}");
        return repository.Flag("archived") ? throw new ProviderException($"{call}: 403 Repository was archived so is read-only.") : repository;
    }

    private static DeployKey ToKey(PropertyMap stored) => new(
        stored.Text("id") ?? "", stored.Text("repository") ?? "", stored.Text("title") ?? "", stored.Text("key") ?? "", stored.Flag("readOnly"));

    private static string Key(string owner, string name) => SafeName.Path("github", owner.ToLowerInvariant(), name.ToLowerInvariant());

    private static string PartFolder(string owner, string name) => SafeName.Path("github", "_parts", owner.ToLowerInvariant(), name.ToLowerInvariant());

    // A webhook's address is a secret, so what tells it apart is not spelled out in a file's name.
    private static string PartFile(string owner, string name, string kind, string key) =>
        $"{PartFolder(owner, name)}/{SafeName.Of(kind)}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32]}";

    private static string KeyFile(SshPublicKey key) => $"{KeysFolder}/{SafeName.Of(key.Sha256["SHA256:".Length..])}";
}
