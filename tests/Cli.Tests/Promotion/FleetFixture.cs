using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;

namespace Slipway.Cli.Tests.Promotion;

/// <summary>A project and the two bare repositories of its fleet, staging at 1.0.0, and dev at what main holds.</summary>
public sealed class FleetFixture : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-fleet-").FullName;

    public FleetFixture()
    {
        Directory.CreateDirectory(Project);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "project")))
            File.Copy(file, Path.Combine(Project, Path.GetFileName(file)));
        File.WriteAllText(Path.Combine(Project, "Pulumi.yaml"), "name: slipway\nruntime: dotnet\n");
        Import(Infrastructure, Commit(1, "refs/heads/main", null, ReleaseFile("staging", "refs/tags/staging-v1.0.0"), ReleaseFile("dev", "refs/heads/main")),
            "reset refs/tags/staging-v1.0.0\nfrom :1\n\n");
        Import(Apps, Commit(1, "refs/heads/main", null, ("app.yaml", "replicas: 1\n")), "reset refs/tags/staging-v1.0.0\nfrom :1\n\n");
        Push(Infrastructure, ("core.yaml", "a: 1\n"));
        Push(Apps, ("app.yaml", "replicas: 2\n"));
        DevRunsMain();
    }

    public string Project => Path.Combine(_folder, "project");

    public string Infrastructure => Path.Combine(_folder, "infrastructure.git");

    public string Apps => Path.Combine(_folder, "apps.git");

    public string Status => Path.Combine(_folder, "status.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public string Scratch(string name) => Path.Combine(_folder, name);

    /// <summary>Commits files to a repository's main.</summary>
    public static string Push(string repository, params (string Path, string Content)[] files)
    {
        Import(repository, Commit(1, "refs/heads/main", "refs/heads/main^0", files));
        return Resolve(repository, "refs/heads/main");
    }

    /// <summary>Has dev report that it runs what main is now.</summary>
    public void DevRunsMain() => File.WriteAllText(Status, $$"""
        { "environment": "dev", "layers": [
          { "name": "core", "source": "fleet-infrastructure", "revision": "refs/heads/main@sha1:{{Resolve(Infrastructure, "refs/heads/main")}}", "ready": true },
          { "name": "apps", "source": "fleet-apps", "revision": "refs/heads/main@sha1:{{Resolve(Apps, "refs/heads/main")}}", "ready": true } ] }
        """);

    /// <summary>Runs the command on the repositories.</summary>
    public async Task<(int ExitCode, string Out, string Error)> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exitCode = await RunAsync(new Terminal(output, error, TextReader.Null), arguments);
        return (exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Runs the command until it reports a step whose line begins with a text, and there has it die.</summary>
    public async Task DieAfterAsync(string step, params string[] arguments) => Assert.Equal(
        step, (await Assert.ThrowsAsync<DeadException>(() => RunAsync(new Terminal(TextWriter.Null, new DyingWriter(step), TextReader.Null), arguments))).Message);

    public static string Resolve(string repository, string reference) => Git(repository, "rev-parse", "--verify", "--quiet", $"{reference}^{{commit}}").Trim();

    /// <summary>Every reference with what it names.</summary>
    public static string References(string repository) => Git(repository, "for-each-ref", "--format=%(refname) %(objectname)");

    public static string Git(string folder, params string[] arguments) => Run(folder, "", arguments).Output;

    /// <summary>Lets a repository refuse references by a pattern of the shell, as a host with rules does.</summary>
    public static void Refuse(string repository, string pattern) =>
        Hook(repository, "update", $"case \"$1 $3\" in {pattern}) echo 'refused by rule' >&2; exit 1;; esac");

    public static void RefuseNothing(string repository) => File.Delete(Path.Combine(repository, "hooks", "update"));

    /// <summary>Gives a Git folder a hook.</summary>
    public static void Hook(string gitFolder, string name, string script)
    {
        var hook = Path.Combine(gitFolder, "hooks", name);
        Directory.CreateDirectory(Path.GetDirectoryName(hook)!);
        File.WriteAllText(hook, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private async Task<int> RunAsync(Terminal terminal, string[] arguments) => await SlipwayCommand.RunAsync(
        [.. arguments, "--cwd", Project, .. arguments.Contains("--infrastructure") ? [] : (string[])["--infrastructure", Infrastructure, "--apps", Apps]], terminal);

    private static (string, string) ReleaseFile(string environment, string reference) => ($"clusters/{environment}/release.yaml", string.Concat(
        ((string[])["fleet-infrastructure", "fleet-apps"]).Select(name =>
            $"---\n# What {environment} runs.\nkind: GitRepository\nmetadata:\n  name: {name}\nspec:\n  interval: 5m\n  ref:\n    name: {reference}\n")));

    private static string Commit(int mark, string branch, string? from, params (string Path, string Content)[] files) =>
        $"commit {branch}\nmark :{mark}\ncommitter Ada <ada@example.com> 1767225600 +0000\n{Data("A change\n")}{(from is null ? "" : $"from {from}\n")}"
        + string.Concat(files.Select(f => $"M 100644 inline {f.Path}\n{Data(f.Content)}")) + "\n";

    private static string Data(string text) => $"data {Encoding.UTF8.GetByteCount(text)}\n{text}\n";

    private static void Import(string repository, params string[] commands)
    {
        if (!Directory.Exists(repository))
            Git(Path.GetDirectoryName(repository)!, "init", "--quiet", "--bare", "--template=", "--initial-branch=main", repository);
        Assert.Equal(0, Run(repository, string.Concat(commands), ["fast-import", "--quiet"]).ExitCode);
    }

    private static (int ExitCode, string Output) Run(string folder, string input, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("git did not start.");
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    // Whoever runs the tests, and whatever they have configured.
    [ModuleInitializer]
    internal static void BeAda()
    {
        foreach (var who in (string[])["AUTHOR", "COMMITTER"])
        {
            Environment.SetEnvironmentVariable($"GIT_{who}_NAME", "Ada");
            Environment.SetEnvironmentVariable($"GIT_{who}_EMAIL", "ada@example.com");
        }
        Environment.SetEnvironmentVariable("GIT_CONFIG_GLOBAL", "/dev/null");
    }

    private sealed class DeadException(string message) : Exception(message);

    private sealed class DyingWriter(string step) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            if (value?.Trim().StartsWith(step, StringComparison.Ordinal) == true)
                throw new DeadException(step);
        }
    }
}
