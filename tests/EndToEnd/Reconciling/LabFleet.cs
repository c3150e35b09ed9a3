using System.Text.Json;

namespace Slipway.EndToEnd.Reconciling;

/// <summary>The fleet of a lab as people work with it: clones, commits, and what the environments report.</summary>
internal sealed class LabFleet(SlipwayProcess slipway)
{
    /// <summary>The bare repository of the lab's GitHub.</summary>
    public string Repository(string name) => Path.Combine(slipway.Home, "clouds/github/acme", name + ".git");

    /// <summary>What git prints in a repository.</summary>
    public async Task<string> GitAsync(string repository, params string[] arguments)
    {
        var (exitCode, output, error) = await slipway.GitAsync(Repository(repository), arguments);
        Assert.True(exitCode == 0, error);
        return output.Trim();
    }

    /// <summary>Every reference of both repositories with what it names.</summary>
    public async Task<string> ReferencesAsync(string pattern = "refs") => string.Join('\n',
        await GitAsync("fleet-infrastructure", "for-each-ref", pattern), await GitAsync("fleet-apps", "for-each-ref", pattern));

    /// <summary>The commit of a reference.</summary>
    public Task<string> CommitOfAsync(string repository, string reference) => GitAsync(repository, "rev-parse", $"{reference}^{{commit}}");

    /// <summary>Commits a change of a file to main, as somebody whose pull request is merged.</summary>
    public async Task CommitAsync(string repository, string file, Func<string, string> change)
    {
        var clone = await CloneAsync(repository);
        var path = Path.Combine(clone, file);
        await File.WriteAllTextAsync(path, change(File.Exists(path) ? await File.ReadAllTextAsync(path) : ""));
        await PushAsync(clone, ["add", "."], ["commit", "-qm", $"Change {file}"]);
    }

    /// <summary>Reverts the last commit of main.</summary>
    public async Task RevertAsync(string repository) => await PushAsync(await CloneAsync(repository), ["revert", "--no-edit", "HEAD"]);

    /// <summary>The layers of an environment, in the order in which they are reported.</summary>
    public async Task<List<Layer>> LayersAsync(string environment, int exitCode = 0) =>
        [.. JsonDocument.Parse((await slipway.RunAsync(exitCode, "status", environment, "--json")).Out).RootElement.GetProperty("layers").EnumerateArray().Select(l =>
            new Layer(l.GetProperty("name").GetString()!, l.GetProperty("revision").GetString()!, l.GetProperty("ready").GetBoolean(), l.GetProperty("message").GetString()!))];

    private async Task<string> CloneAsync(string repository)
    {
        var clone = slipway.Scratch($"clone-{Guid.NewGuid():N}");
        Assert.Equal(0, (await slipway.GitAsync(slipway.Project, "clone", "-q", Repository(repository), clone)).ExitCode);
        return clone;
    }

    private async Task PushAsync(string clone, params string[][] commands)
    {
        foreach (var command in (string[][])[.. commands, ["push", "-q", "origin", "HEAD:main"]])
        {
            var (exitCode, _, error) = await slipway.GitAsync(clone, ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", .. command]);
            Assert.True(exitCode == 0, error);
        }
    }

    /// <summary>A layer as <c>slipway status</c> reports it.</summary>
    public sealed record Layer(string Name, string Revision, bool Ready, string Message);
}
