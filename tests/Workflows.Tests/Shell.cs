using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Tests;

namespace Slipway.Workflows.Tests;

/// <summary>
/// Runs scripts as a job does: real git and jq, and in the place of outside services commands that note what they are asked and answer what the test lays out.
/// </summary>
internal sealed class Shell : IDisposable
{
    private readonly TemporaryFolder _folder = new("slipway-workflows-");

    public Shell()
    {
        Directory.CreateDirectory(Work);
        Directory.CreateDirectory(Fake);
        Variables["PATH"] = $"{Path.Combine(AppContext.BaseDirectory, "Fakes")}:{Environment.GetEnvironmentVariable("PATH")}";
        Variables["FAKE"] = Fake;
        Variables["GITHUB_REPOSITORY"] = "acme/slipway";
        // A file of its own: git replaces the file that it writes to, and as root that could be /dev/null.
        Variables["GIT_CONFIG_GLOBAL"] = Path.Combine(_folder.Path, "gitconfig");
        Variables["GIT_CONFIG_SYSTEM"] = "/dev/null";
        foreach (var who in (string[])["AUTHOR", "COMMITTER"])
        {
            Variables[$"GIT_{who}_NAME"] = "test";
            Variables[$"GIT_{who}_EMAIL"] = "test@example.com";
        }
    }

    /// <summary>The folder that scripts run in.</summary>
    public string Work => Path.Combine(_folder.Path, "work");

    /// <summary>Environment variables of the job.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>What GitHub's API was asked, reading apart.</summary>
    public IReadOnlyList<ApiCall> Writes => [.. Calls.Where(c => c.Method != "GET")];

    /// <summary>All that GitHub's API was asked.</summary>
    public IReadOnlyList<ApiCall> Calls => File.Exists(Path.Combine(Fake, "calls"))
        ? [.. File.ReadLines(Path.Combine(Fake, "calls")).Select(l => JsonSerializer.Deserialize<ApiCall>(l, JsonSerializerOptions.Web)!)]
        : [];

    private string Fake => Path.Combine(_folder.Path, "fake");

    public void Dispose() => _folder.Dispose();

    /// <summary>Lays out what GitHub's API answers.</summary>
    public void Answers(string path, string json, string method = "GET") => File.WriteAllText(AnswerTo(path, method), json);

    /// <summary>Lays out that GitHub's API refuses.</summary>
    public void Refuses(string path, string why, string method = "GET") => File.WriteAllText(AnswerTo(path, method) + ".fails", why);

    /// <summary>Lays out what a command prints and how it ends.</summary>
    public void Prints(string command, string output, int exitCode = 0, string error = "")
    {
        File.WriteAllText(Path.Combine(Fake, $"{command}.out"), output);
        File.WriteAllText(Path.Combine(Fake, $"{command}.err"), error);
        File.WriteAllText(Path.Combine(Fake, $"{command}.code"), $"{exitCode}");
    }

    /// <summary>What a command was called with, a line each.</summary>
    public string CallsOf(string command) => File.Exists(Path.Combine(Fake, $"{command}.calls")) ? File.ReadAllText(Path.Combine(Fake, $"{command}.calls")) : "";

    /// <summary>Writes a file in the folder that scripts run in.</summary>
    public string Write(string name, string text)
    {
        var file = Path.Combine(Work, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>Copies a folder of this project's repository.</summary>
    public void Copy(string folder, string to)
    {
        foreach (var file in Directory.EnumerateFiles(RepositoryFiles.At(folder), "*", SearchOption.AllDirectories))
            Write(Path.Combine(to, Path.GetRelativePath(RepositoryFiles.At(folder), file)), File.ReadAllText(file));
    }

    /// <summary>Makes a command of a few lines and gives its path.</summary>
    public string Program(string name, string lines)
    {
        var file = Path.Combine(_folder.Path, name);
        File.WriteAllText(file, $"#!/usr/bin/env bash\nset -euo pipefail\n{lines}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return file;
    }

    /// <summary>Makes the slipway command and gives its path.</summary>
    public string Slipway() => Program("slipway", $"exec dotnet '{BuiltCommand.Assembly}' \"$@\"");

    /// <summary>Reads a file in the folder that scripts run in.</summary>
    public string Read(string name) => File.ReadAllText(Path.Combine(Work, name));

    /// <summary>Commits all files of the folder and gives the commit.</summary>
    public async Task<string> CommitAsync(string? date = null)
    {
        if (!Directory.Exists(Path.Combine(Work, ".git")))
            await GitAsync("init", "-q", "-b", "main");
        await GitAsync("add", "-A");
        if (date is not null)
            Variables["GIT_COMMITTER_DATE"] = Variables["GIT_AUTHOR_DATE"] = date;
        await GitAsync("commit", "-q", "--allow-empty", "-m", "change");
        return await GitAsync("rev-parse", "HEAD");
    }

    /// <summary>Runs git, which must succeed.</summary>
    public async Task<string> GitAsync(params string[] arguments)
    {
        var result = await RunAsync("git", arguments);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Out.Trim();
    }

    /// <summary>Runs a script of this project's workflows.</summary>
    public Task<Result> ScriptAsync(string name, params string[] arguments) => RunAsync(RepositoryFiles.Script(name), arguments);

    /// <summary>Runs a command.</summary>
    public async Task<Result> RunAsync(string command, IEnumerable<string> arguments, string input = "")
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = Work,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var inherited in (string[])["GITHUB_TOKEN", "GH_TOKEN", "GITHUB_ACTIONS", "GITHUB_OUTPUT", "GITHUB_SERVER_URL", "SLIPWAY_HOME"])
            start.Environment.Remove(inherited);
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new Result(process.ExitCode, await output, await error);
    }

    private string AnswerTo(string path, string method) =>
        Path.Combine(Fake, string.Concat($"{method} {path}".Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')));

    /// <summary>A call of GitHub's API.</summary>
    public sealed record ApiCall(string Method, string Path, string Body, string Token)
    {
        /// <summary>A field of what was sent.</summary>
        public string? Field(string name) => (string?)JsonNode.Parse(Body)?[name];
    }

    /// <summary>How a process ended.</summary>
    public sealed record Result(int ExitCode, string Out, string Error);
}
