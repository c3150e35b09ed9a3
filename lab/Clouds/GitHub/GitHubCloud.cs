using System.Collections.Immutable;
using Slipway.Lab.Clouds.Git;
using Slipway.Lab.Clouds.Keys;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Store;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.GitHub;

/// <summary>
/// The lab's GitHub: <c>github/&lt;owner&gt;/&lt;repository&gt;.json</c> beside the bare repository <c>&lt;repository&gt;.git</c>, and every
/// deploy key under <c>github/_keys</c>; what is set on a repository is below <c>&lt;repository&gt;.d</c>. Names do not tell upper from lower case, as on GitHub; on disk they are lower case.
/// </summary>
public sealed class GitHubCloud
{
    // No owner has such a name: GitHub allows no underscore.
    private const string KeysFolder = "github/_keys";

    /// <summary>The name of the settings that are rulesets.</summary>
    internal const string RulesetsFolder = "rulesets";

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

    /// <summary>All branches and tags of a repository by full reference, each with the commit that it leads to; none where there is no repository.</summary>
    public Task<ImmutableSortedDictionary<string, string>> ReferencesAsync(string owner, string name, CancellationToken cancellation) =>
        Exists(owner, name) ? Git(owner, name).ReferencesAsync(cancellation) : Task.FromResult(ImmutableSortedDictionary<string, string>.Empty);

    /// <summary>The files of a commit by path, or null where there is no such commit. Symbolic links have no content.</summary>
    public Task<ImmutableSortedDictionary<string, ReadOnlyMemory<byte>?>?> TreeAsync(string owner, string name, string commit, CancellationToken cancellation) =>
        Exists(owner, name) ? Git(owner, name).TreeAsync(commit, cancellation) : Task.FromResult<ImmutableSortedDictionary<string, ReadOnlyMemory<byte>?>?>(null);

    /// <summary>The hash and the bytes of a Git object, such as a tag's own; null when there is no such object or repository.</summary>
    /// <param name="owner">The repository's owner.</param>
    /// <param name="name">The repository.</param>
    /// <param name="reference">A full reference, or a hash.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<(string Hash, byte[] Content)?> ObjectAsync(string owner, string name, string reference, CancellationToken cancellation) =>
        Exists(owner, name) && await Git(owner, name).ObjectAsync(reference, cancellation) is { } found ? (found.Sha, found.Content) : null;

    /// <summary>Pushes one commit on top of another to a branch, in place of what the branch had, as somebody with a deploy key.</summary>
    /// <param name="owner">The repository's owner.</param>
    /// <param name="name">The repository.</param>
    /// <param name="parent">The commit to build on.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="files">What files hold from then on, by path.</param>
    /// <param name="message">The commit's message.</param>
    /// <param name="author">Who makes it: name and address.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The commit, or null when the branch holds the same files on the same parent already.</returns>
    /// <exception cref="ProviderException">The branch's rules refuse it.</exception>
    public async Task<string?> PushFilesAsync(
        string owner, string name, string parent, string branch, IReadOnlyDictionary<string, string> files, string message, (string Name, string Email) author, CancellationToken cancellation)
    {
        using var held = await LockAsync(owner, name, cancellation);
        AdmitCommit(owner, name, GitHubActor.DeployKey, branch, $"push to {owner}/{name}");
        var commit = new GitCommit(message, author.Name, author.Email,
            [.. files.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => new GitChange(f.Key, System.Text.Encoding.UTF8.GetBytes(f.Value)))]);
        return await Git(owner, name).ReplaceBranchAsync(branch, parent, commit, cancellation);
    }

    /// <summary>The deploy key with this public key (<c>type base64 [comment]</c>), or null when none is registered.</summary>
    public DeployKey? FindKey(string publicKey) =>
        SshPublicKey.TryParse(publicKey, out var key) && _store.Read(KeyFile(key)) is { } stored ? ToKey(stored) : null;

    /// <summary>The deploy keys of a repository, in the order of their fingerprints.</summary>
    public IEnumerable<DeployKey> Keys(string owner, string name) =>
        _store.List(KeysFolder).Select(ToKey).Where(k => string.Equals(k.Repository, $"{owner}/{name}", StringComparison.OrdinalIgnoreCase));

    /// <summary>The rulesets of a repository, in the order of their numbers.</summary>
    public IEnumerable<Ruleset> Rulesets(string owner, string name) => Settings(owner, name, RulesetsFolder).Select(Ruleset.Of);

    /// <summary>
    /// What is set on a repository, as the provider gives it: <c>rulesets</c>, <c>hooks</c>, <c>environments</c>, <c>deployment-branch-policies</c>,
    /// <c>actions-variables</c>, <c>environment-variables</c>, <c>teams</c>, <c>vulnerability-alerts</c>.
    /// </summary>
    public IEnumerable<PropertyMap> Settings(string owner, string name, string folder) => _store.List(SettingsFolder(owner, name, folder)).Select(s => s.Map("properties"));

    internal IEnumerable<string> SettingIds(string owner, string name, string folder) =>
        _store.List(SettingsFolder(owner, name, folder)).Select(s => s.Text("id")!);

    internal PropertyMap? Setting(string owner, string name, string folder, string id) => _store.Read(SettingKey(owner, name, folder, id))?.Map("properties");

    internal void WriteSetting(string owner, string name, string folder, string id, PropertyMap properties) =>
        _store.Write(SettingKey(owner, name, folder, id), PropertyMap.Of(("id", id), ("properties", properties)));

    internal void DeleteSetting(string owner, string name, string folder, string id) => _store.Delete(SettingKey(owner, name, folder, id));

    /// <summary>Refuses a commit that an actor makes directly to a branch when the branch's rules do.</summary>
    /// <exception cref="ProviderException">They do.</exception>
    internal void AdmitCommit(string owner, string name, GitHubActor actor, string branch, string call) =>
        Admit(owner, name, actor, "refs/heads/" + branch, call, "409", r => r.ViolationsOfCommit());

    /// <summary>Refuses to let a branch go when its rules do.</summary>
    /// <exception cref="ProviderException">They do.</exception>
    internal void AdmitDeletion(string owner, string name, GitHubActor actor, string branch, string call) =>
        Admit(owner, name, actor, "refs/heads/" + branch, call, "422", r => r.Rules.Flag("deletion") ? ["Cannot delete this protected ref."] : []);

    /// <summary>Who the automation is in Git: name and address.</summary>
    public static (string Name, string Email) Automation => (GitHubIdentity.Name, GitHubIdentity.Email);

    /// <summary>Refuses a push of a branch or a tag when the rules do.</summary>
    /// <param name="owner">The repository's owner.</param>
    /// <param name="name">The repository.</param>
    /// <param name="actor">Who pushes.</param>
    /// <param name="reference">The full reference.</param>
    /// <exception cref="ProviderException">They do.</exception>
    public void AdmitPush(string owner, string name, GitHubActor actor, string reference) =>
        Admit(owner, name, actor, reference, $"push to {owner}/{name}", "GH013:", r => r.Target == "tag" ? r.ViolationsOfTag() : r.ViolationsOfCommit());

    private void Admit(string owner, string name, GitHubActor actor, string reference, string call, string status, Func<Ruleset, IEnumerable<string>> violations)
    {
        var applying = Rulesets(owner, name).Where(r => r.Covers(reference, Git(owner, name).DefaultBranch) && !r.LetsBy(actor));
        var found = applying.Select(r => (r.Name, Said: string.Join(' ', violations(r)))).Where(v => v.Said.Length > 0).ToList();
        if (found.Count > 0)
        {
            throw new ProviderException(
                $"{call}: {status} Repository rule violations found. {string.Join(' ', found.Select(v => v.Said).Distinct())} "
                + $"({Words(reference)} of {owner}/{name}, ruleset {string.Join(", ", found.Select(v => v.Name))}; {actor} is not among its bypassActors)");
        }
    }

    private static string Words(string reference) => reference.StartsWith("refs/tags/", StringComparison.Ordinal)
        ? $"tag {reference["refs/tags/".Length..]}"
        : $"branch {reference["refs/heads/".Length..]}";

    internal GitRepository Git(string owner, string name) => new(RepositoryPath(owner, name));

    internal Task<IDisposable> LockAsync(string owner, string name, CancellationToken cancellation) => _locks.TakeAsync(Key(owner, name), cancellation);

    internal void Write(string owner, string name, PropertyMap properties) => _store.Write(Key(owner, name), properties);

    /// <summary>Makes a repository of a Git repository that was prepared in <see cref="DraftPath"/>. Under the repository's lock.</summary>
    internal void Publish(string owner, string name, string draft, PropertyMap properties)
    {
        var path = RepositoryPath(owner, name);
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        PrivateFile.EnsureDirectoryOf(path);
        Directory.Move(draft, path);
        _store.Write(Key(owner, name), properties);
    }

    /// <summary>A new folder to prepare a repository in.</summary>
    internal string DraftPath()
    {
        var folder = _store.TemporaryPath();
        CloudJournal.Current?.Making(folder);
        return folder;
    }

    /// <summary>Deletes a repository with its deploy keys. Under the repository's lock.</summary>
    internal void Delete(string owner, string name)
    {
        foreach (var key in Keys(owner, name).ToList())
            DeleteKey(key.Key);
        _store.Delete(Key(owner, name));
        _store.DeleteFolder(Key(owner, name) + ".git");
        _store.DeleteFolder(Key(owner, name) + ".d");
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

    private static string SettingsFolder(string owner, string name, string folder) => $"{Key(owner, name)}.d/{folder}";

    private static string SettingKey(string owner, string name, string folder, string id) => $"{SettingsFolder(owner, name, folder)}/{SafeName.Of(id)}";

    private static string KeyFile(SshPublicKey key) => $"{KeysFolder}/{SafeName.Of(key.Sha256["SHA256:".Length..])}";
}
