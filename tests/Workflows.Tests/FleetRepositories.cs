using System.Text.Json;

namespace Slipway.Workflows.Tests;

/// <summary>The two fleet repositories on disk, a clone of each, and what dev and staging run; the promotion as its workflow does it, with the real command.</summary>
internal sealed class FleetRepositories : IDisposable
{
    private FleetRepositories()
    {
        foreach (var file in Directory.EnumerateFiles(RepositoryFiles.Root, "Pulumi*.yaml"))
            Shell.Write($"project/{Path.GetFileName(file)}", File.ReadAllText(file));
        Shell.Variables["SLIPWAY"] = Shell.Slipway();
        Shell.Variables["SLIPWAY_PROJECT"] = Path.Combine(Shell.Work, "project");
        Shell.Variables["APP_SLUG"] = "acme-releases";
        Shell.Variables["GITHUB_TOKEN"] = "ghs_0123456789abcdefghij";
        Shell.Variables["AWS_REGION"] = "eu-west-1";
    }

    public Shell Shell { get; } = new();

    public static async Task<FleetRepositories> MakeAsync()
    {
        var made = new FleetRepositories();
        foreach (var name in (string[])["fleet-infrastructure", "fleet-apps"])
        {
            await made.Shell.GitAsync("init", "-q", "--bare", "-b", "main", $"acme/{name}.git");
            await made.Shell.GitAsync("clone", "-q", $"acme/{name}.git", name);
            await made.GitAsync(name, "checkout", "-q", "-b", "main");
        }
        foreach (var environment in RepositoryFiles.Environments)
            made.Shell.Write($"fleet-infrastructure/clusters/{environment}/release.yaml", File.ReadAllText(RepositoryFiles.At($"fleet/fleet-infrastructure/clusters/{environment}/release.yaml")));
        await made.ChangeAsync("fleet-infrastructure");
        await made.ChangeAsync("fleet-apps");
        return made;
    }

    /// <summary>Runs the promotion, after the cluster of the environment before told what it runs.</summary>
    public async Task<Shell.Result> PromoteAsync(string environment, string version, string previous)
    {
        // What is not told by a release is told by main.
        var (infrastructure, apps) = (await AtOriginAsync("fleet-infrastructure", "refs/heads/main"), await AtOriginAsync("fleet-apps", "refs/heads/main"));
        if (previous != "dev")
        {
            infrastructure = await AtOriginAsync("fleet-infrastructure", $"refs/tags/{previous}-v{version}^{{}}");
            apps = await AtOriginAsync("fleet-apps", $"refs/tags/{previous}-v{version}^{{}}");
        }
        var reference = previous == "dev" ? "refs/heads/main" : $"refs/tags/{previous}-v{version}";
        Shell.Prints("kubectl", ClusterRuns(reference, infrastructure, apps));
        return await RunAsync(environment, version, previous);
    }

    /// <summary>Runs the promotion with what the cluster says.</summary>
    public Task<Shell.Result> RunAsync(string environment, string version, string previous) => Shell.ScriptAsync(
        "fleet-promote.sh", environment, version, previous, $"slipway-{previous}", Path.Combine(Shell.Work, "acme/fleet-infrastructure.git"), Path.Combine(Shell.Work, "acme/fleet-apps.git"));

    /// <summary>What kubectl prints of a cluster.</summary>
    public static string ClusterRuns(string reference, string infrastructure, string apps, string ready = "True") => JsonSerializer.Serialize(new
    {
        items = new[] { (Name: "core", Source: "fleet-infrastructure", Commit: infrastructure), (Name: "apps", Source: "fleet-apps", Commit: apps) }.Select(l => new
        {
            metadata = new { name = l.Name, generation = 3 },
            spec = new { sourceRef = new { kind = "GitRepository", name = l.Source } },
            status = new
            {
                observedGeneration = 3,
                lastAppliedRevision = $"{reference}@sha1:{l.Commit}",
                conditions = new[] { new { type = "Reconciling", status = "False", message = "" }, new { type = "Ready", status = ready, message = "Applied revision" } },
            },
        }),
    });

    /// <summary>Promotes, and merges the branch as its pull request would.</summary>
    public async Task ReleaseAsync(string environment, string version, string previous)
    {
        var promotion = await PromoteAsync(environment, version, previous);
        Assert.True(promotion.ExitCode == 0, promotion.Error);
        await GitAsync("fleet-infrastructure", "fetch", "-q", "origin");
        await GitAsync("fleet-infrastructure", "merge", "-q", $"origin/promote/{environment}-v{version}");
        await GitAsync("fleet-infrastructure", "push", "-q", "origin", "main");
    }

    /// <summary>Changes a repository, and pushes main; gives the commit.</summary>
    public async Task<string> ChangeAsync(string repository)
    {
        Shell.Write($"{repository}/change.yaml", Guid.NewGuid().ToString());
        await GitAsync(repository, "add", "-A");
        await GitAsync(repository, "commit", "-q", "-m", "change");
        await GitAsync(repository, "push", "-q", "origin", "main");
        return await GitAsync(repository, "rev-parse", "HEAD");
    }

    /// <summary>The commit that a name means at the origin; empty when it means none.</summary>
    public async Task<string> AtOriginAsync(string repository, string reference) => (await Shell.GitAsync("ls-remote", $"acme/{repository}.git", reference)).Split('\t')[0];

    /// <summary>All that the origins have.</summary>
    public async Task<string> OriginsAsync() => await Shell.GitAsync("ls-remote", "acme/fleet-infrastructure.git") + await Shell.GitAsync("ls-remote", "acme/fleet-apps.git");

    /// <summary>Runs git in a folder, which must succeed.</summary>
    public Task<string> GitAsync(string folder, params string[] arguments) => Shell.GitAsync(["-C", folder, .. arguments]);

    public void Dispose() => Shell.Dispose();
}
