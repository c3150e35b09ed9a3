using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Slipway.Lab.Clouds.Git;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.GitHub;

/// <summary>
/// The template repositories that the lab's GitHub hosts: for any owner, one per folder of the sources, named like the folder. They
/// are made when somebody first asks for them, and get another commit when the folder has changed since.
/// </summary>
internal sealed class TemplateRepositories(GitHubCloud cloud, string sources)
{
    private const string Branch = "main";

    /// <summary>Has a template that the lab hosts be there for whoever looks it up.</summary>
    public async Task ShowAsync(string owner, string name, CancellationToken cancellation)
    {
        if (cloud.Find(owner, name) is null && IsHosted(name))
            await GetAsync(owner, name, cancellation);
    }

    /// <summary>A template repository, as new as its source.</summary>
    /// <exception cref="ProviderException">There is none of that name, or it is no template.</exception>
    public async Task<GitRepository> GetAsync(string owner, string name, CancellationToken cancellation)
    {
        using var held = await cloud.LockAsync(owner, name, cancellation);
        var properties = cloud.Find(owner, name);
        if (properties is not null && !properties.Flag("isTemplate"))
            throw new ProviderException($"POST https://api.github.com/repos/{owner}/{name}/generate: 404 Not Found: {owner}/{name} is no template repository (isTemplate is false)");
        var folder = Path.Combine(sources, name);
        var hosted = IsHosted(name);
        if (properties is null && !hosted)
        {
            string?[] there = Directory.Exists(sources) ? [.. Directory.EnumerateDirectories(sources).Select(Path.GetFileName).Order(StringComparer.Ordinal)] : [];
            throw new ProviderException(
                $"POST https://api.github.com/repos/{owner}/{name}/generate: 404 Not Found: there is no template repository {owner}/{name}. "
                + $"The lab's GitHub hosts {string.Join(", ", there)}, from {sources}, under any owner.");
        }
        // A template that somebody made as a repository of their own has their content, whatever it is called.
        if (hosted && (properties is null || properties.Flag("hostedByTheLab")))
            await PublishAsync(owner, name, folder, properties is null, cancellation);
        return cloud.Git(owner, name);
    }

    private bool IsHosted(string name) => name == Path.GetFileName(name) && name is not ("" or "." or "..") && Directory.Exists(Path.Combine(sources, name));

    private async Task PublishAsync(string owner, string name, string folder, bool isNew, CancellationToken cancellation)
    {
        var draft = new GitRepository(isNew ? cloud.DraftPath() : cloud.RepositoryPath(owner, name));
        if (isNew)
            await draft.InitAsync(cancellation);
        var files = FilesOf(folder).ToList();
        var there = isNew ? ImmutableDictionary<string, string>.Empty : await draft.FilesAsync(Branch, cancellation);
        var changes = files.Where(f => there.GetValueOrDefault(f.Path) != Entry(f))
            .Concat(there.Keys.Except(files.Select(f => f.Path)).Select(p => new GitChange(p, null)))
            .ToImmutableArray();
        if (changes.Length > 0)
            await draft.CommitAsync(Branch, GitHubIdentity.Commit($"Publish {name}", changes), cancellation);
        if (isNew)
        {
            cloud.Publish(owner, name, draft.Path, PropertyMap.Of(
                ("name", name), ("fullName", $"{owner}/{name}"), ("nodeId", $"R_template_{name}"), ("isTemplate", true), ("hostedByTheLab", true), ("visibility", "public"), ("defaultBranch", Branch)));
        }
    }

    private static IEnumerable<GitChange> FilesOf(string folder)
    {
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(folder, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
            if (path.StartsWith(".git/", StringComparison.Ordinal))
                continue;
            if (file.LinkTarget is { } target)
                yield return new GitChange(path, Encoding.UTF8.GetBytes(target), "120000");
            else
                yield return new GitChange(path, File.ReadAllBytes(file.FullName), IsExecutable(file) ? "100755" : "100644");
        }
    }

    private static bool IsExecutable(FileInfo file) => !OperatingSystem.IsWindows() && file.UnixFileMode.HasFlag(UnixFileMode.UserExecute);

    // As ls-tree prints it; Git names a file's content by the SHA-1 of a header and the content.
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "Git's object format.")]
    private static string Entry(GitChange change)
    {
        var content = change.Content!.Value.Span;
        byte[] hashed = [.. Encoding.ASCII.GetBytes($"blob {content.Length}\0"), .. content];
        return $"{change.Mode} blob {Convert.ToHexStringLower(SHA1.HashData(hashed))}";
    }
}
