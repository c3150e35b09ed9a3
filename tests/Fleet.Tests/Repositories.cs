namespace Slipway.Fleet.Tests;

/// <summary>Two fleet repositories on disk and a clone of each, with a fleet of which dev follows main; deleted at the end.</summary>
internal sealed class Repositories : IDisposable
{
    private static readonly Dictionary<string, string> Identity = new()
    {
        ["GIT_CONFIG_GLOBAL"] = "/dev/null",
        ["GIT_CONFIG_SYSTEM"] = "/dev/null",
        ["GIT_AUTHOR_NAME"] = "test",
        ["GIT_AUTHOR_EMAIL"] = "test@example.com",
        ["GIT_COMMITTER_NAME"] = "test",
        ["GIT_COMMITTER_EMAIL"] = "test@example.com",
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-promote-").FullName;

    public static async Task<Repositories> MakeAsync()
    {
        var made = new Repositories();
        foreach (var name in FleetFolder.Repositories)
        {
            await made.GitAsync(".", "init", "-q", "--bare", "-b", "main", $"{name}.git");
            await made.GitAsync(".", "clone", "-q", $"{name}.git", name);
            await made.GitAsync(name, "checkout", "-q", "-b", "main");
        }
        foreach (var environment in FleetFolder.Environments)
            made.Write("fleet-infrastructure", $"clusters/{environment}/release.yaml", File.ReadAllText(FleetFolder.In("fleet-infrastructure", $"clusters/{environment}/release.yaml")));
        await made.CommitAsync("fleet-infrastructure", "first");
        made.Write("fleet-apps", "app.yaml", "first");
        await made.CommitAsync("fleet-apps", "first");
        return made;
    }

    /// <summary>Runs the promotion.</summary>
    public async Task<(int ExitCode, string Out, string Error)> PromoteAsync(string environment, string version, params (string Name, string Value)[] variables) =>
        await Command.RunAsync(
            "bash",
            [FleetFolder.In("fleet-infrastructure", ".github/scripts/promote.sh"), environment, version, "fleet-infrastructure", "fleet-apps"],
            _folder,
            Identity.Concat(variables.Select(v => KeyValuePair.Create(v.Name, v.Value))).Append(KeyValuePair.Create("GITHUB_OUTPUT", "/dev/stdout")).ToDictionary());

    /// <summary>Promotes, and merges the branch as its pull request would.</summary>
    public async Task ReleaseAsync(string environment, string version)
    {
        var promotion = await PromoteAsync(environment, version);
        Assert.True(promotion.ExitCode == 0, promotion.Error);
        await GitAsync("fleet-infrastructure", "fetch", "-q", "origin");
        await GitAsync("fleet-infrastructure", "merge", "-q", $"origin/promote/{environment}-v{version}");
        await GitAsync("fleet-infrastructure", "push", "-q", "origin", "main");
    }

    /// <summary>Changes a repository, and pushes main; gives the commit.</summary>
    public async Task<string> ChangeAsync(string repository)
    {
        Write(repository, "change.yaml", Guid.NewGuid().ToString());
        return await CommitAsync(repository, "change");
    }

    /// <summary>The commit that a name means at the origin; empty when it means none.</summary>
    public async Task<string> AtOriginAsync(string repository, string reference)
    {
        var listed = await Command.RunAsync("git", ["ls-remote", $"{repository}.git", reference], _folder, Identity);
        return listed.Out.Split('\t')[0];
    }

    /// <summary>All that the origins have.</summary>
    public async Task<string> OriginsAsync() =>
        await GitAsync(".", "ls-remote", "fleet-infrastructure.git") + await GitAsync(".", "ls-remote", "fleet-apps.git");

    /// <summary>A file as it is at the origin.</summary>
    public Task<string> FileAsync(string repository, string reference, string file) => GitAsync($"{repository}.git", "show", $"{reference}:{file}");

    /// <summary>Runs git, which must succeed.</summary>
    public async Task<string> GitAsync(string folder, params string[] arguments)
    {
        var (exitCode, output, error) = await Command.RunAsync("git", arguments, Path.Combine(_folder, folder), Identity);
        Assert.True(exitCode == 0, $"git {string.Join(' ', arguments)}: {error}");
        return output.Trim();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string repository, string file, string content)
    {
        var path = Path.Combine(_folder, repository, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    private async Task<string> CommitAsync(string repository, string subject)
    {
        await GitAsync(repository, "add", "-A");
        await GitAsync(repository, "commit", "-q", "-m", subject);
        await GitAsync(repository, "push", "-q", "origin", "main");
        return await GitAsync(repository, "rev-parse", "HEAD");
    }
}
